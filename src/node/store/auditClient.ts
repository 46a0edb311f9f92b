import type { AuditLog } from '../../core/model/auditLog.ts';
import type { StoreClient } from './storeClient.ts';

/** The audit's port over the worker. */
export function auditOver(client: StoreClient): AuditLog {
  return {
    write: (record) => client.call('audit', 'write', [record]),
    describe: (id, figures) => client.call('audit', 'describe', [id, figures]),
    find: (query, signal) => client.call('audit', 'find', [query], signal),
    actions: (from, until, signal) => client.call('audit', 'actions', [from, until], signal),
    prune: (before, signal) => client.call('audit', 'prune', [before], signal),
  };
}

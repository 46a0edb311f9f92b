import type { ExecutionStore } from '../../core/library/executionStore.ts';
import type { StoreClient } from './storeClient.ts';

/** The port of executions over the worker. */
export function executionsOver(client: StoreClient): ExecutionStore {
  return {
    add: (execution, signal) => client.call('executions', 'add', [execution], signal),
    find: (query, signal) => client.call('executions', 'find', [query], signal),
    get: (id, signal) => client.call('executions', 'get', [id], signal),
    rate: (id, rating, signal) => client.call('executions', 'rate', [id, rating], signal),
    remove: (selection, signal) => client.call('executions', 'remove', [selection], signal),
    figures: (places, signal) => client.call('executions', 'figures', [places], signal),
  };
}

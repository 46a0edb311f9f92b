import type { TemplateVersions } from '../../core/library/templateVersions.ts';
import type { StoreClient } from './storeClient.ts';

/** The port of template versions over the worker. */
export function templatesOver(client: StoreClient): TemplateVersions {
  return {
    record: (saves, signal) => client.call('templates', 'record', [saves], signal),
    records: (places, signal) => client.call('templates', 'records', [places], signal),
    versions: (template, signal) => client.call('templates', 'versions', [template], signal),
    read: (template, version, signal) => client.call('templates', 'read', [template, version], signal),
    amend: (template, change, signal) => client.call('templates', 'amend', [template, change], signal),
  };
}

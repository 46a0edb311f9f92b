import type { HistoryStore } from '../../core/history/historyStore.ts';
import type { StoreClient } from './storeClient.ts';

/** The history's port over the worker. */
export function historyOver(client: StoreClient): HistoryStore {
  return {
    save: (entry, signal) => client.call('history', 'save', [entry], signal),
    amend: (id, change, signal) => client.call('history', 'amend', [id, change], signal),
    find: (query, signal) => client.call('history', 'find', [query], signal),
    read: (ids, signal) => client.call('history', 'read', [ids], signal),
    remove: async (selection, forGood, signal) => {
      const { count, removal } = await client.call('history', 'remove', [selection, forGood], signal);
      return { count, undo: (signal) => client.call('history', 'restore', [removal], signal) };
    },
  };
}

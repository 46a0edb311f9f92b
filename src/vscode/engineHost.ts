import type { EngineHost } from '../node/engine/host.ts';
import type { Connections } from './connections.ts';

/** What only the extension host has: keys, read at the moment of use, and the models of the editor, which load on first use. */
export function engineHost(connections: Connections): EngineHost {
  return {
    key: async (connection, purpose) => {
      if (purpose === 'attempt') await connections.refuseTurnedOff(connection);
      return connections.keys.get(connection);
    },
    complete: async (connection, request, signal) => {
      await connections.refuseTurnedOff(connection);
      return (await import('./editorModels.ts')).completeInEditor(request, signal);
    },
    listModels: async () => (await import('./editorModels.ts')).listEditorModels(),
    health: async () => (await import('./editorModels.ts')).editorHealth(),
  };
}

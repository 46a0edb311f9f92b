import type { EngineHost } from '../node/engine/host.ts';
import type { ProviderKeys } from './providerKeys.ts';

/** What only the extension host has: keys, read at the moment of use, and the models of the editor, which load on first use. */
export function engineHost(keys: ProviderKeys): EngineHost {
  return {
    key: (connection) => keys.get(connection),
    complete: async (_connection, request, signal) =>
      (await import('./editorModels.ts')).completeInEditor(request, signal),
    listModels: async () => (await import('./editorModels.ts')).listEditorModels(),
    health: async () => (await import('./editorModels.ts')).editorHealth(),
  };
}

import type { Health, ModelInfo } from '../../core/model/languageModel.ts';
import type { Engine } from '../../node/engine/engine.ts';
import type { ConnectionInput } from '../../node/engine/host.ts';
import type { LocalSpeeds } from '../localSpeeds.ts';
import { type Connections, type ConnectionState, isNetwork, networkSettings } from '../connections.ts';

/** A line of `whetstone providers test --json`. */
export interface TestedProvider {
  readonly id: string;
  readonly kind: string;
  readonly model: string | null;
  readonly configured: boolean;
  readonly enabled: boolean;
  readonly local: boolean;
  readonly healthy: boolean;
  readonly latencyMs: number | null;
  readonly error: string | null;
}

export interface ProviderDependencies {
  readonly engine: Pick<Engine, 'listModels' | 'health' | 'pullModel'>;
  readonly connections: Connections;
  readonly speeds: Pick<LocalSpeeds, 'of'>;
}

/** Asks a connection for what costs nothing. One that is not set up is not asked. Rejects only when aborted. */
export async function testProvider(
  { engine }: ProviderDependencies,
  state: ConnectionState,
  signal: AbortSignal,
): Promise<TestedProvider> {
  const { configured, definition, local, model, problem } = state;
  const { enabled, id, kind } = definition;
  const listed = { id, kind, model, configured, enabled, local };
  if (problem !== null) return { ...listed, healthy: false, latencyMs: null, error: problem };
  // A local server may run without being set up anywhere.
  if (!configured && kind !== 'ollama' && kind !== 'vscode-lm')
    return { ...listed, healthy: false, latencyMs: null, error: notSetUp(definition.name) };
  const input = inputOf(state);
  const { error, healthy, latencyMs }: Health =
    input === null
      ? await (await import('../editorModels.ts')).editorHealth()
      : await engine.health(input, signal);
  return { ...listed, healthy, latencyMs, error };
}

/** The models of a connection, as it lists them now. Throws WhetstoneErrors. */
export async function modelsOf(
  { engine }: ProviderDependencies,
  state: ConnectionState,
  signal: AbortSignal,
): Promise<readonly ModelInfo[]> {
  const input = inputOf(state);
  return input === null
    ? (await import('../editorModels.ts')).listEditorModels()
    : engine.listModels(input, signal);
}

/** Null for the editor's own models, which are not reached over the network. */
export function inputOf({ definition }: ConnectionState): ConnectionInput | null {
  return isNetwork(definition) ? { definition, network: networkSettings() } : null;
}

function notSetUp(name: string): string {
  return `There is no key for ${name}. Set one with "Whetstone: Set API Key".`;
}

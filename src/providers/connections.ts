import { isLocal } from '../core/model/connectionInput.ts';
import type { LanguageModel, ProviderKind } from '../core/model/languageModel.ts';
import type { Tiers } from '../core/model/tiers.ts';
import type { Endpoint } from './endpoint.ts';

/** Kinds that are reached over the network. */
export type NetworkKind = Exclude<ProviderKind, 'vscode-lm' | 'offline'>;

export const networkKinds: readonly NetworkKind[] = ['openai', 'anthropic', 'openrouter', 'ollama'];

/** A connection as it is set up, without its key. */
export interface ConnectionDefinition {
  readonly id: string;
  readonly kind: NetworkKind;
  /** As people call it. */
  readonly name: string;
  /** Null = the vendor's own. */
  readonly baseUrl: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The models to use, by how much a task asks; empty = the shipped ones. */
  readonly models: Partial<Tiers>;
  readonly enabled: boolean;
  /**
   * True when there is no key. A server of OpenAI's protocol on this machine that wants none runs a model here; one that wants a key hands on to a vendor.
   */
  readonly keyless?: boolean;
}

export const vendorNames: Readonly<Record<NetworkKind, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  openrouter: 'OpenRouter',
  ollama: 'Ollama',
};

/** The adapter of a connection; it loads its vendor's library with the first call. */
export async function languageModelOf(
  definition: ConnectionDefinition,
  surroundings: Pick<Endpoint, 'fetch' | 'key' | 'pace'>,
): Promise<LanguageModel> {
  const { id, name, baseUrl, headers, kind, models } = definition;
  const defaultModel = models.medium ?? null;
  const endpoint: Endpoint = { id, name, baseUrl, headers, defaultModel, ...surroundings };
  switch (kind) {
    case 'openai': {
      const { openAiModel } = await import('./openai/openaiModel.ts');
      return openAiModel(endpoint, {
        local: definition.keyless === true && baseUrl !== null && isLocal(baseUrl),
      });
    }
    case 'anthropic':
      return (await import('./anthropic/anthropicModel.ts')).anthropicModel(endpoint);
    case 'openrouter':
      return (await import('./openrouter/openRouterModel.ts')).openRouterModel(endpoint);
    case 'ollama':
      return (await import('./ollama/ollamaModel.ts')).ollamaModel(endpoint);
  }
}

import type { ProviderKind } from './languageModel.ts';
import type { Tiers } from './tiers.ts';

/** Kinds that are reached over the network. */
export type NetworkKind = Exclude<ProviderKind, 'vscode-lm' | 'offline'>;

export const networkKinds: readonly NetworkKind[] = ['openai', 'anthropic', 'openrouter', 'ollama'];

/** Kinds that a connection can have: over the network, or through the editor. */
export type ConnectionKind = NetworkKind | 'vscode-lm';

/** A connection as it is set up, without its key. Plain data. */
export interface ConnectionDefinition<Kind extends ConnectionKind = NetworkKind> {
  readonly id: string;
  readonly kind: Kind;
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

export const vendorNames: Readonly<Record<ConnectionKind, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  openrouter: 'OpenRouter',
  ollama: 'Ollama',
  'vscode-lm': 'VS Code',
};

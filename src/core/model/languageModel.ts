import type { Complete, CompletionRequest } from './completion.ts';

/** A model as its provider describes it; null where the provider does not say. */
export interface ModelInfo {
  readonly id: string;
  readonly name: string;
  /** Tokens that fit in, question and answer together. */
  readonly contextTokens: number | null;
  /** US dollars for a million tokens. */
  readonly inputPrice: number | null;
  readonly outputPrice: number | null;
  /** Bytes on this machine's disk, for a local model. */
  readonly sizeBytes: number | null;
}

/** How a provider is doing. */
export interface Health {
  readonly healthy: boolean;
  readonly latencyMs: number;
  /** What is wrong and what to do, two sentences; null when healthy. */
  readonly error: string | null;
}

/**
 * One provider: an adapter makes one attempt, without retries of its own. What the caller may rely on: `complete` opens at most one connection at a
 * time, closes it when the signal aborts, keeps no key after the call, and never resolves with a cut or empty answer. Errors are WhetstoneErrors;
 * an `AttemptError` carries what the retry needs to know.
 */
export interface LanguageModel {
  /** Id of the connection, for example `openai`. */
  readonly id: string;
  readonly kind: ProviderKind;
  /** The model runs on this machine: nothing leaves it and nothing is paid. */
  readonly local: boolean;
  /** The model that answers a request that names none; left out when the provider chooses. */
  readonly defaultModel?: string;
  readonly complete: Complete;
  /** Throws like `complete`. */
  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]>;
  /** Asks for as little as the vendor allows. Never rejects, except when aborted. */
  health(signal: AbortSignal): Promise<Health>;
  /** The tokens of a request's input as the vendor counts them, where it has a free endpoint for that; null when it does not answer within 2 s. Never rejects. */
  countInput?(request: CompletionRequest): Promise<number | null>;
}

export const providerKinds = ['openai', 'anthropic', 'openrouter', 'ollama', 'vscode-lm', 'offline'] as const;

export type ProviderKind = (typeof providerKinds)[number];

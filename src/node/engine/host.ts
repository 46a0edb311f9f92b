import type { ConnectionDefinition } from '../../core/model/connectionDefinition.ts';
import type { Completion, CompletionRequest } from '../../core/model/completion.ts';
import type { Health, ModelInfo } from '../../core/model/languageModel.ts';
import type { NetworkSettings } from '../network/networkSettings.ts';

/** A request as it goes between threads. */
export type PlainRequest = Omit<CompletionRequest, 'onText' | 'onThought'>;

/** What a key is for: an attempt to get an answer, or a look at the connection itself (its health, its models), which may be turned off. */
export type KeyPurpose = 'attempt' | 'look';

/** What the worker asks of the thread that started it. Answered once each. */
export type HostQuestion =
  | { readonly name: 'key'; readonly connection: string; readonly purpose: KeyPurpose }
  | { readonly name: 'complete'; readonly connection: string; readonly request: PlainRequest }
  | { readonly name: 'listModels'; readonly connection: string }
  | { readonly name: 'health'; readonly connection: string };

/**
 * What only the thread that started the engine has: keys, and the models of the editor. A key goes to the worker in answer to a question, for one
 * attempt, and is kept by neither side.
 */
export interface EngineHost {
  /**
   * The key of a connection, read anew; null when there is none. For an attempt it throws an AttemptError `disabled` when the connection was turned off or
   * taken away since the request began, so that nothing more is sent there.
   */
  key(connection: string, purpose: KeyPurpose): Promise<string | null>;
  /** A model that the editor offers. Throws like `LanguageModel.complete`. */
  complete(connection: string, request: CompletionRequest, signal: AbortSignal): Promise<Completion>;
  listModels(connection: string, signal: AbortSignal): Promise<readonly ModelInfo[]>;
  health(connection: string, signal: AbortSignal): Promise<Health>;
}

/** A connection to ask, and the way to it. */
export interface ConnectionInput {
  readonly definition: ConnectionDefinition;
  readonly network: NetworkSettings;
}

/** How far a download is; bytes, null while unknown. */
export interface DownloadProgress {
  readonly status: string;
  readonly completed: number | null;
  readonly total: number | null;
}

/** What is asked of a connection beside completions. Failures are WhetstoneErrors. */
export interface ConnectionCalls {
  listModels(input: ConnectionInput, signal: AbortSignal): Promise<readonly ModelInfo[]>;
  /** Never rejects, except when aborted. */
  health(input: ConnectionInput, signal: AbortSignal): Promise<Health>;
  /** Downloads a model to this machine; only Ollama can. */
  pullModel(
    input: ConnectionInput & { readonly model: string },
    onProgress: (progress: DownloadProgress) => void,
    signal: AbortSignal,
  ): Promise<void>;
}

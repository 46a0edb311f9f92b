import type { LearnedParameters } from '../core/model/learnedParameters.ts';
import type { Pace } from '../core/model/pace.ts';

/** Where and how a provider is reached. Given by whoever composes; a provider reads no environment and no settings. */
export interface Endpoint {
  /** Id of the connection, for example `openai` or `openai-2`. */
  readonly id: string;
  /** As people call it, for messages. */
  readonly name: string;
  /** Null = the vendor's own address. Without credentials, query and trailing slash. */
  readonly baseUrl: string | null;
  /** Sent with every request beside the vendor's own. */
  readonly headers: Readonly<Record<string, string>>;
  /** The key, asked for at each attempt and kept nowhere; null when there is none. */
  readonly key: (signal: AbortSignal) => Promise<string | null>;
  /** The model of a request that names none; null = the provider's own default. */
  readonly defaultModel: string | null;
  /** Refuses redirects to other origins, answers of more than 10 MB, and keeps the limit of the connection. */
  readonly fetch: typeof globalThis.fetch;
  readonly pace: Pace;
  /** Where it is kept what models refuse; left out = forgotten with this connection. */
  readonly learned?: LearnedParameters;
}

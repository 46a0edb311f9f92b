/** What a request to a model is for; cache lifetimes, limits and the audit tell by it. */
export const operations = [
  'enhancement',
  'clarification',
  'compression',
  'generation',
  'template',
  'review',
  'debug',
  'architecture',
  'score',
  'judge',
] as const;

export type Operation = (typeof operations)[number];

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** An answer that must be JSON of this shape. */
export interface AnswerSchema {
  /** Letters, digits, `_` and `-`, at most 64: vendors take no more. */
  readonly name: string;
  /** JSON Schema, draft 2020-12, an object at the top. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What is counted and written down about a request beside its tokens. */
export interface RequestAccount {
  /** UUID of the request; one for all its attempts. */
  readonly requestId: string;
  /** Absolute path or URI of the workspace; null = none. */
  readonly workspace: string | null;
  /** Evaluations have a rate limit of their own. */
  readonly evaluation: boolean;
  /** `id@version` of the template that was run. */
  readonly template: string | null;
  readonly experiment: string | null;
}

/** One question to a model, independent of any vendor. Plain data except for `onText`. */
export interface CompletionRequest {
  readonly operation: Operation;
  /** Id of the preferred provider; `auto` leaves the choice to the gateway. An adapter ignores it. */
  readonly provider: string;
  /** Model as the provider calls it; null = the provider's default. */
  readonly model: string | null;
  /** System messages first. The first system message is the stable prefix that a vendor may cache. */
  readonly messages: readonly Message[];
  /** The user's own words in them, by which a model is chosen when none is named; absent = all that the user says. */
  readonly task?: string;
  /** Most tokens to answer with; 2000 when nobody says otherwise (design document 001). */
  readonly maxTokens: number;
  /** 0-2; 0.7 when nobody says otherwise (design document 001). */
  readonly temperature: number;
  readonly stop: readonly string[];
  readonly schema: AnswerSchema | null;
  /** Take an answer from the cache when there is one. */
  readonly cache: boolean;
  /** The user has agreed to have what must not leave masked, instead of being refused. */
  readonly redact: boolean;
  readonly account: RequestAccount;
  /**
   * Called with all the text of the current attempt so far, whenever more has come. A text shorter than the one before means that a new attempt
   * began. What it shows is not final until `complete` resolves.
   */
  readonly onText?: (text: string) => void;
  /**
   * An adapter calls it for every token that is no text, such as a model's reasoning, so that thinking is not taken for a stall. Headers, pings and
   * comments of a stream do not count.
   */
  readonly onThought?: () => void;
}

export type FinishReason = 'stop' | 'length' | 'refused';

/** A whole answer. A cut, empty or malformed one is an error, never a completion. */
export interface Completion {
  readonly text: string;
  /** Id of the provider that answered. */
  readonly provider: string;
  /** Model that really answered, as the provider names it. */
  readonly model: string;
  readonly finishReason: FinishReason;
  /** As the provider counted; null when it did not say. Cached tokens are part of the input tokens. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cachedInputTokens: number | null;
  /** Input tokens that the vendor put into its cache, where it charges for that; part of the input tokens, none of the cached ones. */
  readonly cacheWriteTokens?: number | null;
  /** US dollars, as the provider or the ledger says; null = unknown. */
  readonly costUsd: number | null;
  /** Milliseconds from the call to the last and to the first token. */
  readonly latencyMs: number;
  readonly firstTokenMs: number | null;
  /** The answer came from the cache; `stale` when it had expired, `ageMs` old. */
  readonly cached: boolean;
  readonly stale: boolean;
  readonly ageMs: number | null;
  /** Provider that should have answered and did not; null when the preferred one answered. */
  readonly fallbackFrom: string | null;
  /** One sentence each, for the user: parameters left out, values masked, what was used instead of what. */
  readonly notes: readonly string[];
}

/**
 * Answers one request. Rejects with a WhetstoneError whose code was decided at the boundary, and with the signal's reason within 100 ms of an abort.
 */
export type Complete = (request: CompletionRequest, signal: AbortSignal) => Promise<Completion>;

/** A concern of the gateway: wraps what answers and is wrapped itself. */
export type Middleware = (next: Complete) => Complete;

/** Composes middlewares, outermost first, around what really answers. */
export function compose(middlewares: readonly Middleware[], answer: Complete): Complete {
  return middlewares.reduceRight<Complete>((next, middleware) => middleware(next), answer);
}

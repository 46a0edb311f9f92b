import { AttemptError } from '../core/model/attemptError.ts';
import type { Completion, CompletionRequest, FinishReason } from '../core/model/completion.ts';
import type { Endpoint } from './endpoint.ts';

/** What an adapter learned from one answer of its provider. */
export interface Gathered {
  readonly text: string;
  /** As the provider names it; null when it did not say. */
  readonly model: string | null;
  readonly finishReason: FinishReason | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cachedInputTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly costUsd: number | null;
}

export const nothingGathered: Gathered = {
  text: '',
  model: null,
  finishReason: null,
  inputTokens: null,
  outputTokens: null,
  cachedInputTokens: null,
  cacheWriteTokens: null,
  costUsd: null,
};

/** The times of one attempt, and the way to tell the caller what has come so far. */
export class Progress {
  readonly #request: CompletionRequest;
  readonly #endpoint: Endpoint;
  readonly #started: number;
  #first: number | null = null;

  constructor(request: CompletionRequest, endpoint: Endpoint) {
    this.#request = request;
    this.#endpoint = endpoint;
    this.#started = endpoint.pace.now();
  }

  /** All the text so far. */
  text(text: string): void {
    this.#token();
    this.#request.onText?.(text);
  }

  /** A token that is no text. */
  thought(): void {
    this.#token();
    this.#request.onThought?.();
  }

  /**
   * The whole answer as a completion. Throws AttemptError `provider-invalid-response` when there is no finish reason (the answer was cut off) or no
   * text: an empty answer is never a success.
   */
  completion(gathered: Gathered, notes: readonly string[]): Completion {
    const { id, name, pace } = this.#endpoint;
    const { finishReason, text, model, ...counts } = gathered;
    if (finishReason === null)
      throw new AttemptError(
        'provider-invalid-response',
        `${name} broke off in the middle of its answer.`,
        'Try again, or use another provider.',
        { retryable: true },
      );
    if (text.trim() === '' && finishReason !== 'refused')
      throw new AttemptError(
        'provider-invalid-response',
        finishReason === 'length'
          ? `The model of ${name} used up all its tokens before it wrote an answer.`
          : `${name} answered with nothing.`,
        finishReason === 'length'
          ? 'Allow more tokens, or choose a model that thinks less.'
          : 'Try again, or use another model.',
        { retryable: finishReason !== 'length' },
      );
    const { cacheWriteTokens, ...counted } = counts;
    return {
      text,
      provider: id,
      model: model ?? this.#request.model ?? this.#endpoint.defaultModel ?? '',
      finishReason,
      ...counted,
      ...(cacheWriteTokens !== null && { cacheWriteTokens }),
      latencyMs: Math.round(pace.now() - this.#started),
      firstTokenMs: this.#first === null ? null : Math.round(this.#first - this.#started),
      cached: false,
      stale: false,
      ageMs: null,
      fallbackFrom: null,
      notes,
    };
  }

  #token(): void {
    this.#first ??= this.#endpoint.pace.now();
  }
}

/** A number of tokens or dollars as it may be believed; null for what is none. */
export function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

export type BodyKind = 'json' | 'stream';

/**
 * Looks at what came back before anything reads it: SDKs take a page of HTML with status 200 for an empty stream. Throws AttemptError
 * `provider-invalid-response` for everything that is neither JSON nor a stream of the protocol.
 */
export function bodyKindOf(response: Response, name: string): BodyKind {
  const type = (response.headers.get('content-type') ?? '').toLowerCase();
  if (type.includes('text/event-stream') || type.includes('application/x-ndjson')) return 'stream';
  if (type.includes('json')) return 'json';
  throw new AttemptError(
    'provider-invalid-response',
    type.includes('html')
      ? `${name} answered with a web page instead of an answer of its API.`
      : `${name} answered with something that is no answer of its API.`,
    'Check the base URL of the connection; some need /v1 at the end.',
    { retryable: false, status: response.status },
  );
}

import { WhetstoneError, type ErrorCode } from '../errors.ts';

/** What went wrong with one attempt, and whether another one may help. Decided once, in the adapter. */
export class AttemptError extends WhetstoneError {
  /** The same request may work at the same provider a little later. */
  readonly retryable: boolean;
  /** Milliseconds that the provider asked to wait; null when it did not say. */
  readonly retryAfterMs: number | null;
  /** HTTP status; null when there was none. */
  readonly status: number | null;

  constructor(
    code: ErrorCode,
    message: string,
    hint: string,
    options: {
      retryable: boolean;
      retryAfterMs?: number | null;
      status?: number | null;
      cause?: unknown;
    },
  ) {
    super(code, message, hint, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'AttemptError';
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.status = options.status ?? null;
  }
}

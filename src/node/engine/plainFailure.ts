import { type ErrorCode, isAbort, WhetstoneError } from '../../core/errors.ts';
import { AttemptError } from '../../core/model/attemptError.ts';

/** An error in a form that survives the way between threads (a class would lose its fields). */
export interface PlainFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly stack: string | undefined;
  readonly resetAt?: string;
  /** Only of an attempt that failed. */
  readonly attempt?: {
    readonly retryable: boolean;
    readonly retryAfterMs: number | null;
    readonly status: number | null;
  };
  /** Not a failure but a call that was called off. */
  readonly aborted?: true;
}

/** Nothing of an error that Whetstone did not make itself goes over but its stack, which is meant for the log. */
export function plainFailure(error: unknown): PlainFailure {
  if (error instanceof WhetstoneError) {
    const { cause, code, hint, message, resetAt } = error;
    return {
      code,
      message,
      hint,
      stack: cause instanceof Error ? cause.stack : undefined,
      ...(resetAt !== undefined && { resetAt }),
      ...(error instanceof AttemptError && {
        attempt: { retryable: error.retryable, retryAfterMs: error.retryAfterMs, status: error.status },
      }),
    };
  }
  return {
    code: 'internal',
    message: 'Whetstone ran into a problem that it did not expect.',
    hint: 'Run "Whetstone: Open Log" and report what it says.',
    stack: error instanceof Error ? error.stack : String(error),
    ...(isAbort(error) && { aborted: true }),
  };
}

/** The error that a plain failure stands for. */
export function failureFrom(plain: PlainFailure): Error {
  const { aborted, attempt, code, hint, message, resetAt, stack } = plain;
  if (aborted) return new DOMException('The call was cancelled.', 'AbortError');
  if (attempt !== undefined) return new AttemptError(code, message, hint, { ...attempt, cause: stack });
  return new WhetstoneError(code, message, hint, { cause: stack, ...(resetAt !== undefined && { resetAt }) });
}

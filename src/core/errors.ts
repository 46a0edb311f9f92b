/**
 * Every way in which Whetstone can say no. The list is promised to scripts (`{"error":{"code",…}}`) and closed:
 * a new failure either fits one of these or adds a code here, in the user guide and in the CHANGELOG.
 */
export const errorCodes = [
  'usage',
  'input-unreadable',
  'input-too-large',
  'config-invalid',
  'blocked-by-guard',
  'disabled',
  'rate-limited',
  'budget-exceeded',
  'unauthorized',
  'payment-required',
  'model-not-found',
  'context-too-long',
  'content-refused',
  'provider-rate-limited',
  'provider-unavailable',
  'provider-invalid-response',
  'timeout',
  'network',
  'template-not-found',
  'template-render',
  'template-schema',
  'conflict',
  'storage',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * An error whose kind was decided at the boundary where it arose. `message` says what happened, `hint` what to do next;
 * neither ever holds a prompt, a key or the content of a file.
 */
export class WhetstoneError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  /** When the refused thing will be allowed again, ISO 8601 UTC; only with `rate-limited`. */
  readonly resetAt: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    hint: string,
    options: { cause?: unknown; resetAt?: string } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'WhetstoneError';
    this.code = code;
    this.hint = hint;
    this.resetAt = options.resetAt;
  }
}

/** True for the error that an aborted AbortSignal throws. An abort is a decision of the user and never shown as an error. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

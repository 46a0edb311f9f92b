import { WhetstoneError, type ErrorCode } from '../errors.ts';
import { AttemptError } from './attemptError.ts';
import type { Middleware } from './completion.ts';
import type { Pace } from './pace.ts';
import { seconds } from './timeouts.ts';

export interface BreakerPolicy {
  /** Failed requests in a row until a provider is left alone. */
  readonly failures: number;
  readonly restMs: number;
}

export const breakerPolicy: BreakerPolicy = { failures: 3, restMs: 15_000 };

/** Failures that say something about the provider's state. A wrong key or a prompt that is too long does not: the next request may be fine. */
const illness: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'provider-rate-limited',
  'provider-unavailable',
  'provider-invalid-response',
  'timeout',
  'network',
]);

/**
 * Leaves a provider alone for a while after several failed requests in a row, so that users do not wait for it each time. Afterwards one request
 * probes it while the others still go elsewhere: an answer closes the circuit, a failure starts another rest. Keep one for each provider for as long
 * as the window lives.
 */
export class CircuitBreaker {
  readonly #name: string;
  readonly #pace: Pace;
  readonly #policy: BreakerPolicy;
  #failures = 0;
  #restUntil: number | null = null;
  #probing = false;
  #last: WhetstoneError | null = null;

  constructor(name: string, pace: Pace, policy: BreakerPolicy = breakerPolicy) {
    this.#name = name;
    this.#pace = pace;
    this.#policy = policy;
  }

  /** True while requests are turned away without being tried. */
  get open(): boolean {
    return this.#restUntil !== null && (this.#probing || this.#pace.now() < this.#restUntil);
  }

  /** Forgets what was: after a changed key or endpoint the provider is another one. */
  reset(): void {
    this.#failures = 0;
    this.#restUntil = null;
    this.#probing = false;
    this.#last = null;
  }

  /** Turns requests away with the code of the last failure while the provider rests. */
  readonly middleware: Middleware = (next) => async (request, signal) => {
    if (this.open) throw this.#resting();
    const probe = this.#restUntil !== null;
    if (probe) this.#probing = true;
    try {
      const completion = await next(request, signal);
      this.reset();
      return completion;
    } catch (error) {
      if (!signal.aborted && error instanceof WhetstoneError) this.#note(error);
      throw error;
    } finally {
      if (probe) this.#probing = false;
    }
  };

  #note(error: WhetstoneError): void {
    if (!illness.has(error.code)) {
      // It answered, though with a no: whatever it suffered from is over.
      if (error instanceof AttemptError) this.reset();
      return;
    }
    this.#failures += 1;
    this.#last = error;
    if (this.#failures < this.#policy.failures) return;
    this.#restUntil = this.#pace.now() + this.#policy.restMs;
  }

  #resting(): AttemptError {
    const left = Math.max(0, (this.#restUntil ?? 0) - this.#pace.now());
    const last = this.#last;
    const when = left < 100 ? 'is being tried again' : `is left alone for another ${seconds(left)}`;
    return new AttemptError(
      last?.code ?? 'provider-unavailable',
      `${this.#name} failed ${this.#failures} times in a row and ${when}. ${last?.message ?? ''}`.trim(),
      last?.hint ?? 'Try again in a moment, or use another provider.',
      { retryable: false, cause: last },
    );
  }
}

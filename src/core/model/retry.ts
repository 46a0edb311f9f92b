import { AttemptError } from './attemptError.ts';
import type { Middleware } from './completion.ts';
import type { Pace } from './pace.ts';

export interface RetryPolicy {
  /** Attempts in all. */
  readonly attempts: number;
  /** Longest wait before the second attempt; doubles with each further one. */
  readonly baseMs: number;
  /** The longest wait that a provider may ask for. One that asks for more is given up, so that the next provider gets the request. */
  readonly longestWaitMs: number;
}

/** At most two more attempts (design document 003); with these waits three attempts fit into three seconds of a fast provider. */
export const retryPolicy: RetryPolicy = { attempts: 3, baseMs: 500, longestWaitMs: 20_000 };

/**
 * Tries again what may work a little later: what the adapter calls retryable (408, 409, 429, 5xx, broken connections). Waits as long as the provider
 * asks, else exponentially with jitter, half of it chance, so that many who failed together do not come back together. Ends at once when aborted.
 */
export function retry(pace: Pace, policy: RetryPolicy = retryPolicy): Middleware {
  return (next) => async (request, signal) => {
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      try {
        return await next(request, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof AttemptError) || !error.retryable || attempt >= policy.attempts) throw error;
        const wait = waitBefore(attempt + 1, error, pace, policy);
        if (wait > policy.longestWaitMs) throw error;
        await pace.sleep(wait, signal);
      }
    }
  };
}

function waitBefore(attempt: number, error: AttemptError, pace: Pace, policy: RetryPolicy): number {
  if (error.retryAfterMs !== null) return Math.max(0, error.retryAfterMs);
  const longest = policy.baseMs * 2 ** (attempt - 2);
  return longest / 2 + pace.random() * (longest / 2);
}

import { WhetstoneError } from '../core/errors.ts';
import type { Health } from '../core/model/languageModel.ts';
import type { Pace } from '../core/model/pace.ts';

/** Milliseconds after which a provider that does not answer counts as ill. */
const longest = 10_000;

/** Whether a call that costs nothing comes back, and how fast. Rejects only with the signal's reason. */
export async function healthOf(
  call: (signal: AbortSignal) => Promise<unknown>,
  pace: Pace,
  signal: AbortSignal,
): Promise<Health> {
  const started = pace.now();
  const spent = (): number => Math.round(pace.now() - started);
  const limit = new AbortController();
  const done = new AbortController();
  const both = AbortSignal.any([signal, limit.signal]);
  pace.sleep(longest, done.signal).then(
    () => limit.abort(),
    () => {}, // woken: the call is over
  );
  try {
    await call(both);
    return { healthy: true, latencyMs: spent(), error: null };
  } catch (error) {
    signal.throwIfAborted();
    if (limit.signal.aborted)
      return {
        healthy: false,
        latencyMs: spent(),
        error: 'It did not answer within 10 s. Check the connection to the network.',
      };
    if (!(error instanceof WhetstoneError)) throw error;
    return { healthy: false, latencyMs: spent(), error: `${error.message} ${error.hint}` };
  } finally {
    done.abort();
  }
}

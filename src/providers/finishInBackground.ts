import { woken } from '../core/model/woken.ts';
import type { Pace } from '../core/model/pace.ts';

/** How long the end of a stream is waited for when the answer is whole already. Milliseconds. */
const graceMs = 250;

/**
 * Reads what still comes behind the last word of an answer, so that its connection can be used again; `close` ends one that stays open. Nobody waits for
 * it, and what goes wrong there changes nothing.
 */
export function finishInBackground(rest: AsyncIterator<unknown>, pace: Pace, close: () => void): void {
  const done = new AbortController();
  pace.sleep(graceMs, done.signal).then(close, () => {}); // woken: the stream has ended
  const read = async (): Promise<void> => {
    try {
      let next = await rest.next();
      while (next.done !== true) next = await rest.next();
    } catch {
      // The answer is whole: what breaks behind it costs nothing but the connection.
    } finally {
      done.abort(woken);
    }
  };
  void read();
}

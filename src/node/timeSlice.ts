import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work without a break; well under the 50 ms at which an editor feels stuck. */
const slice = 12;

/**
 * Calls `work` for every item, letting other work of the process run every few milliseconds.
 * @throws The reason of the signal when it is aborted.
 */
export async function inSlices<Item>(
  items: readonly Item[],
  work: (item: Item) => void,
  signal: AbortSignal,
): Promise<void> {
  let since = performance.now();
  for (let index = 0; index < items.length; index += 1) {
    work(items[index] as Item);
    // Asking the clock is dearer than most items are.
    if (index % 32 === 31 && performance.now() - since > slice) {
      await setImmediate();
      signal.throwIfAborted();
      since = performance.now();
    }
  }
}

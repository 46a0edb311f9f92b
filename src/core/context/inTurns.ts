import type { Clock } from './ports.ts';

/** Milliseconds of work without a break; an editor feels stuck at 50, and other work may need its share of them. */
const turn = 8;
/** Items between two looks at the clock. */
const unseen = 100;

/**
 * Visits every item, letting other work of the process run in between.
 * @throws What `clock.pause` throws; an aborted gathering stops there.
 */
export async function inTurns<Item>(
  items: readonly Item[],
  clock: Clock,
  visit: (item: Item, index: number) => void,
): Promise<void> {
  let since = clock.now();
  for (const [index, item] of items.entries()) {
    visit(item, index);
    if (index % unseen !== unseen - 1 || clock.now() - since < turn) continue;
    await clock.pause();
    since = clock.now();
  }
}

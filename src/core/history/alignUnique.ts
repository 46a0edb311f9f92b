/**
 * Pairs of indexes at which two lists surely correspond: items that occur exactly once in both, in the longest run that rises on both sides
 * (the anchors of Bram Cohen's patience diff). Ascending in both; n log n.
 */
export function alignUnique(left: readonly string[], right: readonly string[]): [number, number][] {
  const onLeft = singles(left);
  const onRight = singles(right);
  const pairs: [number, number][] = [];
  for (const [item, i] of onLeft) {
    const j = onRight.get(item);
    if (j !== undefined) pairs.push([i, j]);
  }
  return longestRise(pairs);
}

/** Items that occur once, with their index, in order of appearance. */
function singles(items: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (found.has(item)) repeated.add(item);
    else found.set(item, index);
  }
  for (const item of repeated) found.delete(item);
  return found;
}

/** The longest subsequence whose second numbers rise; the first numbers already do. */
function longestRise(pairs: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const before: number[] = [];
  for (const [index, [, value]] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (pairs[tails[middle]!]![1] < value) low = middle + 1;
      else high = middle;
    }
    before.push(low === 0 ? -1 : tails[low - 1]!);
    tails[low] = index;
  }
  const rise: [number, number][] = [];
  for (let index = tails.at(-1) ?? -1; index !== -1; index = before[index]!) rise.push(pairs[index]!);
  return rise.reverse();
}

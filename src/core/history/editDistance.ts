import { alignUnique } from './alignUnique.ts';

/**
 * How far two texts are apart: the smallest number of UTF-16 code units to insert, delete or replace (Levenshtein 1965). Exact as long
 * as that costs at most `budget` steps (up to about 8,000 changed units on either side with the default); beyond it the texts are cut at lines, then words,
 * that occur once in both, the short stretches between are exact and a long one counts as its longer side. Never less than the true
 * distance, never more than the longer text; linear memory.
 */
export function editDistance(first: string, second: string, budget: number = defaultBudget): number {
  return new Comparison(budget).distance(first, second, cuts);
}

/** Steps of the inner loop, each up to 32 cells of Levenshtein's table. */
const defaultBudget = 2_000_000;

/** Where a text may be cut, coarse to fine. All of them cover the text without gaps and match in linear time. */
const cuts: readonly RegExp[] = [/[^\n]*\n|[^\n]+$/gu, /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu];

class Comparison {
  #budget: number;

  constructor(budget: number) {
    this.#budget = budget;
  }

  distance(first: string, second: string, finer: readonly RegExp[]): number {
    const [a, b] = withoutCommonEnds(first, second);
    if (a.length === 0 || b.length === 0) return Math.max(a.length, b.length);
    const [short, long] = a.length <= b.length ? [a, b] : [b, a];
    const cost = Math.ceil(short.length / 32) * long.length;
    if (cost <= this.#budget) {
      this.#budget -= cost;
      return exactDistance(short, long);
    }
    const [cut, ...rest] = finer;
    if (cut === undefined) return long.length;
    const left = a.match(cut) ?? [];
    const right = b.match(cut) ?? [];
    let sum = 0;
    let atLeft = 0;
    let atRight = 0;
    for (const [i, j] of [...alignUnique(left, right), [left.length, right.length] as const]) {
      sum += this.distance(left.slice(atLeft, i).join(''), right.slice(atRight, j).join(''), rest);
      atLeft = i + 1;
      atRight = j + 1;
    }
    return Math.min(sum, long.length);
  }
}

function withoutCommonEnds(first: string, second: string): [string, string] {
  const shorter = Math.min(first.length, second.length);
  let start = 0;
  while (start < shorter && first.charCodeAt(start) === second.charCodeAt(start)) start += 1;
  let end = 0;
  while (
    end < shorter - start &&
    first.charCodeAt(first.length - 1 - end) === second.charCodeAt(second.length - 1 - end)
  ) {
    end += 1;
  }
  return [first.slice(start, first.length - end), second.slice(start, second.length - end)];
}

/**
 * Myers' bit-parallel algorithm (1999) in Hyyrö's formulation for words (2003): a column of 32 cells of the table in one step. `pattern` is the shorter text.
 */
function exactDistance(pattern: string, text: string): number {
  const blocks = Math.ceil(pattern.length / 32);
  // Horizontal differences leaving a block at the right: bit set = +1 or -1 for each position of the text.
  const plus = new Int32Array(Math.ceil(text.length / 32)).fill(-1);
  const minus = new Int32Array(plus.length);
  const matches = new Map<number, number>();
  let score = pattern.length;
  for (let block = 0; block < blocks; block += 1) {
    const start = block * 32;
    const length = Math.min(32, pattern.length - start);
    const last = length - 1;
    matches.clear();
    for (let i = 0; i < length; i += 1) {
      const unit = pattern.charCodeAt(start + i);
      matches.set(unit, (matches.get(unit) ?? 0) | (1 << i));
    }
    let positive = -1;
    let negative = 0;
    for (let j = 0; j < text.length; j += 1) {
      const word = j >>> 5;
      const bit = j & 31;
      const equal = matches.get(text.charCodeAt(j)) ?? 0;
      const plusIn = (plus[word]! >>> bit) & 1;
      const minusIn = (minus[word]! >>> bit) & 1;
      const vertical = equal | negative;
      const seeded = equal | minusIn;
      const diagonal = (((seeded & positive) + positive) ^ positive) | seeded;
      const up = negative | ~(diagonal | positive);
      const down = positive & diagonal;
      const plusOut = (up >>> last) & 1;
      const minusOut = (down >>> last) & 1;
      if (plusOut !== plusIn) plus[word]! ^= 1 << bit;
      if (minusOut !== minusIn) minus[word]! ^= 1 << bit;
      if (block === blocks - 1) score += plusOut - minusOut;
      const upIn = (up << 1) | plusIn;
      const downIn = (down << 1) | minusIn;
      positive = downIn | ~(vertical | upIn);
      negative = upIn & vertical;
    }
  }
  return score;
}

import type { Span } from '../../span.ts';
import type { Reading } from '../reading/reading.ts';
import type { WordClass } from '../reading/lexicon.ts';
import { absent, saturating, type Signal } from '../rule.ts';

/** The spans of the tokens with these indices, the first ten. */
export function spansOf(reading: Reading, indices: readonly number[]): Span[] {
  const spans: Span[] = [];
  for (const index of indices.slice(0, 10)) {
    const token = reading.tokens[index];
    if (token !== undefined) spans.push({ start: token.start, end: token.end });
  }
  return spans;
}

/** Strength from the number of words of a class, saturating; each different word counts once. */
export function countWords(reading: Reading, wordClass: WordClass, half: number): Signal {
  const indices = reading.hits[wordClass];
  if (indices.length === 0) return absent;
  const distinct = new Set(indices.map((index) => reading.tokens[index]?.text));
  return { strength: saturating(distinct.size, half), spans: spansOf(reading, indices) };
}

/** Strength from the share of the words that belong to a class: full from `full` on. */
export function shareOfWords(reading: Reading, wordClass: WordClass, full: number): Signal {
  const indices = reading.hits[wordClass];
  if (indices.length === 0) return absent;
  return {
    strength: Math.min(1, indices.length / (reading.words + 4) / full),
    spans: spansOf(reading, indices),
  };
}

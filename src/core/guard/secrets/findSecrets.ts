import type { Detection } from '../finding.ts';
import { unfold } from './unfold.ts';
import { findNamedValues } from './namedValues.ts';
import { findStructures } from './structures.ts';
import { findTokens } from './tokens.ts';
import { findTold } from './toldSecrets.ts';

/**
 * All secrets in a text. Never repeats one: a detection is a place, a rule and a label. Linear in the length of the text.
 */
export function findSecrets(text: string): Detection[] {
  return [
    ...findTokens(text),
    ...findStructures(text),
    ...findNamedValues(text),
    ...findTold(text),
    ...findFolded(text),
  ];
}

/** Tokens that a line break, a continuation or a concatenation cuts in two. */
function findFolded(text: string): Detection[] {
  const unfolded = unfold(text);
  if (unfolded === null) return [];
  return findTokens(unfolded.text).flatMap((detection) => {
    const start = unfolded.originalOf(detection.start);
    const end = unfolded.originalOf(detection.end - 1) + 1;
    return end - start > detection.end - detection.start ? [{ ...detection, start, end }] : [];
  });
}

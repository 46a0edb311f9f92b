import type { Span } from '../span.ts';
import { endsInAddress, type Placeholders } from './placeholders.ts';

/** A stretch to be masked under a label. */
export interface Maskable extends Span {
  readonly label: string;
}

/**
 * Masks stretches of a text. They must be sorted and must not overlap (see `mergeOverlaps`).
 */
export function mask(text: string, spans: readonly Maskable[], placeholders: Placeholders): string {
  const parts: string[] = [];
  let at = 0;
  for (const span of spans) {
    parts.push(text.slice(at, span.start));
    const before = text.slice(Math.max(0, span.start - 2_100), span.start);
    parts.push(placeholders.nameOf(span.label, text.slice(span.start, span.end), endsInAddress(before)));
    at = span.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/**
 * Joins stretches that overlap into one that covers them all, so that no end of a secret is left over. `better` decides whose
 * other properties the joined one keeps. Returned sorted.
 */
export function mergeOverlaps<Item extends Span>(
  items: readonly Item[],
  better: (one: Item, other: Item) => boolean,
): Item[] {
  const merged: Item[] = [];
  for (const item of [...items].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = merged.at(-1);
    if (last === undefined || item.start >= last.end) {
      merged.push(item);
      continue;
    }
    merged[merged.length - 1] = {
      ...(better(item, last) ? item : last),
      start: last.start,
      end: Math.max(last.end, item.end),
    };
  }
  return merged;
}

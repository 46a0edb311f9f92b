import type { Span } from '../span.ts';
import { endsInAddress, type Placeholders } from './placeholders.ts';

/** A stretch to be masked under a label. */
export interface Maskable extends Span {
  readonly label: string;
}

/** A masked text and where its placeholders stand. */
export interface MaskedText {
  readonly text: string;
  readonly places: readonly Span[];
}

/**
 * Masks stretches of a text. They must be sorted and must not overlap (see `mergeOverlaps`).
 */
export function mask(text: string, spans: readonly Maskable[], placeholders: Placeholders): MaskedText {
  const parts: string[] = [];
  const places: Span[] = [];
  let at = 0;
  let length = 0;
  for (const span of spans) {
    const inAddress = endsInAddress(text, span.start);
    const name = placeholders.nameOf(span.label, text.slice(span.start, span.end), inAddress);
    parts.push(text.slice(at, span.start), name);
    length += span.start - at;
    places.push({ start: length, end: length + name.length });
    length += name.length;
    at = span.end;
  }
  parts.push(text.slice(at));
  return { text: parts.join(''), places };
}

/** How far from a placeholder masking can change what a text looks like, and how much more is read so that nothing is cut. */
const touched = 1_000;
const margin = 1_000;

/**
 * Masks stretches, then looks again around every placeholder until nothing is left there: what stands beside a masked stretch can
 * look different afterwards. `find` gives what is to be masked in a text, sorted and without overlaps.
 */
export function maskUntilClean(
  text: string,
  spans: readonly Maskable[],
  placeholders: Placeholders,
  find: (text: string) => readonly Maskable[],
): string {
  let masked = mask(text, spans, placeholders);
  for (let round = 1; round < mostRounds; round++) {
    const left = findNear(masked, find);
    if (left.length === 0) break;
    masked = mask(masked.text, left, placeholders);
  }
  return masked.text;
}

const mostRounds = 4;

function findNear(
  { text, places }: MaskedText,
  find: (text: string) => readonly Maskable[],
): readonly Maskable[] {
  const found: Maskable[] = [];
  for (let index = 0; index < places.length;) {
    const first = places[index] as Span;
    let end = first.end;
    while (index < places.length && (places[index] as Span).start - end <= 2 * (touched + margin)) {
      end = (places[index] as Span).end;
      index++;
    }
    const from = lineStart(text, first.start - touched - margin);
    const to = lineEnd(text, end + touched + margin);
    for (const one of find(text.slice(from, to))) {
      const [start, stop] = [one.start + from, one.end + from];
      if (stop > first.start - touched && start < end + touched) found.push({ ...one, start, end: stop });
    }
  }
  return found;
}

/** The beginning of the line of `at`, at most `margin` before it. */
function lineStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const line = text.lastIndexOf('\n', at) + 1;
  return at - line > margin ? at : line;
}

function lineEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const line = text.indexOf('\n', at);
  return line === -1 || line - at > margin ? Math.min(text.length, at) : line;
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

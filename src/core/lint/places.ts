import type { PromptDocument } from '../prompt/document.ts';
import type { Span } from '../span.ts';
import type { LintFix } from './finding.ts';

/** Whether an offset lies in one of `spans`, which are sorted and do not overlap. Logarithmic. */
export function isInside(offset: number, spans: readonly Span[]): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).end <= offset) low = middle + 1;
    else high = middle;
  }
  return (spans[low]?.start ?? Infinity) <= offset;
}

/** The first line of the body that holds anything but a comment: what a finding about the whole file points at. */
export function firstLine({ text, body, blocks }: PromptDocument): Span {
  const first = blocks.find(
    ({ type, span }) => type !== 'comment' && /\S/.test(text.slice(span.start, span.end)),
  );
  const start = first?.span.start ?? body.start;
  const newline = text.indexOf('\n', start);
  const end = newline < 0 || newline > body.end ? body.end : newline;
  return { start, end: text[end - 1] === '\r' ? end - 1 : end };
}

/** Where anything stands first in the body, comments included. */
export function firstOffset({ text, body }: PromptDocument): number {
  const found = /\S/.exec(text.slice(body.start, body.end));
  return found === null ? body.start : body.start + found.index;
}

/** A fix that replaces one stretch. */
export function replace({ start, end }: Span, text: string, title: string): LintFix {
  return { title, edits: [{ start, end, text }] };
}

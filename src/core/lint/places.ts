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

/** The first line of the body that holds anything: what a finding about the whole file points at. */
export function firstLine({ text, body }: PromptDocument): Span {
  let start = body.start;
  while (start < body.end && /\s/.test(text.charAt(start))) start += 1;
  if (start >= body.end) start = body.start;
  const newline = text.indexOf('\n', start);
  const end = newline < 0 || newline > body.end ? body.end : newline;
  return { start, end: text[end - 1] === '\r' ? end - 1 : end };
}

/** A fix that replaces one stretch. */
export function replace({ start, end }: Span, text: string, title: string): LintFix {
  return { title, edits: [{ start, end, text }] };
}

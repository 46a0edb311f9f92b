import type { Span } from '../../span.ts';

/** Text to put in the place of a span; one with an empty span is an insertion. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A text with edits applied that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce(
      (result, { span, text: put }) => result.slice(0, span.start) + put + result.slice(span.end),
      text,
    );
}

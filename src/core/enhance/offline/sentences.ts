import type { PromptDocument } from '../../prompt/document.ts';
import type { Span } from '../../span.ts';

const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|no|approx|resp|incl|max|min)\.$/i;

/**
 * Cuts the body of a document into the author's sentences, in order, trimmed, nothing dropped. A sentence ends with `.`, `!` or `?`
 * before white space, or with its line; never inside inline code, a quotation or a reference. Linear in the text.
 */
export function sentencesOf(document: PromptDocument): Span[] {
  const { text, body } = document;
  const guarded = guardedSpans(document);
  const sentences: Span[] = [];
  let start = body.start;
  let next = 0;
  const close = (end: number): void => {
    let from = start;
    let to = end;
    while (from < to && isSpace(text[from]!)) from += 1;
    while (to > from && isSpace(text[to - 1]!)) to -= 1;
    if (to > from) sentences.push({ start: from, end: to });
    start = end;
  };
  for (let index = body.start; index < body.end; index += 1) {
    while (next < guarded.length && guarded[next]!.end <= index) next += 1;
    const guard = guarded[next];
    if (guard && guard.start <= index) {
      index = guard.end - 1;
      continue;
    }
    const character = text[index]!;
    if (character === '\n') close(index + 1);
    else if ('.!?'.includes(character) && endsSentence(text, index)) close(index + 1);
  }
  close(body.end);
  return sentences;
}

/** The stretches of a document that are never cut: inline code, quotations and references, sorted. */
export function guardedSpans(document: PromptDocument): Span[] {
  const spans = [
    ...document.inlineCode,
    ...document.quotations.map((quotation) => quotation.span),
    ...document.references.map((reference) => reference.span),
    ...document.variables.map((variable) => variable.span),
  ];
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

function endsSentence(text: string, index: number): boolean {
  const next = text[index + 1];
  if (next === undefined) return true;
  if (!isSpace(next)) return false;
  return text[index] !== '.' || !abbreviation.test(text.slice(Math.max(0, index - 12), index + 1));
}

function isSpace(character: string): boolean {
  return (
    character === ' ' ||
    character === '\n' ||
    character === '\t' ||
    character === '\r' ||
    character === '\u00a0'
  );
}

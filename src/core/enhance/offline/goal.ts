import type { PromptDocument, PromptKind } from '../../prompt/document.ts';
import type { Span } from '../../span.ts';
import { orderText } from './order.ts';
import { sentencesOf } from './sentences.ts';

/** Texts that tell an agent how to work rather than what to do now: they have no goal. */
export const standingKinds: ReadonlySet<PromptKind> = new Set(['instructions', 'rules', 'agent', 'skill']);

/** A goal is not longer than this, in UTF-16 code units. */
const longest = 400;

/** What the author wants, in the author's words: the request of a short text, else its first heading or sentence. '' when it cannot be told. */
export function goalOf(document: PromptDocument): string {
  if (standingKinds.has(document.kind)) return '';
  return (document.kind === 'typed' ? orderText(document)?.goal : undefined) ?? firstSentence(document);
}

/** The first heading or sentence of a text that stands in no code block; '' when there is none. Linear in the text. */
export function firstSentence(document: PromptDocument): string {
  const heading = document.blocks.find(({ type }) => type === 'heading');
  const first = firstOutsideCode(document);
  const span =
    heading !== undefined && first !== undefined && heading.span.start <= first.start
      ? heading.content
      : first;
  return span === undefined
    ? ''
    : document.text.slice(span.start, Math.min(span.end, span.start + longest)).trim();
}

function firstOutsideCode(document: PromptDocument): Span | undefined {
  const code = document.blocks
    .filter(({ type }) => type === 'fence' || type === 'indentedCode')
    .map(({ span }) => span)
    .toSorted((a, b) => a.start - b.start);
  let next = 0;
  return sentencesOf(document).find(({ start }) => {
    while (next < code.length && code[next]!.end <= start) next += 1;
    return (code[next]?.start ?? Number.POSITIVE_INFINITY) > start;
  });
}

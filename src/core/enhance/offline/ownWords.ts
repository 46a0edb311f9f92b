import type { PromptDocument } from '../../prompt/document.ts';

/** What the author says himself: without code and without quoted messages. */
export function ownWords(document: PromptDocument): string {
  return document.prose
    .concat(document.references.filter(({ type }) => type !== 'url').map(({ span }) => span))
    .map(({ start, end }) => withoutQuoted(document, start, end))
    .join(' ')
    .slice(0, 20_000);
}

function withoutQuoted(document: PromptDocument, start: number, end: number): string {
  let text = '';
  let at = start;
  for (const { span } of document.quotations) {
    if (span.end <= at || span.start >= end) continue;
    text += document.text.slice(at, Math.max(at, span.start));
    at = Math.min(end, span.end);
  }
  return text + document.text.slice(at, end);
}

import type { PromptDocument } from '../prompt/document.ts';
import { blanked } from '../prompt/visible.ts';
import type { Span } from '../span.ts';

/** A sentence, an item or a heading in the author's own words. */
export interface Statement extends Span {
  /** As it stands there. */
  readonly text: string;
  /** Same length, with blanks for everything that is not the author's prose: code, quotations, link targets. */
  readonly prose: string;
  readonly heading: boolean;
  /** In a list. */
  readonly item: boolean;
  /** Which paragraph or item it belongs to; sentences of one paragraph share it. */
  readonly paragraph: number;
  /** Offset of the heading above, -1 before the first. */
  readonly section: number;
}

/** Longer paragraphs are read up to here: no sentence of a person is that long. */
const longest = 20_000;
const sentenceEnd = /[.!?:](?=\s)|[。！？]/g;
const abbreviation = /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|no|incl|resp|Mr|Dr|St)|\b[A-Z])\.$/i;

/** Splits the body into statements, quotations blocks, tables and code left out. Linear in the text. */
export function readStatements(document: PromptDocument): Statement[] {
  const { blocks, text, prose, quotations } = document;
  const statements: Statement[] = [];
  let quoteEnd = -1;
  let itemEnd = -1;
  let section = -1;
  let paragraph = 0;
  let nextProse = 0;
  let nextQuotation = 0;
  /** The stretch with blanks for everything but the author's words. Called with ascending stretches only. */
  const proseOf = (start: number, end: number): string => {
    while ((prose[nextProse]?.end ?? Infinity) <= start) nextProse++;
    while ((quotations[nextQuotation]?.span.end ?? Infinity) <= start) nextQuotation++;
    let result = '';
    let at = start;
    for (let index = nextProse; index < prose.length; index++) {
      const span = prose[index] as Span;
      if (span.start >= end) break;
      const from = Math.max(span.start, at);
      const to = Math.min(span.end, end);
      result += ' '.repeat(from - at) + text.slice(from, to);
      at = Math.max(at, to);
    }
    result += ' '.repeat(end - at);
    const quoted: Span[] = [];
    for (let index = nextQuotation; index < quotations.length; index++) {
      const { span } = quotations[index] as (typeof quotations)[number];
      if (span.start >= end) break;
      quoted.push(span);
    }
    return blanked(result, start, quoted);
  };
  for (const block of blocks) {
    if (block.type === 'quote') quoteEnd = Math.max(quoteEnd, block.span.end);
    if (block.type === 'listItem') itemEnd = Math.max(itemEnd, block.span.end);
    const heading = block.type === 'heading';
    if (heading) section = block.span.start;
    if ((!heading && block.type !== 'paragraph') || block.span.start < quoteEnd) continue;
    paragraph += 1;
    const { start } = block.content;
    const end = Math.min(block.content.end, start + longest);
    const whole = proseOf(start, end);
    const item = block.span.start < itemEnd;
    const push = (from: number, to: number): void => {
      let first = from;
      while (first < to && /\s/.test(whole[first] ?? '') && /\s/.test(text[start + first] ?? '')) first++;
      let last = to;
      while (last > first && /\s/.test(text[start + last - 1] ?? '')) last--;
      if (last <= first) return;
      statements.push({
        start: start + first,
        end: start + last,
        text: text.slice(start + first, start + last),
        prose: whole.slice(first, last),
        heading,
        item,
        paragraph,
        section,
      });
    };
    let from = 0;
    if (!heading) {
      for (const match of whole.matchAll(sentenceEnd)) {
        const to = match.index + match[0].length;
        if (match[0] === '.' && abbreviation.test(whole.slice(Math.max(0, to - 8), to))) continue;
        if (match[0] === ':' && !/\n/.test(whole.slice(to, to + 3))) continue;
        push(from, to);
        from = to;
      }
    }
    push(from, end - start);
  }
  return statements;
}

import type { Quotation } from './document.ts';

/** Longer stretches between two marks are taken for two stray marks. */
const maximumLength = 400;

const body = (excluded: string): string => `[^${excluded}\\n]{1,${maximumLength}}`;

/** Quotation marks of many languages. Straight single quotes count only around words, not inside them (don't). */
const quoted = new RegExp(
  [
    `"${body('"“”')}"`,
    `“${body('“”"')}[”“]`,
    `„${body('„“”"')}[“”"]`,
    `«${body('«»')}»`,
    `»${body('«»')}«`,
    `‹${body('‹›')}›`,
    `「${body('「」')}」`,
    `『${body('『』')}』`,
    `‘${body('‘’')}’(?![\\p{L}\\p{N}])`,
    `‚${body('‘’‚')}[‘’]`,
    `(?<![\\p{L}\\p{N}'])'(?=\\S)${body("'")}(?<=\\S)'(?![\\p{L}\\p{N}'])`,
  ].join('|'),
  'gu',
);

const anyMark = /["“„«»‹「『‘‚']/;

/** Finds stretches between quotation marks in `text`, a leaf whose code is blanked; `offset` is where it begins in the document. */
export function readQuotations(text: string, offset: number): Quotation[] {
  if (!anyMark.test(text)) return [];
  const found: Quotation[] = [];
  for (const match of text.matchAll(quoted)) {
    const start = offset + match.index;
    const end = start + match[0].length;
    found.push({ span: { start, end }, content: { start: start + 1, end: end - 1 } });
  }
  return found;
}

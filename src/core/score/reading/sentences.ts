import type { PromptDocument } from '../../prompt/document.ts';
import type { Span } from '../../span.ts';
import type { Token } from './tokens.ts';

/** A sentence, list item or heading of the author's own words. */
export interface Sentence extends Span {
  /** Tokens of the sentence: indices, end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly question: boolean;
  readonly heading: boolean;
  readonly item: boolean;
}

const sentenceEnd =
  /[.!?。！？…](?=[\s"')\]]|$|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])|[。！？]/u;
const marker = /\n[ \t]*(?:[-*+•–]|\d{1,3}[.)]|#{1,6}|[a-z][.)])[ \t]+$/iu;
const leadMarker = /^[ \t]*(?:([-*+•–]|\d{1,3}[.)]|[a-z][.)])|(#{1,6}))[ \t]+/iu;

/** Whether a new sentence starts in the gap between two tokens. A single line break does not part sentences, so that reflowing changes nothing. */
function parts(gap: string): boolean {
  if (gap === ' ') return false;
  if (sentenceEnd.test(gap)) return true;
  const newline = gap.indexOf('\n');
  if (newline === -1) return false;
  return gap.indexOf('\n', newline + 1) !== -1 || gap.slice(0, newline).includes(':') || marker.test(gap);
}

/** Groups tokens into sentences. Linear in the text. */
export function readSentences(document: PromptDocument, tokens: readonly Token[]): Sentence[] {
  const { text } = document;
  const sentences: Sentence[] = [];
  let from = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const following = tokens[index + 1];
    const gapEnd = following?.start ?? Math.min(text.length, token.end + 20);
    const gap = text.slice(token.end, Math.min(gapEnd, token.end + 2000));
    if (following !== undefined && !parts(gap)) continue;
    const first = tokens[from] ?? token;
    const before = text.slice(Math.max(0, first.start - 40), first.start + 1);
    const newline = before.lastIndexOf('\n', before.length - 2);
    const starts = newline !== -1 || first.start <= 40;
    const lead = starts ? leadMarker.exec(before.slice(newline + 1)) : null;
    sentences.push({
      start: first.start,
      end: token.end,
      from,
      to: index + 1,
      question: /^[^\n]{0,3}[?？]/u.test(gap),
      heading: lead?.[2] !== undefined,
      item: lead?.[1] !== undefined,
    });
    from = index + 1;
  }
  return sentences;
}

import type { PromptDocument, Reference } from '../../prompt/document.ts';
import type { Span } from '../../span.ts';
import type { Lexicon } from './lexicon.ts';
import type { Line } from './lines.ts';

/** `name` points at code or a file; `value` is a number, size or colour; `quote` repeats a text of the program. */
export type TokenKind = 'word' | 'name' | 'quote' | 'value' | 'url' | 'variable' | 'code';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** Lower case, as written otherwise. */
  readonly text: string;
  readonly reference: Reference | null;
}

interface Special extends Span {
  readonly kind: TokenKind;
  readonly reference: Reference | null;
}

const pieces =
  /(?:#[0-9a-f]{3,8}(?![\p{L}\p{N}])|\$?\d+(?:[.,:×x]\d+)*(?:\s?%|[a-zµ]{1,3}(?![\p{L}\p{N}]))?(?![\p{L}\p{N}]))|[\p{L}\p{N}_.+][\p{L}\p{N}\p{M}_'’+.#-]*/giu;
const valueShape = /^(?:#[0-9a-f]{3,8}|[$]?\d)/iu;

function specialsOf(document: PromptDocument): Special[] {
  const specials: Special[] = [];
  for (const reference of document.references) {
    const kind = reference.type === 'url' ? 'url' : 'name';
    specials.push({ ...reference.span, kind, reference });
  }
  for (const span of document.inlineCode) specials.push({ ...span, kind: 'code', reference: null });
  for (const quotation of document.quotations) {
    specials.push({ ...quotation.span, kind: 'quote', reference: null });
  }
  for (const variable of document.variables) {
    specials.push({ ...variable.span, kind: 'variable', reference: null });
  }
  const rank: Readonly<Record<TokenKind, number>> = {
    name: 0,
    url: 0,
    code: 1,
    quote: 2,
    variable: 3,
    value: 4,
    word: 5,
  };
  specials.sort((a, b) => a.start - b.start || rank[a.kind] - rank[b.kind] || b.end - a.end);
  return specials;
}

/** The words, names, quotations and values of the author's own lines, in order. Linear in the text. */
export function readTokens(document: PromptDocument, lines: readonly Line[], lexicon: Lexicon): Token[] {
  const { text } = document;
  const specials = specialsOf(document);
  const tokens: Token[] = [];
  let next = 0;
  const words = (start: number, end: number): void => {
    if (start >= end) return;
    for (const match of text.slice(start, end).matchAll(pieces)) {
      const raw = match[0].replace(/[.'’+#-]+$/u, '');
      if (raw === '' || raw === '_') continue;
      const at = start + match.index;
      if (unspacedScript.test(raw)) {
        for (const token of segment(raw, at, lexicon)) tokens.push(token);
        continue;
      }
      const kind = valueShape.test(raw) ? 'value' : 'word';
      const lower = raw.toLowerCase().replaceAll('’', "'");
      tokens.push({ kind, text: lower, start: at, end: at + raw.length, reference: null });
    }
  };
  for (const line of lines) {
    if (line.kind !== 'text') continue;
    let position = line.start;
    for (;;) {
      while (next < specials.length && (specials[next]?.start ?? 0) < position) next += 1;
      const special = specials[next];
      if (special === undefined || special.start >= line.end) break;
      words(position, special.start);
      const end = Math.min(special.end, Math.max(line.end, special.end));
      const written = text.slice(special.start, Math.min(end, special.start + 200)).toLowerCase();
      tokens.push({
        kind: special.kind,
        text: written,
        start: special.start,
        end,
        reference: special.reference,
      });
      position = end;
      next += 1;
    }
    words(position, line.end);
  }
  return tokens;
}

const unspacedScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Cuts a run of Chinese or Japanese into words: the longest entry of the lexicon at each place, what lies between in pairs of
 * characters. Linear in the run.
 */
function segment(run: string, start: number, lexicon: Lexicon): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  const emit = (to: number): void => {
    for (; from < to; from += 2) {
      const end = Math.min(from + 2, to);
      tokens.push(wordAt(run.slice(from, end), start + from));
    }
    from = to;
  };
  let at = 0;
  while (at < run.length) {
    let length = Math.min(lexicon.longest, run.length - at);
    while (length > 0 && !lexicon.exact.has(run.slice(at, at + length))) length -= 1;
    if (length === 0) {
      at += 1;
      continue;
    }
    emit(at);
    tokens.push(wordAt(run.slice(at, at + length), start + at));
    at += length;
    from = at;
  }
  emit(run.length);
  return tokens;
}

function wordAt(text: string, start: number): Token {
  return { kind: 'word', text: text.toLowerCase(), start, end: start + text.length, reference: null };
}

import type { Span } from '../../span.ts';

/** One step of a path, without the brackets of `[any name]`. */
export interface Segment {
  readonly text: string;
  readonly span: Span;
}

export type ExpressionPart =
  | {
      /** A name, alone or with steps: `name`, `this.name`, `../name`, `@index`, `list.[0]`. */
      readonly type: 'path';
      readonly text: string;
      readonly span: Span;
      readonly segments: readonly Segment[];
      /** How many times it climbs out by `../`. */
      readonly depth: number;
      /** Starts with `@`. */
      readonly isData: boolean;
    }
  | {
      /** The name before `=`, `text` and a string's content, numbers and constants as written, parentheses, the names in `as |…|`. */
      readonly type: 'key' | 'string' | 'literal' | 'open' | 'close' | 'bound';
      readonly text: string;
      readonly span: Span;
    };

export type PathPart = Extract<ExpressionPart, { type: 'path' }>;

/** The letters of a name in Handlebars' lexer: all but blanks and most signs; hyphens are letters. */
const name = /[^\s!"#%-,./;->@[-^`{-~]+/y;
const literal = /(?:true|false|null|undefined|-?\d+(?:\.\d+)?)(?![^\s=~}/)|])/y;
const binding = /as\s+\|/y;

/**
 * Reads an expression from `start` to its closing braces, to the next opening ones or to the end of the text, and passes over what fits
 * nowhere; `strange` is the first such place. `end` is where it stopped. A string ends in its line. Linear, never throws.
 */
export function expressionParts(
  text: string,
  start: number,
): { readonly parts: readonly ExpressionPart[]; readonly end: number; readonly strange: number | null } {
  const parts: ExpressionPart[] = [];
  let strange: number | null = null;
  let at = start;
  while (at < text.length && !text.startsWith('{{', at)) {
    const sign = text[at] ?? '';
    if (sign === '}' || (sign === '~' && text[at + 1] === '}')) {
      const end = sign === '~' ? at + 1 : at;
      if (text.startsWith('}}', end)) return { parts, end, strange };
      at = end + 1;
      continue;
    }
    const part =
      sign === '(' || sign === ')'
        ? single(sign, at)
        : sign === '"' || sign === "'"
          ? stringAt(text, at, sign)
          : (boundAt(text, at) ?? literalAt(text, at) ?? pathAt(text, at));
    if (part === null) {
      const last = parts.at(-1);
      // `key = value`, with blanks around.
      if (sign === '=' && last?.type === 'path')
        parts[parts.length - 1] = { type: 'key', text: last.text, span: last.span };
      else if (sign.trim() !== '') strange ??= at;
      at += 1;
      continue;
    }
    if (Array.isArray(part)) {
      parts.push(...part);
      at = text.indexOf('|', part.at(-1)?.span.end ?? at) + 1;
      continue;
    }
    at = part.span.end;
    if (part.type === 'path' && text[at] === '=') {
      parts.push({ type: 'key', text: part.text, span: part.span });
      at += 1;
    } else parts.push(part);
  }
  return { parts, end: Math.min(at, text.length), strange };
}

function single(sign: '(' | ')', at: number): ExpressionPart {
  return { type: sign === '(' ? 'open' : 'close', text: sign, span: { start: at, end: at + 1 } };
}

function stringAt(text: string, start: number, quote: string): ExpressionPart | null {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text[at];
    if (sign === '\n' || (sign === '{' && text[at + 1] === '{')) return null;
    if (sign === '\\' && text[at + 1] === quote) at += 1;
    else if (sign === quote)
      return { type: 'string', text: text.slice(start + 1, at), span: { start, end: at + 1 } };
  }
  return null;
}

function literalAt(text: string, start: number): ExpressionPart | null {
  literal.lastIndex = start;
  const found = literal.exec(text);
  if (found === null) return null;
  return { type: 'literal', text: found[0], span: { start, end: start + found[0].length } };
}

/** `as |one two|`: a part for each name; null when there is none. */
function boundAt(text: string, start: number): ExpressionPart[] | null {
  binding.lastIndex = start;
  const found = binding.exec(text);
  if (found === null) return null;
  const from = start + found[0].length;
  const parts: ExpressionPart[] = [];
  for (let at = from; at < text.length;) {
    name.lastIndex = at;
    const word = name.exec(text)?.[0];
    if (word !== undefined) {
      parts.push({ type: 'bound', text: word, span: { start: at, end: at + word.length } });
      at += word.length;
    } else if (text[at] === '|') return parts.length === 0 ? null : parts;
    else if (text[at] === ' ' || text[at] === '\t') at += 1;
    else return null;
  }
  return null;
}

function pathAt(text: string, start: number): PathPart | null {
  let at = start;
  let depth = 0;
  const isData = text[at] === '@';
  if (isData) at += 1;
  const segments: Segment[] = [];
  for (;;) {
    if (segments.length === 0 && text.startsWith('..', at)) {
      depth += 1;
      at += 2;
    } else if (segments.length === 0 && text[at] === '.') at += 1;
    else {
      const segment = segmentAt(text, at);
      if (segment === null) break;
      at = segment.end;
      if (segment.text !== 'this' || segments.length > 0)
        segments.push({ text: segment.text, span: segment.span });
    }
    if (text[at] !== '.' && text[at] !== '/') break;
    at += 1;
  }
  if (at === start || (isData && at === start + 1)) return null;
  return { type: 'path', text: text.slice(start, at), span: { start, end: at }, segments, depth, isData };
}

/** Longest name in brackets, so that brackets that never close cost nothing. */
const longestBracketed = 200;

function segmentAt(text: string, start: number): (Segment & { readonly end: number }) | null {
  if (text[start] === '[') {
    let close = start + 1;
    const furthest = Math.min(text.length, start + longestBracketed);
    while (close < furthest && text[close] !== ']' && text[close] !== '\n') close += 1;
    if (text[close] !== ']') return null;
    const span = { start: start + 1, end: close };
    return { text: text.slice(span.start, span.end), span, end: close + 1 };
  }
  name.lastIndex = start;
  const found = name.exec(text)?.[0];
  if (found === undefined) return null;
  const end = start + found.length;
  return { text: found, span: { start, end }, end };
}

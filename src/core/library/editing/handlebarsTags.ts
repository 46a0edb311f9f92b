import type { Span } from '../../span.ts';
import { expressionParts, type ExpressionPart } from './expressionParts.ts';

export type TagKind =
  /** `{{name}}`, `{{helper argument}}`, `{{{name}}}`, `{{&name}}` */
  | 'value'
  /** `{{#name …}}` */
  | 'block'
  /** `{{^name …}}` */
  | 'inverse'
  /** `{{else}}`, `{{else if …}}`, `{{^}}` */
  | 'else'
  /** `{{/name}}` */
  | 'end'
  /** `{{> name}}` */
  | 'partial'
  | 'comment'
  /** `{{{{name}}}}…{{{{/name}}}}`, as one */
  | 'raw'
  /** Decorators, inline partials and partial blocks, which templates do not support. */
  | 'unsupported';

/** One Handlebars tag as written. Spans point into the whole text. */
export interface Tag {
  readonly kind: TagKind;
  readonly span: Span;
  /** What stands between the braces and after the sign. */
  readonly content: Span;
  /** False while its closing braces are missing; it then ends with its line. */
  readonly closed: boolean;
  /** The words of the expression; empty for comments. */
  readonly parts: readonly ExpressionPart[];
  /** It holds a sign that fits nowhere. */
  readonly isStrange?: boolean;
}

const signs: Readonly<Record<string, TagKind>> = {
  '#': 'block',
  '^': 'inverse',
  '/': 'end',
  '>': 'partial',
  '&': 'value',
  '*': 'unsupported',
  '#>': 'unsupported',
  '#*': 'unsupported',
};

/**
 * The tags of a Handlebars source from `start` on, in order, by the rules of its lexer
 * (https://github.com/handlebars-lang/handlebars-parser/blob/master/src/handlebars.l). Unlike its parser this reads what is half
 * written: a tag that is not closed ends with its line or before the next one. Linear, never throws.
 */
export function handlebarsTags(text: string, start: number): readonly Tag[] {
  const tags: Tag[] = [];
  const missing: Missing = { comment: false, raw: false };
  let from = start;
  for (;;) {
    const open = text.indexOf('{{', from);
    if (open === -1) return tags;
    if (text[open - 1] === '\\' && text[open - 2] !== '\\' && open - 1 >= start) {
      from = open + 2;
      continue;
    }
    const tag = text.startsWith('{{{{', open) ? rawTag(text, open, missing) : tagAt(text, open, missing);
    tags.push(tag);
    from = Math.max(tag.span.end, open + 2);
  }
}

/** What a search came to the end of the text without: looking for it again from every tag would take quadratic time. */
interface Missing {
  comment: boolean;
  raw: boolean;
}

function tagAt(text: string, open: number, missing: Missing): Tag {
  let inner = open + 2;
  if (text[inner] === '~') inner += 1;
  const isTriple = text[inner] === '{';
  if (isTriple) inner += 1;
  if (text[inner] === '!') return commentTag(text, open, inner, missing);
  const two = text.slice(inner, inner + 2);
  const sign = two in signs ? two : (text[inner] ?? '') in signs ? (text[inner] ?? '') : '';
  inner += sign.length;
  const { parts, end, strange } = expressionParts(text, inner);
  if (!text.startsWith('}}', end)) return unclosed(text, open, inner, kindOf(sign, parts), parts);
  const stop = end + (isTriple && text.startsWith('}}}', end) ? 3 : 2);
  const last = text[end - 1] === '~' ? end - 1 : end;
  return {
    kind: kindOf(sign, parts),
    span: { start: open, end: stop },
    content: { start: Math.min(inner, last), end: last },
    closed: true,
    parts,
    isStrange: strange !== null,
  };
}

function kindOf(sign: string, parts: readonly ExpressionPart[]): TagKind {
  const [first] = parts;
  if (sign === '' && first?.type === 'path' && first.text === 'else') return 'else';
  if (sign === '^' && first === undefined) return 'else';
  return signs[sign] ?? 'value';
}

/** What is not closed reaches to the end of its line, or to the next tag. */
function unclosed(
  text: string,
  open: number,
  inner: number,
  kind: TagKind,
  parts: readonly ExpressionPart[],
): Tag {
  const end = lineEnd(text, inner);
  return {
    kind,
    span: { start: open, end },
    content: { start: inner, end },
    closed: false,
    parts: parts.filter(({ span }) => span.end <= end),
  };
}

function commentTag(text: string, open: number, mark: number, missing: Missing): Tag {
  const isLong = text.startsWith('!--', mark);
  const inner = mark + (isLong ? 3 : 1);
  const pattern = isLong ? /--~?\}\}/g : /\}\}/g;
  pattern.lastIndex = inner;
  const close = missing.comment ? null : pattern.exec(text);
  missing.comment ||= close === null;
  const end = close?.index ?? lineEnd(text, inner);
  return {
    kind: 'comment',
    span: { start: open, end: close === null ? end : end + close[0].length },
    content: { start: inner, end },
    closed: close !== null,
    parts: [],
  };
}

function rawTag(text: string, open: number, missing: Missing): Tag {
  const inner = open + 4;
  const { parts, end } = expressionParts(text, inner);
  if (!text.startsWith('}}}}', end)) return unclosed(text, open, inner, 'raw', parts);
  const close = /\{\{\{\{\/[^{}\n]{0,200}\}\}\}\}/g;
  close.lastIndex = end + 4;
  const found = missing.raw ? null : close.exec(text);
  missing.raw ||= found === null;
  return {
    kind: 'raw',
    span: { start: open, end: found === null ? end + 4 : close.lastIndex },
    content: { start: inner, end },
    closed: found !== null,
    parts,
  };
}

/** The end of the line, or before that the beginning of the next tag. */
function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\n') return text[at - 1] === '\r' ? at - 1 : at;
    if (text[at] === '{' && text[at + 1] === '{') return at;
  }
  return text.length;
}

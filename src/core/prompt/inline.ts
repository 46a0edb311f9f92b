import type { Span } from '../span.ts';
import type { Leaf } from './markdown.ts';

/** An inline link or image, `[text](target "title")`, an autolink `<https://…>`, or a definition `[label]: target`. */
export interface InlineLink {
  readonly span: Span;
  readonly target: string;
}

/** What stands in a leaf apart from plain words. Spans point into the document. */
export interface Inline {
  /** Inline code, backticks included, with the text between them. */
  readonly codes: readonly { readonly span: Span; readonly content: Span }[];
  readonly links: readonly InlineLink[];
  /** Tags, comments, link targets: neither prose nor code. */
  readonly holes: readonly Span[];
}

const interesting = /[\\`<[\]]/g;
const escapable = /[!-/:-@[-`{-~]/;
const autolink = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000}|[\w.+-]{1,64}@[\w.-]{1,255})>/y;
const tag = /<(?:\/?[A-Za-z][\w:.-]{0,63}(?:\s[^<>]{0,1000})?\/?|![A-Z][^<>]{0,1000}|\?[^<>]{0,1000}\?)>/y;
const destination =
  /\(\s{0,10}(?:<([^<>\n]{0,1000})>|((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.){0,500}\)){0,1000}))(?:\s{1,10}(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'))?\s{0,10}\)/y;
const definition =
  /^[ \t]{0,3}\[([^\]\n]{1,500})\]:[ \t]*(?:<([^<>\n]{0,1000})>|([^\s<>]{1,1000}))[ \t]*(?:"[^"\n]{0,500}"|'[^'\n]{0,500}')?[ \t]*$/gm;

/** Reads the inline marks of one leaf as CommonMark does (code before links, escapes honoured) in one pass, linear in its length. */
export function readInline(leaf: Leaf): Inline {
  const { text } = leaf;
  const offset = leaf.span.start;
  const codes: { span: Span; content: Span }[] = [];
  const links: InlineLink[] = [];
  const holes: Span[] = [];
  interesting.lastIndex = 0;
  if (!interesting.test(text)) return { codes, links, holes };

  const spanOf = (start: number, end: number): Span => ({ start: start + offset, end: end + offset });
  const closers = text.includes('`') ? backtickRuns(text) : new Map<number, number[]>();
  const definitions = definedLinks(text);
  for (const found of definitions) {
    links.push({ span: spanOf(found.start, found.end), target: found.target });
    holes.push(spanOf(found.start, found.end));
  }
  const brackets: number[] = [];
  let lastCommentEnd = -2;
  let nextDefinition = 0;
  let position = 0;
  for (;;) {
    interesting.lastIndex = position;
    const found = interesting.exec(text);
    if (found === null) break;
    const at = found.index;
    position = at + 1;
    let definition = definitions[nextDefinition];
    while (definition !== undefined && definition.end <= at) definition = definitions[++nextDefinition];
    if (definition !== undefined && at >= definition.start) {
      position = definition.end;
      continue;
    }
    switch (found[0]) {
      case '\\': {
        if (escapable.test(text[at + 1] ?? '')) position = at + 2;
        break;
      }
      case '`': {
        let size = 1;
        while (text[at + size] === '`') size++;
        position = at + size;
        const close = nextRun(closers.get(size), at + size);
        if (close < 0) break;
        position = close + size;
        codes.push({ span: spanOf(at, position), content: spanOf(...codeContent(text, at + size, close)) });
        break;
      }
      case '<': {
        if (text.startsWith('<!--', at)) {
          if (lastCommentEnd === -1) break;
          lastCommentEnd = text.indexOf('-->', at + 4);
          if (lastCommentEnd < 0) break;
          position = lastCommentEnd + 3;
          holes.push(spanOf(at, position));
          break;
        }
        autolink.lastIndex = at;
        const link = autolink.exec(text);
        tag.lastIndex = at;
        const match = link ?? tag.exec(text);
        if (match === null) break;
        position = at + match[0].length;
        holes.push(spanOf(at, position));
        if (link?.[1] !== undefined) links.push({ span: spanOf(at, position), target: link[1] });
        break;
      }
      case '[': {
        brackets.push(text[at - 1] === '!' ? at - 1 : at);
        break;
      }
      default: {
        const open = brackets.pop();
        if (open === undefined || text[at + 1] !== '(') break;
        destination.lastIndex = at + 1;
        const match = destination.exec(text);
        if (match === null) break;
        position = destination.lastIndex;
        links.push({ span: spanOf(open, position), target: unescaped(match[1] ?? match[2] ?? '') });
        holes.push(spanOf(at, position));
      }
    }
  }
  return { codes, links: links.sort((a, b) => a.span.start - b.span.start), holes };
}

/** Where runs of backticks begin, by the length of the run. */
function backtickRuns(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (let at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at)) {
    const start = at;
    while (text.charCodeAt(at) === 0x60) at++;
    const starts = runs.get(at - start);
    if (starts === undefined) runs.set(at - start, [start]);
    else starts.push(start);
  }
  for (const starts of runs.values()) starts.reverse();
  return runs;
}

/** The first of `starts` (descending, consumed as it is read) at or after `from`; -1 when there is none. */
function nextRun(starts: number[] | undefined, from: number): number {
  if (starts === undefined) return -1;
  while (starts.length > 0 && (starts.at(-1) ?? 0) < from) starts.pop();
  return starts.at(-1) ?? -1;
}

/** One blank on either side of inline code is not part of it. */
function codeContent(text: string, start: number, end: number): [number, number] {
  const padded = end - start > 2 && text[start] === ' ' && text[end - 1] === ' ';
  return padded ? [start + 1, end - 1] : [start, end];
}

function definedLinks(text: string): { start: number; end: number; target: string }[] {
  if (!text.includes(']:')) return [];
  const found: { start: number; end: number; target: string }[] = [];
  for (const match of text.matchAll(definition)) {
    if (match[1]?.startsWith('^')) continue;
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      target: unescaped(match[2] ?? match[3] ?? ''),
    });
  }
  return found;
}

function unescaped(target: string): string {
  return target.includes('\\') ? target.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1') : target;
}

import type { Span } from '../../span.ts';
import type { Tag } from './handlebarsTags.ts';
import type { TemplateIndex } from './templateIndex.ts';

/** What may be written at a place. `replace` is the word that stands there already. */
export type CompletionPlace =
  /** A value: variables; `isFirst` in a tag or after `(`, where helpers may stand, too. */
  | {
      readonly type: 'value';
      readonly isFirst: boolean;
      readonly inParentheses: boolean;
      readonly replace: Span;
    }
  /** After `{{#`; after `{{/`, with the open blocks from the inside out; after `{{>`; in `{{role "`. */
  | { readonly type: 'block'; readonly replace: Span }
  | { readonly type: 'end'; readonly open: readonly string[]; readonly replace: Span }
  | { readonly type: 'partial'; readonly replace: Span }
  | { readonly type: 'role'; readonly replace: Span }
  /** A key of the front matter, and a value of one. `path` is the way to what it stands in, or to the key. */
  | { readonly type: 'key'; readonly path: readonly string[]; readonly replace: Span }
  | { readonly type: 'frontMatterValue'; readonly path: readonly string[]; readonly replace: Span };

/** Says what may be written at an offset; null where it is the author's own words. Works in text that is half written. */
export function completionPlace(text: string, index: TemplateIndex, offset: number): CompletionPlace | null {
  const { frontMatter } = index;
  if (frontMatter !== null && offset < frontMatter.span.end) {
    const { start, end } = frontMatter.content;
    return offset < start || offset > end ? null : inFrontMatter(text, start, offset);
  }
  const tag = tagAround(index.tags, offset);
  return tag === null ? null : inTag(text, index, tag, offset);
}

function tagAround(tags: readonly Tag[], offset: number): Tag | null {
  let [low, high] = [0, tags.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tags[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const tag = tags[low - 1];
  return tag !== undefined && offset >= tag.content.start && offset <= tag.content.end ? tag : null;
}

function inTag(text: string, index: TemplateIndex, tag: Tag, offset: number): CompletionPlace | null {
  const current = tag.parts.find(
    ({ span, type }) => type !== 'open' && type !== 'close' && span.start < offset && offset <= span.end,
  );
  const before = tag.parts.filter((part) => part !== current && part.span.end <= offset);
  const replace = current?.type === 'path' ? current.span : { start: offset, end: offset };
  const isFirst = before.length === 0;
  if (tag.kind === 'comment' || tag.kind === 'unsupported' || tag.kind === 'raw') return null;
  if (isRoleName(tag, text, offset)) return roleAt(text, offset);
  if (current !== undefined && current.type !== 'path') return null;
  if (inUnclosedString(text.slice(tag.content.start, offset))) return null;
  if (isFirst && tag.kind === 'partial') return { type: 'partial', replace };
  if (isFirst && tag.kind === 'end') return { type: 'end', open: openBlocks(index, tag, offset), replace };
  if (isFirst && (tag.kind === 'block' || tag.kind === 'inverse')) return { type: 'block', replace };
  if (tag.kind === 'end') return null;
  // `name.`: what is behind the dot belongs to a value that nothing is known of.
  if (
    current?.type === 'path' &&
    /[.\]]/.test(text.slice(current.span.start, offset).replace(/^(?:\.\.\/)+/, ''))
  )
    return null;
  const inParentheses = before.at(-1)?.type === 'open';
  return { type: 'value', isFirst: isFirst || inParentheses, inParentheses, replace };
}

function isRoleName(tag: Tag, text: string, offset: number): boolean {
  return (
    tag.kind === 'value' &&
    /^\s*role\s+["'][^"'\n]*$/.test(text.slice(tag.content.start, offset).slice(0, 200))
  );
}

/** The name between quotation marks, up to the one that ends it or, while that is missing, the last letter. */
function roleAt(text: string, offset: number): CompletionPlace {
  const before = /[^"']*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0] ?? '';
  const after = /^[\w-]*/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
  return { type: 'role', replace: { start: offset - before.length, end: offset + after.length } };
}

function inUnclosedString(before: string): boolean {
  let quote = '';
  for (const sign of before) {
    if (quote === '') quote = sign === '"' || sign === "'" ? sign : '';
    else if (sign === quote) quote = '';
  }
  return quote !== '';
}

/** Names of the blocks that this closing tag could end, innermost first. */
function openBlocks(index: TemplateIndex, tag: Tag, offset: number): readonly string[] {
  const names = index.blocks
    .filter(({ opening, span, closing }) => {
      const isInside = opening.end <= tag.span.start && offset <= span.end;
      return isInside && (closing === null || closing.start >= tag.span.start);
    })
    .toSorted((a, b) => b.opening.start - a.opening.start)
    .map(({ name }) => name);
  return [...new Set(names)];
}

/** Where a line of the front matter stands, by its indentation alone, so that a broken line does not matter. */
function inFrontMatter(text: string, start: number, offset: number): CompletionPlace | null {
  const lineStart = Math.max(start, text.lastIndexOf('\n', offset - 1) + 1);
  const line = text.slice(lineStart, offset);
  const indent = /^ */.exec(line)?.[0].length ?? 0;
  const path = parentsOf(text.slice(start, lineStart), indent);
  if (path === null) return null;
  const key = keyOf(line);
  if (key !== null) {
    const word = /[\w.-]*$/.exec(line)?.[0] ?? '';
    if (line.slice(key.end, line.length - word.length).trim() !== '') return null;
    const after = /^[\w.-]*/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
    const replace = { start: offset - word.length, end: offset + after.length };
    return { type: 'frontMatterValue', path: [...path, key.name], replace };
  }
  const written = line.slice(indent);
  if (!/^[\w$-]*$/.test(written)) return null;
  const after = /^[\w$-]*/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
  return { type: 'key', path, replace: { start: offset - written.length, end: offset + after.length } };
}

/** The keys above with less and less indentation; null inside a list or a text over several lines. */
function parentsOf(above: string, indent: number): string[] | null {
  const path: string[] = [];
  let limit = indent;
  const lines = above.split('\n');
  for (let place = lines.length - 1; place >= 0 && limit > 0; place--) {
    const line = (lines[place] ?? '').trimEnd();
    const own = /^ */.exec(line)?.[0].length ?? 0;
    if (line.trim() === '' || line.trimStart().startsWith('#') || own >= limit) continue;
    const key = keyOf(line);
    if (key === null) return null;
    // `key: value` has nothing below it, and what is below `key: |` is text.
    if (line.slice(key.end).trim() !== '') return null;
    path.unshift(key.name);
    limit = own;
  }
  return path;
}

/** The key of a line `key: …`, quotation marks and all behind `(` left out, and where its colon ends. */
function keyOf(line: string): { readonly name: string; readonly end: number } | null {
  const found = /^ *(?:"([^"\n]*)"|'([^'\n]*)'|([^\s:#"'\-{[][^:\n]*)):(?= |$)/.exec(line);
  if (found === null) return null;
  const name = (found[1] ?? found[2] ?? found[3] ?? '').trim();
  return { name, end: found[0].length };
}

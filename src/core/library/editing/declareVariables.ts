import type { TemplateIndex } from './templateIndex.ts';
import type { TextEdit } from './textEdit.ts';

/**
 * The edit that declares variables as text in the input schema, after those that are there. Makes schema, `input` and front matter where
 * they are missing. Null where the front matter is written in a way that cannot be added to.
 */
export function declareVariables(
  text: string,
  index: TemplateIndex,
  names: readonly string[],
): TextEdit | null {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const { frontMatter } = index;
  const entry = (
    path: string,
  ): { readonly start: number; readonly scalar: string | null; readonly end: number } | null => {
    const found = frontMatter?.entries.find((one) => one.path.join('/') === path);
    if (found === undefined) return null;
    return {
      start: found.keySpan.start,
      scalar: found.scalar,
      end: Math.max(found.keySpan.end, found.valueSpan.end),
    };
  };
  const properties = entry('input/schema/properties');
  const isJson = properties !== null;
  const lines = (indent: string): string =>
    names.map((name) => `${indent}${name}: ${isJson ? '{ type: string }' : 'string'}${newline}`).join('');

  const last = index.declarations.findLast(({ place }) => place === 'schema');
  if (last !== undefined) {
    const indent = indentOf(text, last.entry.start);
    if (indent !== null) return insertion(lineAfter(text, last.entry.end, newline), lines(indent));
    const added = names.map((name) => `, ${name}: ${isJson ? '{ type: string }' : 'string'}`).join('');
    return insertion({ at: last.entry.end, before: '' }, added);
  }
  const parent = properties ?? entry('input/schema') ?? entry('input');
  if (parent !== null) {
    const indent = indentOf(text, parent.start);
    if (indent === null || parent.scalar !== null || /[{[]/.test(text.slice(parent.start, parent.end)))
      return null;
    const isInput = properties === null && entry('input/schema') === null;
    const inner = isInput ? `${indent}  schema:${newline}${lines(`${indent}    `)}` : lines(`${indent}  `);
    return insertion(lineAfter(text, parent.start + 1, newline), inner);
  }
  const all = `input:${newline}  schema:${newline}${lines('    ')}`;
  if (frontMatter === null) {
    const start = index.body.start;
    return insertion({ at: start, before: '' }, `---${newline}${all}---${newline}`);
  }
  return frontMatter.closed ? insertion({ at: frontMatter.content.end, before: '' }, all) : null;
}

interface Place {
  readonly at: number;
  /** A line break that is missing before. */
  readonly before: string;
}

function insertion({ at, before }: Place, text: string): TextEdit {
  return { span: { start: at, end: at }, text: before + text };
}

/** The blanks before an entry that begins its line; null for one that stands behind something. */
function indentOf(text: string, at: number): string | null {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const before = text.slice(start, at).replace(/["']$/, '');
  return before.trim() === '' ? before : null;
}

/** The beginning of the line after the one that holds the last letter before `at`. */
function lineAfter(text: string, at: number, newline: string): Place {
  let last = at;
  while (last > 0 && /\s/.test(text[last - 1] ?? '')) last -= 1;
  const end = text.indexOf('\n', last);
  return end === -1 ? { at: text.length, before: newline } : { at: end + 1, before: '' };
}

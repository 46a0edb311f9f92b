import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import { readFrontMatter, yamlRefusal } from '../../prompt/frontMatter.ts';
import type { Span } from '../../span.ts';

/** A key of the front matter, or an entry of a list in it. */
export interface FrontMatterEntry {
  /** Keys from the top, list entries by their number: `['input', 'schema', 'guest?']`. */
  readonly path: readonly string[];
  /** The key without quotation marks; of a list entry the value. */
  readonly keySpan: Span;
  readonly valueSpan: Span;
  /** The value of a text, number or truth; null for a list, a mapping or nothing. */
  readonly scalar: string | null;
}

export interface FrontMatterIndex {
  /** With both `---` lines. */
  readonly span: Span;
  readonly content: Span;
  readonly closed: boolean;
  /** In order of the text; parents before their children. */
  readonly entries: readonly FrontMatterEntry[];
}

/** More than these and the rest is left out; no template has that many. */
const mostEntries = 2000;

/**
 * Reads where each key of the front matter stands, as far as YAML can be read: what is half written leaves the rest as it is. Null when
 * the text has none. Front matter that is refused as too long or too deep has no entries. Never throws.
 */
export function frontMatterIndex(text: string): FrontMatterIndex | null {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const read = readFrontMatter(text, start, false);
  if (read === null) return null;
  const { span, content, closed } = read;
  const entries: FrontMatterEntry[] = [];
  const source = text.slice(content.start, content.end);
  if (yamlRefusal(source) === null) visit(readable(source), [], content.start, text, entries);
  return { span, content, closed, entries };
}

/** Lines that are passed over, one after the other, because nothing can be read with them. */
const mostBrokenLines = 3;

/** What YAML can make of a source; a line that it stumbles over, such as a key that is being typed, counts as blank. */
function readable(source: string): Node | null {
  let text = source;
  for (let round = 0; ; round++) {
    const { contents, errors } = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
    const [error] = errors;
    if (error === undefined || round === mostBrokenLines) return contents;
    const start = text.lastIndexOf('\n', Math.max(0, error.pos[0] - 1)) + 1;
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  }
}

function visit(
  node: Node | null,
  path: readonly string[],
  offset: number,
  text: string,
  entries: FrontMatterEntry[],
): void {
  if (entries.length >= mostEntries) return;
  const spanOf = ({ range }: Node, fallback: Span): Span => {
    if (!range) return fallback;
    const span = { start: offset + range[0], end: offset + range[1] };
    return isQuoted(text, span) ? { start: span.start + 1, end: span.end - 1 } : span;
  };
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key) || !key.range) continue;
      const keySpan = spanOf(key, { start: 0, end: 0 });
      const after = { start: keySpan.end, end: keySpan.end };
      const child = value as Node | null;
      const inner = [...path, String(key.value)];
      entries.push({
        path: inner,
        keySpan,
        valueSpan: child === null ? after : spanOf(child, after),
        scalar: scalarOf(child),
      });
      visit(child, inner, offset, text, entries);
    }
  } else if (isSeq(node)) {
    for (const [place, item] of node.items.entries()) {
      const child = item as Node;
      const inner = [...path, String(place)];
      const span = spanOf(child, { start: offset, end: offset });
      entries.push({ path: inner, keySpan: span, valueSpan: span, scalar: scalarOf(child) });
      visit(child, inner, offset, text, entries);
    }
  }
}

function scalarOf(node: Node | null): string | null {
  if (!isScalar(node)) return null;
  const { value } = node;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null;
}

function isQuoted(text: string, { start, end }: Span): boolean {
  const first = text[start];
  return end - start >= 2 && (first === '"' || first === "'") && text[end - 1] === first;
}

import { isMap, isScalar, parseDocument } from 'yaml';
import type { Span } from '../span.ts';
import type { FrontMatter } from './document.ts';
import { plainData } from './plainData.ts';

/** Above this many UTF-16 units front matter is not read as YAML: no agent reads that much of it, and a parser could be kept busy. */
const maximumLength = 32 * 1024;

/** Aliases may multiply a document by this much before it is refused; the YAML library's own guard against "billion laughs". */
const maximumAliases = 100;

/** Brackets nested deeper than this are refused before the recursive YAML parser sees them. */
const maximumNesting = 64;

const opening = /^---[ \t]*(?:\r\n|\n|\r|$)/;
const closing = /^(?:---|\.\.\.)[ \t]*$/gm;

/**
 * Reads the front matter at `start` (after a BOM), or returns null when the text does not begin with a `---` line.
 * With `strict` (typed text, where `---` may be a mere rule) only front matter that is closed and holds a mapping counts.
 * Never throws: whatever is wrong with the YAML is told in `error`.
 */
export function readFrontMatter(text: string, start: number, strict: boolean): FrontMatter | null {
  const first = opening.exec(text.slice(start, start + 256));
  if (first === null) return null;
  const contentStart = start + first[0].length;
  closing.lastIndex = contentStart;
  const close = contentStart > text.length ? null : closing.exec(text);
  if (close === null && strict) return null;
  const content: Span = { start: contentStart, end: close === null ? text.length : close.index };
  const span: Span = { start, end: close === null ? text.length : endOfLine(text, closing.lastIndex) };
  const parsed = readYaml(text.slice(content.start, content.end), content.start);
  if (strict && (parsed.data === null || parsed.entries.length === 0)) return null;
  return { span, content, closed: close !== null, ...parsed };
}

function endOfLine(text: string, from: number): number {
  if (text[from] === '\r') return text[from + 1] === '\n' ? from + 2 : from + 1;
  return text[from] === '\n' ? from + 1 : from;
}

type Yaml = Pick<FrontMatter, 'data' | 'entries' | 'error'>;

function readYaml(source: string, offset: number): Yaml {
  const whole: Span = { start: offset, end: offset + source.length };
  const refuse = (message: string, span: Span = whole): Yaml => ({
    data: null,
    entries: [],
    error: { message, span },
  });
  const reason = yamlRefusal(source);
  if (reason !== null) return refuse(reason);
  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(source, { prettyErrors: false, logLevel: 'silent', uniqueKeys: true });
  } catch (error) {
    return refuse(`The front matter could not be read: ${firstLine(error)}`);
  }
  const entries: { key: string; keySpan: Span; valueSpan: Span }[] = [];
  if (isMap(document.contents)) {
    for (const { key, value } of document.contents.items) {
      if (!isScalar(key) || !key.range) continue;
      const keySpan = { start: offset + key.range[0], end: offset + key.range[1] };
      const range = (value as { range?: readonly number[] | null } | null)?.range;
      const valueSpan = range
        ? { start: offset + (range[0] ?? 0), end: offset + (range[1] ?? 0) }
        : { start: keySpan.end, end: keySpan.end };
      entries.push({ key: String(key.value), keySpan, valueSpan });
    }
  }
  const problem = document.errors[0];
  if (problem !== undefined) {
    const at = Math.min(offset + problem.pos[0], whole.end);
    const span = { start: at, end: Math.min(Math.max(offset + problem.pos[1], at), whole.end) };
    return { data: null, entries, error: { message: firstLine(problem), span } };
  }
  if (document.contents === null) return { data: {}, entries, error: null };
  if (!isMap(document.contents))
    return refuse('The front matter must consist of lines like "description: …".');
  try {
    const data = plainData(document.toJS({ maxAliasCount: maximumAliases }));
    if (data !== undefined) return { data: data as Readonly<Record<string, unknown>>, entries, error: null };
    return { ...refuse('The front matter refers to itself, or is nested too deep to be read.'), entries };
  } catch (error) {
    return { ...refuse(`The front matter could not be read: ${firstLine(error)}`), entries };
  }
}

/** Why a source is not given to the YAML parser, which it could keep busy; null when it may be. */
export function yamlRefusal(source: string): string | null {
  if (source.length > maximumLength) return 'The front matter is too long to be read.';
  return isNestedTooDeep(source) ? 'The front matter is nested too deep to be read.' : null;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? '';
}

/** True for flow brackets or block dashes nested beyond the limit, which would overflow a recursive parser's stack. */
function isNestedTooDeep(source: string): boolean {
  let open = 0;
  for (let index = 0; index < source.length; index++) {
    const code = source.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) {
      if (++open > maximumNesting) return true;
    } else if (code === 0x5d || code === 0x7d) open = Math.max(0, open - 1);
  }
  const deep = new RegExp(`^ *(?:[-?] +){${maximumNesting},}|^ {${maximumNesting * 4},}`, 'm');
  return deep.test(source);
}

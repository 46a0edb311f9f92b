import { isMap, isScalar, parseDocument, stringify, type Pair, type YAMLMap } from 'yaml';
import { WhetstoneError } from '../errors.ts';
import { parsePrompt } from '../prompt/parsePrompt.ts';

/**
 * A template's text with one value of its front matter set; comments, order, quotes and blank lines of everything else stay as they are. `path`: a key, or
 * a key below another (`['metadata', 'category']`). Throws `template-schema` where the front matter is broken or holds something else in that place.
 */
export function editFrontMatter(
  text: string,
  path: readonly [string] | readonly [string, string],
  value: string,
): string {
  const { frontMatter } = parsePrompt(text, { kind: 'prompt' });
  if (frontMatter === null) return `---\n${newLines(path, value)}---\n${text}`;
  if (!frontMatter.closed || frontMatter.error !== null) throw unreadable();
  const { start, end } = frontMatter.content;
  const content = text.slice(start, end);
  return text.slice(0, start) + edited(content, path, value) + text.slice(end);
}

/** Sets the category where the file has it, else where Whetstone writes it. */
export function withCategory(text: string, category: string): string {
  const data = parsePrompt(text, { kind: 'prompt' }).frontMatter?.data ?? {};
  const metadata = data['metadata'];
  const isBelow = typeof metadata === 'object' && metadata !== null && 'category' in metadata;
  const isOnTop = !isBelow && 'category' in data;
  return editFrontMatter(text, isOnTop ? ['category'] : ['metadata', 'category'], category);
}

function edited(content: string, path: readonly [string] | readonly [string, string], value: string): string {
  const eol = content.includes('\r\n') ? '\r\n' : '\n';
  const document = parseDocument(content, { keepSourceTokens: true, logLevel: 'silent' });
  const { contents } = document;
  if (contents === null) return content + newLines(path, value).replaceAll('\n', eol);
  if (!isMap(contents) || document.errors.length > 0) throw unreadable();
  const [key, below] = path;
  const pair = pairOf(contents, key);
  if (below === undefined)
    return pair === undefined ? added(content, contents, key, value, eol) : replaced(content, pair, value);
  if (pair === undefined) return ended(content, eol) + newLines(path, value).replaceAll('\n', eol);
  const map = pair.value;
  if (isMap(map)) {
    const inner = pairOf(map, below);
    return inner === undefined ? added(content, map, below, value, eol) : replaced(content, inner, value);
  }
  throw unreadable();
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((item) => isScalar(item.key) && item.key.value === key);
}

/** The value's own characters are replaced, in the way of writing that it had where that is possible. */
function replaced(content: string, pair: Pair, value: string): string {
  const node = pair.value;
  if (isScalar(node) && node.range) {
    const [start, end] = node.range;
    const old = content.slice(start, end);
    const isBlock = old.startsWith('|') || old.startsWith('>');
    const quoted = old.startsWith('"')
      ? JSON.stringify(value)
      : old.startsWith("'")
        ? `'${value.replaceAll("'", "''")}'`
        : asScalar(value);
    if (isBlock) return `${content.slice(0, start)}${asScalar(value)}\n${content.slice(end)}`;
    // A key without a value: "category:" and nothing behind it.
    const gap = start === end && /\S/.test(content[start - 1] ?? ' ') ? ' ' : '';
    return `${content.slice(0, start)}${gap}${/[\r\n]/.test(value) ? JSON.stringify(value) : quoted}${content.slice(end)}`;
  }
  throw unreadable();
}

/** A new first key of a mapping, indented as the others are. */
function added(content: string, map: YAMLMap, key: string, value: string, eol: string): string {
  const first = map.items[0]?.key;
  const start = map.range?.[0];
  if (start === undefined) throw unreadable();
  if (map.flow === true) {
    const rest = map.items.length === 0 ? '' : ', ';
    return `${content.slice(0, start + 1)}${map.items.length === 0 ? '' : ' '}${key}: ${JSON.stringify(value)}${rest}${content.slice(start + 1).trimStart()}`;
  }
  const at = isScalar(first) ? (first.range?.[0] ?? start) : start;
  const line = content.lastIndexOf('\n', at - 1) + 1;
  const indent = content.slice(line, at);
  if (indent.trim() !== '') throw unreadable();
  return `${content.slice(0, line)}${indent}${key}: ${asScalar(value)}${eol}${content.slice(line)}`;
}

function ended(content: string, eol: string): string {
  return content === '' || content.endsWith('\n') ? content : content + eol;
}

function newLines(path: readonly string[], value: string): string {
  const [key = '', below] = path;
  return below === undefined ? `${key}: ${asScalar(value)}\n` : `${key}:\n  ${below}: ${asScalar(value)}\n`;
}

/** As YAML writes it on one line, quoted only where that is needed. */
function asScalar(value: string): string {
  return /[\r\n]/.test(value) ? JSON.stringify(value) : stringify(value, { lineWidth: 0 }).trimEnd();
}

function unreadable(): WhetstoneError {
  return new WhetstoneError(
    'template-schema',
    'The front matter of this template cannot be changed as it stands.',
    'Mend the YAML between the --- lines first.',
  );
}

import type { PromptDocument } from '../prompt/document.ts';
import type { Span } from '../span.ts';

/** A top-level value of the front matter with its place; null when the key is not there. */
export function frontMatterValue(
  { frontMatter }: PromptDocument,
  key: string,
): { readonly value: unknown; readonly keySpan: Span; readonly valueSpan: Span } | null {
  const entry = frontMatter?.entries.find((one) => one.key === key);
  if (entry === undefined) return null;
  return { value: frontMatter?.data?.[key], keySpan: entry.keySpan, valueSpan: entry.valueSpan };
}

/** The tools a file is allowed, as its `tools` or `allowed-tools` list them; null when it lists none. `Bash(git:*)` counts as `Bash`. */
export function listedTools(document: PromptDocument): readonly string[] | null {
  const found = frontMatterValue(document, 'tools') ?? frontMatterValue(document, 'allowed-tools');
  const { value } = found ?? { value: undefined };
  const names = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(/[,\s]+(?![^()]*\))/)
      : [];
  const tools = names
    .filter((name) => typeof name === 'string')
    .map((name) => name.replace(/\(.*$/, '').trim())
    .filter((name) => name !== '');
  return tools.length === 0 ? null : tools;
}

/** The line of the front matter's first `---`, or of the body where there is none. */
export function headSpan({ frontMatter, text, body }: PromptDocument): Span {
  const start = frontMatter?.span.start ?? body.start;
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline;
  return { start, end: text[end - 1] === '\r' ? end - 1 : end };
}

import { fileKinds, type LintRule } from '../../rule.ts';

/** What a line of front matter looks like: `key: value`, an item, a comment, something indented, nothing. */
const yamlLine = /^(?:[\w-]+:(?:[ \t].*)?|[ \t]*-[ \t].*|[ \t]+\S.*|#.*|[ \t]*)$/;

/** A `---` at the top that is never closed: the whole file is then read as settings, or as text. */
export const unclosedFrontMatter: LintRule = {
  id: 'unclosed-front-matter',
  group: 'structure',
  kinds: fileKinds,
  severity: 'error',
  why: 'Without the closing line the agent reads settings as instructions, or nothing at all.',
  *check({ document: { frontMatter, text } }) {
    if (frontMatter === null || frontMatter.closed) return;
    const { start } = frontMatter.span;
    let at = frontMatter.content.start;
    let end = at;
    while (at < frontMatter.content.end) {
      const newline = text.indexOf('\n', at);
      const next = newline < 0 ? frontMatter.content.end : newline + 1;
      const line = text.slice(at, next).replace(/\r?\n$/, '');
      if (!yamlLine.test(line)) break;
      if (line.trim() !== '') end = next;
      at = next;
    }
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    const lead = text[end - 1] === '\n' ? '' : newline;
    yield {
      start,
      end: start + 3,
      message: 'This front matter is never closed. Add a line --- after the last setting.',
      fix: {
        title: 'Close the front matter',
        edits: [{ start: end, end, text: `${lead}---${newline}` }],
      },
    };
  },
};

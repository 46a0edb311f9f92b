import { fileKinds, type LintRule } from '../../rule.ts';

const tag = /^<(\/?)([A-Za-z][\w:.-]*)[^>]*?(\/?)>$/;

interface Open {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** How many headings stood above it. */
  readonly above: number;
}

/** Tags and headings that cut across each other. Either alone is fine, and so are headings inside of a tag. */
export const mixedConventions: LintRule = {
  id: 'mixed-conventions',
  group: 'structure',
  kinds: fileKinds,
  severity: 'warning',
  component: 'clarity',
  why: 'Where a tag and a heading disagree about what belongs together, the agent has to guess.',
  *check({ document: { blocks, text } }) {
    const open: Open[] = [];
    const headings: string[] = [];
    const doubled = new Set<number>();
    for (const { type, span, content } of blocks) {
      if (type === 'heading') {
        headings.push(plain(text.slice(content.start, content.end)));
        continue;
      }
      if (type !== 'html' || span.end - span.start > 600) continue;
      const match = tag.exec(text.slice(span.start, span.end));
      if (match === null || match[3] === '/') continue;
      const name = match[2] ?? '';
      if (match[1] === '') {
        const above = headings.at(-1);
        if (above !== undefined && above === plain(name) && open.length === 0) {
          const between = text.slice(Math.max(0, span.start - 500), span.start).trimEnd();
          if (between.slice(between.lastIndexOf('\n') + 1).startsWith('#')) {
            doubled.add(span.start);
            yield {
              ...span,
              message: `The section is opened twice, by a heading and by <${name}>. Keep one of the two.`,
            };
          }
        }
        open.push({ name, start: span.start, end: span.end, above: headings.length });
        continue;
      }
      const from = open.findLastIndex((one) => one.name === name);
      if (from < 0) {
        yield {
          ...span,
          message: `</${name}> closes a tag that was never opened. Take it out, or add <${name}> where the part begins.`,
        };
        continue;
      }
      open.length = from;
    }
    for (const { name, start, end, above } of open) {
      if (above < headings.length && !doubled.has(start))
        yield {
          start,
          end,
          message: `<${name}> is never closed, and headings follow, so nobody can tell where it ends. Add </${name}>, or use a heading instead.`,
        };
    }
  },
};

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

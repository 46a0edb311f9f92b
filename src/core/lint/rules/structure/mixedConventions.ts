import { fileKinds, type LintRule } from '../../rule.ts';

const tag = /^<(\/?)([A-Za-z][\w:.-]*)[^>]*?(\/?)>$/;

interface Open {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Least level of the headings since, 7 = none. */
  level: number;
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
    const headings: { name: string; level: number }[] = [];
    const doubled = new Set<number>();
    for (const { type, span, content, level } of blocks) {
      if (type === 'heading') {
        headings.push({ name: plain(text.slice(content.start, content.end)), level });
        for (const one of open) one.level = Math.min(one.level, level);
        continue;
      }
      if (type !== 'html' || span.end - span.start > 600) continue;
      const match = tag.exec(text.slice(span.start, span.end));
      if (match === null || match[3] === '/') continue;
      const name = match[2] ?? '';
      if (match[1] === '') {
        const above = headings.at(-1);
        if (above !== undefined && above.name === plain(name) && open.length === 0) {
          const between = text.slice(0, span.start).trimEnd();
          if (between.slice(between.lastIndexOf('\n') + 1).startsWith('#')) {
            doubled.add(span.start);
            yield {
              ...span,
              message: `The section is opened twice, by a heading and by <${name}>. Keep one of the two.`,
            };
          }
        }
        open.push({ name, start: span.start, end: span.end, level: 7 });
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
    for (const { name, start, end, level } of open) {
      if (level < 7 && !doubled.has(start))
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

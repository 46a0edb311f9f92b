import type { Block } from '../../../prompt/document.ts';
import type { LintEdit } from '../../finding.ts';
import { fileKinds, type LintRule } from '../../rule.ts';

/** A heading more than one level below the one before it. The fix lifts it with all that belongs to it. */
export const skippedHeading: LintRule = {
  id: 'skipped-heading',
  group: 'structure',
  kinds: fileKinds,
  severity: 'info',
  why: 'Levels tell the agent what belongs to what; a missing one leaves it guessing.',
  *check({ document: { blocks, text } }) {
    const headings = blocks.filter(({ type, depth }) => type === 'heading' && depth === 0);
    for (let index = 1; index < headings.length; index++) {
      const above = headings[index - 1] as Block;
      const heading = headings[index] as Block;
      const by = heading.level - above.level - 1;
      if (by < 1) continue;
      let last = index;
      const edits: LintEdit[] = [];
      for (; last < headings.length; last++) {
        const inner = headings[last] as Block;
        if (inner.level <= above.level + by) break;
        const marks = /^#+/.exec(text.slice(inner.span.start, inner.span.start + 7))?.[0] ?? '';
        const { start } = inner.span;
        if (marks.length === inner.level) edits.push({ start, end: start + by, text: '' });
      }
      yield {
        start: heading.span.start,
        end: heading.content.end,
        message: `This heading is of level ${heading.level}, the one above it of level ${above.level}. Make it level ${above.level + 1}.`,
        ...(edits.length === last - index && {
          fix: { title: `Make it a heading of level ${above.level + 1}`, edits },
        }),
      };
      index = last - 1;
    }
  },
};

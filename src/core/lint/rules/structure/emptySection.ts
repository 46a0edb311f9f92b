import { fileKinds, type LintRule } from '../../rule.ts';

/** A heading with nothing under it. Found by the score's rule of the same name. */
export const emptySection: LintRule = {
  id: 'empty-section',
  group: 'structure',
  kinds: fileKinds,
  severity: 'info',
  component: 'clarity',
  replaces: ['empty-section'],
  why: 'A heading without text announces a rule that is not there.',
  *check({ scored, document: { text } }) {
    for (const { start, end } of scored('empty-section')?.spans ?? []) {
      const newline = text.indexOf('\n', end);
      yield {
        start,
        end,
        message: 'Nothing stands under this heading. Fill the section, or take the heading out.',
        fix: {
          title: 'Take the empty heading out',
          edits: [{ start, end: newline < 0 ? end : newline + 1, text: '' }],
        },
      };
    }
  },
};

import { fileKinds, type LintRule } from '../../rule.ts';

/** Nothing but front matter, or nothing at all. */
export const emptyBody: LintRule = {
  id: 'empty-body',
  group: 'structure',
  kinds: fileKinds,
  severity: 'warning',
  component: 'actionability',
  covers: ['empty', 'thin'],
  why: 'The agent gets the body as its instructions; here it gets none.',
  *check({ document: { body, blocks, text, frontMatter } }) {
    if (frontMatter !== null && !frontMatter.closed) return;
    const told = blocks.some(
      ({ type, content }) => type !== 'comment' && type !== 'rule' && content.end > content.start,
    );
    if (told && /\S/.test(text.slice(body.start, body.end))) return;
    const start = frontMatter === null ? 0 : frontMatter.span.start;
    const newline = text.indexOf('\n', start);
    yield {
      start,
      end: newline < 0 ? text.length : newline,
      message: 'This file holds no instructions. Write below the front matter what the agent should do.',
    };
  },
};

import { fileKinds, type LintRule } from '../../rule.ts';

/** More tokens than files of this kind should have. */
export const overTokenLimit: LintRule = {
  id: 'over-token-limit',
  group: 'structure',
  kinds: fileKinds,
  severity: 'warning',
  component: 'clarity',
  covers: ['overlong'],
  why: 'Every run pays for the whole file, and what stands in the middle of a long one is overlooked.',
  *check({ document: { text, body, kind, references }, tokenLimit, countTokens }) {
    // Where nothing is linked at all, oversized-skill says more.
    if (kind === 'skill' && !references.some(({ type }) => type === 'link' || type === 'file')) return;
    // A token has two characters at least, so most files need no counting.
    if (text.length <= tokenLimit * 2) return;
    const tokens = countTokens(text);
    if (tokens <= tokenLimit) return;
    const newline = text.indexOf('\n', body.start + 1);
    yield {
      start: body.start,
      end: newline < 0 ? text.length : newline,
      message: `This file has about ${round(tokens)} tokens, over the limit of ${tokenLimit} for its kind. Move what is rarely needed to files of their own and link them.`,
    };
  },
};

function round(tokens: number): number {
  return Math.round(tokens / 100) * 100;
}

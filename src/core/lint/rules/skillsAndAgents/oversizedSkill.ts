import { firstLine } from '../../places.ts';
import type { LintRule } from '../../rule.ts';

/** Lines of a skill's body that are recommended at most (Agent Skills specification, "Progressive disclosure"). */
const mostLines = 500;

/** A skill that is larger than recommended and moves nothing to files of its own. */
export const oversizedSkill: LintRule = {
  id: 'oversized-skill',
  group: 'skills and agents',
  kinds: ['skill'],
  severity: 'warning',
  component: 'clarity',
  covers: ['overlong'],
  why: 'The whole body is loaded whenever the skill is used; linked files are loaded only when they are needed.',
  *check({ document, tokenLimit, countTokens }) {
    const { text, body, references } = document;
    if (references.some(({ type }) => type === 'link' || type === 'file')) return;
    const lines = text.slice(body.start, body.end).split('\n').length;
    const tokens = countTokens(text.slice(body.start, body.end));
    if (lines <= mostLines && tokens <= tokenLimit) return;
    const size = lines > mostLines ? `${lines} lines` : `about ${Math.round(tokens / 100) * 100} tokens`;
    yield {
      ...firstLine(document),
      message: `This skill has ${size} and links no files. Move details to files beside it (references/…) and link them.`,
    };
  },
};

import { frontMatterValue } from '../../frontMatterValue.ts';
import { isEnglish } from '../../english.ts';
import type { LintRule } from '../../rule.ts';

/** The description of a skill does not say when to use it. Measured by the score's rule of the same name. */
export const descriptionWhen: LintRule = {
  id: 'description-when',
  group: 'skills and agents',
  kinds: ['skill', 'agent'],
  severity: 'info',
  component: 'context',
  covers: ['description-when'],
  why: 'An agent picks by the description, and it picks by the occasion that it finds there.',
  *check(target) {
    const found = frontMatterValue(target.document, 'description');
    if (found === null || typeof found.value !== 'string' || found.value.trim() === '') return;
    if (!isEnglish(target) || (target.scored('description-when')?.strength ?? 1) > 0) return;
    yield {
      ...found.valueSpan,
      message:
        'The description does not say when to use this. Add "Use when …" with the words that people will say.',
    };
  },
};

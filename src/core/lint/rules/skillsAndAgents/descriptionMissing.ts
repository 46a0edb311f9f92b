import { frontMatterValue, headSpan } from '../../frontMatterValue.ts';
import type { LintRule } from '../../rule.ts';

/** No description, or an empty one. */
export const descriptionMissing: LintRule = {
  id: 'description-missing',
  group: 'skills and agents',
  kinds: ['skill', 'agent', 'prompt', 'command', 'instructions'],
  severity: 'warning',
  component: 'clarity',
  covers: ['description-what', 'description-when'],
  why: 'The description is all that is seen of a file until somebody picks it.',
  *check({ document }) {
    const { kind, path, frontMatter } = document;
    if (frontMatter !== null && (!frontMatter.closed || frontMatter.error !== null)) return;
    const found = frontMatterValue(document, 'description');
    if (found !== null && (typeof found.value !== 'string' || found.value.trim() !== '')) {
      if (found.value !== null && found.value !== undefined) return;
    }
    if (kind === 'instructions') {
      const always = path === null || /(?:^|\/)copilot-instructions\.md$/i.test(path);
      if (always || frontMatterValue(document, 'applyTo') !== null) return;
      yield {
        ...headSpan(document),
        severity: 'info',
        message:
          'Nothing says when these instructions hold, so they are never picked by themselves. Add applyTo with a glob, or a description.',
      };
      return;
    }
    const grave = kind === 'skill' || kind === 'agent';
    yield {
      ...(found?.keySpan ?? headSpan(document)),
      ...(!grave && { severity: 'info' as const }),
      message: grave
        ? `This ${kind} has no description. Add one that says what it does and when to use it.`
        : 'This file has no description. Add one sentence that says what it does.',
    };
  },
};

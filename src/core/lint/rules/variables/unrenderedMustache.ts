import { isInside, replace } from '../../places.ts';
import type { LintRule } from '../../rule.ts';
import { editorVariables, inputName } from './names.ts';

/** `{{x}}` in a prompt file: VS Code renders no templates, so nobody fills it in. */
export const unrenderedMustache: LintRule = {
  id: 'unrendered-mustache',
  group: 'variables',
  kinds: ['prompt'],
  severity: 'warning',
  component: 'context',
  why: 'VS Code renders no templates: the agent reads the braces.',
  *check({ document: { variables, inlineCode } }) {
    for (const { syntax, name, span } of variables) {
      if (syntax !== 'mustache' || isInside(span.start, inlineCode) || name === '') continue;
      if (/^[#/^>!&]/.test(name)) {
        yield {
          ...span,
          message: `Nothing fills in {{${name}}} in a prompt file. Write the case out in words.`,
        };
        continue;
      }
      const known = editorVariables.find((one) => one === name);
      const input = known ?? inputName(name);
      const variable = known === undefined ? `\${input:${input || 'name'}}` : `\${${known}}`;
      yield {
        ...span,
        message: `Nothing fills in {{${name}}} in a prompt file. Write ${variable}.`,
        ...(input !== '' && { fix: replace(span, variable, `Change to ${variable}`) }),
      };
    }
  },
};

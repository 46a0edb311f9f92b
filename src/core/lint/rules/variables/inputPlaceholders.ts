import { isInside, replace } from '../../places.ts';
import { fileKinds, type LintRule } from '../../rule.ts';

/** One input with two placeholders: only one of them can be shown. */
export const inputPlaceholders: LintRule = {
  id: 'input-placeholders',
  group: 'variables',
  kinds: fileKinds,
  severity: 'warning',
  component: 'clarity',
  why: 'An input is asked for once, so only one of its placeholders is ever seen.',
  *check({ document: { variables, inlineCode, text } }) {
    const first = new Map<string, string>();
    for (const { syntax, span, name, placeholder } of variables) {
      if (syntax !== 'dollar' || placeholder === null || isInside(span.start, inlineCode)) continue;
      if (!text.startsWith('${input:', span.start) || name === '') continue;
      const known = first.get(name);
      if (known === undefined) first.set(name, placeholder);
      else if (known !== placeholder) {
        const whole = `\${input:${name}}`;
        yield {
          ...span,
          message: `The input "${name}" has another placeholder above ("${known}"). Write ${whole} here.`,
          fix: replace(span, whole, `Change to ${whole}`),
        };
      }
    }
  },
};

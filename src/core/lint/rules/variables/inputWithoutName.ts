import { isInside, replace } from '../../places.ts';
import { fileKinds, type LintRule } from '../../rule.ts';
import { inputName } from './names.ts';

/** `${input:}` or `${input}`: VS Code has nothing to ask for. */
export const inputWithoutName: LintRule = {
  id: 'input-without-name',
  group: 'variables',
  kinds: fileKinds,
  severity: 'warning',
  component: 'context',
  why: 'VS Code asks for an input by its name.',
  *check({ document: { variables, inlineCode, text } }) {
    for (const { syntax, span } of variables) {
      if (syntax !== 'dollar' || isInside(span.start, inlineCode)) continue;
      const match = /^\$\{input(?::[ \t]*(?::([^}]*))?)?\}$/.exec(text.slice(span.start, span.end));
      if (match === null) continue;
      const placeholder = (match[1] ?? '').trim();
      const name = inputName(placeholder);
      const whole = `\${input:${name}:${placeholder}}`;
      yield {
        ...span,
        message: `This input has no name. Write ${name === '' ? '${input:name}' : whole}.`,
        ...(name !== '' && { fix: replace(span, whole, `Change to ${whole}`) }),
      };
    }
  },
};

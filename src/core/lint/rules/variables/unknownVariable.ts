import { nearest } from '../../../nearest.ts';
import type { Span } from '../../../span.ts';
import { isInside, replace } from '../../places.ts';
import { fileKinds, type LintRule, type Problem } from '../../rule.ts';
import { editorVariables, inputName, isForeign } from './names.ts';

/** `${…}` that VS Code does not know: nobody fills it in, and the agent reads the braces. */
export const unknownVariable: LintRule = {
  id: 'unknown-variable',
  group: 'variables',
  kinds: fileKinds,
  severity: 'warning',
  component: 'context',
  why: 'A variable that nobody fills in reaches the agent as it is written.',
  *check({ document: { variables, inlineCode, text, kind } }) {
    const told = new Set<string>();
    for (const { syntax, span } of variables) {
      if (syntax !== 'dollar' || isInside(span.start, inlineCode)) continue;
      const written = text.slice(span.start + 2, span.end - 1);
      if (written === 'input' || written.startsWith('input:') || editorVariables.includes(written)) continue;
      const meant = meantBy(written);
      if (meant !== null) yield renamed(span, written, meant);
      else if (kind === 'prompt' && !isForeign(written)) {
        const name = /^\s*([\w.-]+)/.exec(written)?.[1] ?? written;
        if (/^\s*[\w .-]+\s*$/.test(written)) yield asked(span, written);
        else if (/^\s*[\w.]+\s*(?:[=?!|&<>]|:(?!\S))/.test(written) && !told.has(name)) {
          told.add(name);
          yield {
            ...span,
            message: `VS Code computes nothing in \${${name}…} and leaves it as it is. Ask for the value with \${input:${inputName(name.toLowerCase()) || 'name'}}, and write the cases out in words.`,
          };
        }
      }
    }
  },
};

function asked(span: Span, written: string): Problem {
  const shouted = written === written.toUpperCase();
  const input = inputName(shouted ? written.toLowerCase().replaceAll('_', ' ') : written);
  return {
    ...span,
    message: `VS Code does not know \${${written}} and leaves it as it is. Write \${input:${input || 'name'}} to ask for it.`,
    ...(input !== '' && {
      fix: replace(span, `\${input:${input}}`, `Ask for it with \${input:${input}}`),
    }),
  };
}

function renamed(span: Span, written: string, meant: string): Problem {
  return {
    ...span,
    message: `VS Code does not know \${${written}}. Write \${${meant}}.`,
    fix: replace(span, `\${${meant}}`, `Change to \${${meant}}`),
  };
}

/** The variable that was probably meant: other case, blanks, up to one letter in four different; null when there is none. */
function meantBy(written: string): string | null {
  const bare = written.trim();
  const input = /^(\w+)[ \t]*([:=])[ \t]*(\S.*)$/.exec(bare);
  if (input !== null) {
    const word = input[1] ?? '';
    return isForeign(bare) || nearest(word, ['input']) === null ? null : `input:${input[3]}`;
  }
  const known = nearest(bare, editorVariables);
  if (known === null) return null;
  if (known.toLowerCase() === bare.toLowerCase()) return known;
  // `nearest` allows a third of the letters, which makes `file` of `fill` and of `time`.
  return bare.length >= 6 && bare[0]?.toLowerCase() === known[0] ? known : null;
}

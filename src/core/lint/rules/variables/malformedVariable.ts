import { fileKinds, type LintRule } from '../../rule.ts';
import { isInside, replace } from '../../places.ts';

const names =
  'workspaceFolder|workspaceFolderBasename|selection|selectedText|file|fileBasename|fileDirname|fileBasenameNoExtension';

/** A known variable that is never closed (`${selection`), or with brackets of another sort (`$(selection)`, `$[file]`, `$ {file}`). */
const malformed = new RegExp(
  `\\$\\{(${names}|input:[\\w-]{1,80})(?=[\\s.,;)]|$)|\\$[ ]\\{(${names}|input:[\\w-]{1,80}(?::[^{}\\n]{0,200})?)\\}|\\$[([](${names}|input:[\\w-]{1,80})[)\\]]`,
  'gm',
);

/** A variable with a bracket missing or of the wrong sort. */
export const malformedVariable: LintRule = {
  id: 'malformed-variable',
  group: 'variables',
  kinds: fileKinds,
  severity: 'warning',
  component: 'context',
  why: 'VS Code fills in only ${name}; anything else reaches the agent as it is written.',
  *check({ document: { text, prose, inlineCode } }) {
    if (!text.includes('$')) return;
    for (const span of prose) {
      for (const match of text.slice(span.start, span.end).matchAll(malformed)) {
        const start = span.start + match.index;
        if (isInside(start, inlineCode)) continue;
        const place = { start, end: start + match[0].length };
        const whole = `\${${match[1] ?? match[2] ?? match[3] ?? ''}}`;
        yield {
          ...place,
          message: `VS Code does not read ${match[0]} as a variable. Write ${whole}.`,
          fix: replace(place, whole, `Change to ${whole}`),
        };
      }
    }
  },
};

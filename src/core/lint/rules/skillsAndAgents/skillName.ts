import { frontMatterValue, headSpan } from '../../frontMatterValue.ts';
import { replace } from '../../places.ts';
import type { LintRule } from '../../rule.ts';

const form = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A skill's name that is missing, ill formed, or not its folder's. */
export const skillName: LintRule = {
  id: 'skill-name',
  group: 'skills and agents',
  kinds: ['skill'],
  severity: 'warning',
  checkedByEditor: true,
  why: 'A skill is found by its folder and called by its name; where they differ it is not loaded.',
  *check({ document }) {
    const { frontMatter, path } = document;
    if (frontMatter !== null && (!frontMatter.closed || frontMatter.error !== null)) return;
    const folder = path?.split('/').at(-2) ?? '';
    const usable = form.test(folder) && folder.length <= 64 ? folder : null;
    const found = frontMatterValue(document, 'name');
    if (found === null) {
      const at = frontMatter?.content.start ?? null;
      const newline = document.text.includes('\r\n') ? '\r\n' : '\n';
      yield {
        ...headSpan(document),
        message: `This skill has no name. Add name: ${usable ?? 'its-folder'}.`,
        ...(usable !== null &&
          at !== null && {
            fix: {
              title: `Add name: ${usable}`,
              edits: [{ start: at, end: at, text: `name: ${usable}${newline}` }],
            },
          }),
      };
      return;
    }
    const name = typeof found.value === 'string' ? found.value : '';
    const fix = usable === null ? {} : { fix: replace(found.valueSpan, usable, `Change to ${usable}`) };
    if (!form.test(name) || name.length > 64)
      yield {
        ...found.valueSpan,
        message: `A skill's name has lower-case letters, digits and single hyphens, at most 64.${usable === null ? '' : ` Write ${usable}, as its folder is called.`}`,
        ...fix,
      };
    else if (usable !== null && name !== usable)
      yield {
        ...found.valueSpan,
        message: `The skill is called "${name}" and its folder "${usable}". Write ${usable}, or rename the folder.`,
        ...fix,
      };
  },
};

import { nearest } from '../../../nearest.ts';
import { replace } from '../../places.ts';
import { fileKinds, type LintRule } from '../../rule.ts';
import { keysOf, renamedKeys } from './keys.ts';

/** A key that nobody reads in this kind of file. */
export const unknownKey: LintRule = {
  id: 'unknown-key',
  group: 'front matter',
  kinds: fileKinds,
  severity: 'warning',
  checkedByEditor: true,
  why: 'A key that nobody reads changes nothing, however right it looks.',
  *check({ document: { frontMatter, kind } }) {
    const known = keysOf(kind);
    if (frontMatter === null || known === null) return;
    for (const { key, keySpan } of frontMatter.entries) {
      const renamed = renamedKeys[kind]?.[key];
      if (renamed !== undefined && !frontMatter.entries.some((other) => other.key === renamed)) {
        yield {
          ...keySpan,
          message: `"${key}" is now called "${renamed}". Rename it.`,
          fix: replace(keySpan, renamed, `Rename to ${renamed}`),
        };
        continue;
      }
      if (Object.hasOwn(known, key)) continue;
      const near = nearest(key, Object.keys(known));
      const free = near !== null && !frontMatter.entries.some((other) => other.key === near);
      yield {
        ...keySpan,
        ...(near === null && { severity: 'info' as const }),
        message: `Nobody reads "${key}" in this kind of file.${near === null ? '' : ` Did you mean "${near}"?`} ${free ? 'Rename it, or take it out.' : 'Take it out, or put it in a comment.'}`,
        ...(free && { fix: replace(keySpan, near, `Rename to ${near}`) }),
      };
    }
  },
};

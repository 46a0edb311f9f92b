import { fileKinds, type LintRule } from '../../rule.ts';
import { replace } from '../../places.ts';
import { placeOfTarget, targetOf, wayTo } from './targets.ts';

/** Paths that stand for any path. */
const placeholder =
  /^\.{0,2}\/?(?:path|your|some|folder|directory|example)s?[-_/]|(?:^|\/)(?:foo|bar|example|filename|file|my-?\w+|your-?\w+|relative-path|url|link)\d?(?:\.\w+)?$|^(?:url|link|path|href|image)$/i;

/** A link or `#file:` to a file that is not there. */
export const brokenLink: LintRule = {
  id: 'broken-link',
  group: 'references',
  kinds: fileKinds,
  severity: 'warning',
  component: 'context',
  checkedByEditor: true,
  why: 'The agent cannot open what the file points it to.',
  *check({ document, workspace }) {
    if (workspace === null || document.path === null) return;
    for (const reference of document.references) {
      if (reference.type !== 'link' && reference.type !== 'file') continue;
      const target = targetOf(document, reference);
      if (target === null || target.path === '') continue;
      const written = reference.target;
      const place = placeOfTarget(document, reference);
      if (target.path === null) {
        const inside = written.replace(/^\/+/, '').replace(/[?#].*$/, '');
        if (!workspace.has(inside)) continue;
        const way = wayTo(document.path, inside);
        yield {
          ...reference.span,
          message: `A link that begins with / leads to the root of the file system. Write ${way}.`,
          ...(place !== null && { fix: replace(place, way, `Change to ${way}`) }),
        };
        continue;
      }
      if (workspace.has(target.path) || placeholder.test(written)) continue;
      // `#file:` names are often given from the root.
      if (reference.type === 'file' && workspace.has(written.replace(/^\.?\//, ''))) continue;
      const near = workspace.nearest(target.path);
      const way =
        near === null
          ? null
          : wayTo(document.path, near) + (target.anchor === null ? '' : `#${target.anchor}`);
      const known = way === null ? '' : ` Did you mean ${way}?`;
      yield {
        ...reference.span,
        message: `${written} does not exist.${known} Correct the path, or take the link out.`,
        ...(way !== null && place !== null && { fix: replace(place, way, `Change to ${way}`) }),
      };
    }
  },
};

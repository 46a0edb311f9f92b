import { nearest } from '../../../nearest.ts';
import { anchorsIn } from '../../anchors.ts';
import { replace } from '../../places.ts';
import { fileKinds, type LintRule } from '../../rule.ts';
import type { LintWorkspace } from '../../workspace.ts';
import { placeOfTarget, type Target, targetOf } from './targets.ts';

/** A link to a heading that the file does not have. */
export const brokenAnchor: LintRule = {
  id: 'broken-anchor',
  group: 'references',
  kinds: fileKinds,
  severity: 'warning',
  component: 'context',
  why: 'A link to a heading that is gone leads to the top of the file, if anywhere.',
  *check({ document, workspace }) {
    let own: readonly string[] | undefined;
    for (const reference of document.references) {
      if (reference.type !== 'link' || !reference.target.includes('#')) continue;
      const target = targetOf(document, reference);
      if (target === null || target.path === null || !target.anchor) continue;
      if (target.path === '') own ??= anchorsIn(document);
      const anchors = target.path === '' ? own : anchorsElsewhere(target, workspace);
      if (anchors === undefined || anchors === null) continue;
      const wanted = target.anchor.toLowerCase();
      if (anchors.includes(wanted)) continue;
      const near = nearest(wanted, anchors);
      const place = placeOfTarget(document, { ...reference, target: `#${target.anchor}` });
      yield {
        ...reference.span,
        message: `There is no heading for #${target.anchor}.${near === null ? '' : ` Did you mean #${near}?`} Correct the link, or take it out.`,
        ...(near !== null && place !== null && { fix: replace(place, `#${near}`, `Change to #${near}`) }),
      };
    }
  },
};

function anchorsElsewhere({ path }: Target, workspace: LintWorkspace | null): readonly string[] | null {
  return workspace === null || path === null ? null : workspace.anchors(path);
}

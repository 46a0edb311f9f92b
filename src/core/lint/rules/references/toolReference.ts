import { nearest } from '../../../nearest.ts';
import { listedTools } from '../../frontMatterValue.ts';
import { replace } from '../../places.ts';
import { fileKinds, type LintRule } from '../../rule.ts';
import { isEnabled, knownTools } from './tools.ts';

/** `#tool:name` for a tool that the front matter does not enable, or that has nearly the name of a known one. */
export const toolReference: LintRule = {
  id: 'tool-reference',
  group: 'references',
  kinds: fileKinds,
  severity: 'warning',
  component: 'actionability',
  checkedByEditor: true,
  why: 'A tool that is not enabled cannot be called, however often it is named.',
  *check({ document }) {
    const tools = listedTools(document);
    for (const { type, target, span } of document.references) {
      if (type !== 'tool') continue;
      if (!knownTools.has(target) && !target.includes('/')) {
        const near = nearest(target, [...knownTools, ...(tools ?? [])]);
        if (near !== null && near !== target) {
          yield {
            ...span,
            message: `There is no tool "${target}". Write #tool:${near}.`,
            fix: replace(span, `#tool:${near}`, `Change to #tool:${near}`),
          };
          continue;
        }
      }
      if (tools === null || isEnabled(target, tools)) continue;
      yield {
        ...span,
        message: `The tool "${target}" is named here and not enabled. Add it to tools in the front matter, or take it out.`,
      };
    }
  },
};

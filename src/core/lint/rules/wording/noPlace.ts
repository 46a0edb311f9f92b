import { isEnglish } from '../../english.ts';
import { readAs } from '../../../score/readAs.ts';
import { firstLine } from '../../places.ts';
import { type LintRule, taskKinds } from '../../rule.ts';

const change =
  /^(?:please\s+)?(?:fix|refactor|rename|update|change|improve|optimi[sz]e|remove|delete|move|clean|simplify|migrate|convert|rewrite|add|implement)\b/i;
const named = new Set([
  'link',
  'file',
  'path',
  'glob',
  'route',
  'url',
  'identifier',
  'issue',
  'commit',
  'tool',
]);

/** A change is asked for, and nothing says where. */
export const noPlace: LintRule = {
  id: 'no-place',
  group: 'wording',
  kinds: taskKinds,
  severity: 'info',
  component: 'context',
  why: 'Without a place the agent searches the whole repository and may change the wrong part of it.',
  *check(target) {
    const { document, statements } = target;
    // What holds a single request is read as one by the score, which suggests the place itself.
    if (!isEnglish(target) || document.variables.length > 0 || readAs(document) === 'typed') return;
    if (document.references.some(({ type }) => named.has(type)) || document.quotations.length > 0) return;
    if (document.frontMatter?.data?.['argument-hint'] !== undefined) return;
    if (!statements.some(({ prose, heading }) => !heading && change.test(prose))) return;
    yield {
      ...firstLine(document),
      message:
        'This asks for a change and names no place. Name the file, the folder or the function, or use ${file} or ${selection}.',
    };
  },
};

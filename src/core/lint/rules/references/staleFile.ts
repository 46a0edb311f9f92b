import type { PromptDocument, Reference } from '../../../prompt/document.ts';
import type { Span } from '../../../span.ts';
import { isInside, replace } from '../../places.ts';
import { fileKinds, type LintRule } from '../../rule.ts';
import { folderOf, normalize } from './targets.ts';

/** Words before a name which say that it need not be there: it is made, it is an example, it may be missing. */
const excused =
  /\b(?:create|creates|creating|new|generate[sd]?|scaffold|write|writes|save[sd]?|output|outputs|add|adds|put|store|produce[sd]?|called|named|name|rename|into|e\.g|example|for instance|such as|like|if (?:there is|it|present|available|exists?)|when present|may|might|optional(?:ly)?|or|any|remove[sd]?|delete[sd]?|never|instead of|ignore[sd]?|legacy|old|no longer)\b/i;

/** A file that the prose names and the workspace does not hold. Only names with a folder, and only in a workspace that holds a project. */
export const staleFile: LintRule = {
  id: 'stale-file',
  group: 'references',
  kinds: fileKinds,
  severity: 'warning',
  component: 'context',
  covers: ['unknown-name'],
  why: 'The agent looks for the file, does not find it, and may make one up.',
  *check({ document, workspace }) {
    if (workspace === null || !workspace.holdsProject) return;
    const told = new Set<string>();
    const quotes = document.blocks
      .filter(({ type, depth }) => type === 'quote' && depth === 0)
      .map(({ span }) => span);
    for (const reference of document.references) {
      if (reference.type !== 'path' || told.has(reference.target)) continue;
      const path = normalize(reference.target);
      if (!isCandidate(reference.target) || isExcused(document, reference, quotes)) continue;
      const own = normalize(folderOf(document.path ?? '') + reference.target);
      if (workspace.has(path) || workspace.has(own)) continue;
      const near = workspace.nearest(path);
      // Without a likely new place only a path into a folder that exists is surely meant to be here.
      if (near === null && !workspace.has(path.slice(0, path.indexOf('/')))) continue;
      told.add(reference.target);
      const { text } = document;
      const written = text.slice(reference.span.start, reference.span.end);
      const at = written.indexOf(reference.target);
      const place = {
        start: reference.span.start + at,
        end: reference.span.start + at + reference.target.length,
      };
      yield {
        ...reference.span,
        ...(near === null && { severity: 'info' as const }),
        message: `${reference.target} is not in this workspace.${near === null ? '' : ` Did you mean ${near}?`} Name the file as it is now, or take the mention out.`,
        ...(near !== null && at >= 0 && { fix: replace(place, near, `Change to ${near}`) }),
      };
    }
  },
};

function isCandidate(target: string): boolean {
  return (
    target.includes('/') &&
    /\.\w{1,8}$/.test(target) &&
    !/[*{}<>$[\]()]|^[~/]|^[A-Za-z]:|\.\.\.|(?:^|\/)(?:path|your|my|foo|bar|example)s?\b/i.test(target)
  );
}

function isExcused({ text }: PromptDocument, { span }: Reference, quotes: readonly Span[]): boolean {
  const from = Math.max(text.lastIndexOf('\n', span.start - 1) + 1, span.start - 120);
  const newline = text.indexOf('\n', span.end);
  const after = text.slice(span.end, Math.min(newline < 0 ? text.length : newline, span.end + 60));
  if (
    excused.test(text.slice(from, span.start)) ||
    /^\W*\b(?:if|when) |\bif (?:it|present)|\(?optional/i.test(after)
  )
    return true;
  return isInside(span.start, quotes);
}

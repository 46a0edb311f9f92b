import type { LintEdit, LintFinding } from './finding.ts';

/** A text with every fix applied that does not get in another's way; earlier ones in the text go first. `applied` counts the fixes. */
export function applyFixes(
  text: string,
  findings: readonly Pick<LintFinding, 'fix'>[],
): { text: string; applied: number } {
  const taken: LintEdit[] = [];
  let applied = 0;
  for (const { fix } of findings) {
    if (fix === undefined || fix.edits.some((edit) => taken.some((other) => collide(edit, other)))) continue;
    taken.push(...fix.edits);
    applied += 1;
  }
  let result = '';
  let position = 0;
  for (const { start, end, text: put } of taken.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(position, start) + put;
    position = end;
  }
  return { text: result + text.slice(position), applied };
}

/** Overlapping, or two insertions at one place, whose order would be a matter of chance. */
function collide(one: LintEdit, other: LintEdit): boolean {
  if (one.start === other.start && one.end === other.end) return true;
  return one.start < other.end && other.start < one.end;
}

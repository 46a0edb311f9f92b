import type { LintEdit, LintFinding } from './finding.ts';

/** A text with every fix applied that does not get in another's way; earlier ones in the text go first. `applied` counts the fixes. */
export function applyFixes(
  text: string,
  findings: readonly Pick<LintFinding, 'fix'>[],
): { text: string; applied: number } {
  const taken: LintEdit[] = [];
  let applied = 0;
  for (const { fix } of findings) {
    if (fix === undefined || fix.edits.some((edit) => collides(edit, taken))) continue;
    for (const edit of fix.edits) taken.splice(placeOf(edit, taken), 0, edit);
    applied += 1;
  }
  let result = '';
  let position = 0;
  for (const { start, end, text: put } of taken) {
    result += text.slice(position, start) + put;
    position = end;
  }
  return { text: result + text.slice(position), applied };
}

/** Where an edit belongs among sorted ones that do not overlap. Logarithmic. */
function placeOf({ start, end }: LintEdit, sorted: readonly LintEdit[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle] as LintEdit;
    if (other.start < start || (other.start === start && other.end < end)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether an edit overlaps one of the sorted edits, or stands at the very place of one, where the order would be a matter of chance. */
function collides(edit: LintEdit, sorted: readonly LintEdit[]): boolean {
  const place = placeOf(edit, sorted);
  const before = sorted[place - 1];
  const after = sorted[place];
  if (before !== undefined && before.end > edit.start) return true;
  if (before !== undefined && before.start === edit.start && before.end === edit.end) return true;
  if (after === undefined) return false;
  return after.start < edit.end || (after.start === edit.start && after.end === edit.end);
}

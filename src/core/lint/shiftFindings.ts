import type { Span } from '../span.ts';
import type { LintFinding } from './finding.ts';

/** One edit of a text: `length` UTF-16 units from `start` on became `text`. */
export interface TextChange {
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Findings moved along with an edit, so that they stay with their words while other lines are written. One whose own words were changed is
 * dropped, and a fix that was touched is taken off; lines and columns are those of before. `changes` all mean the text before them, as VS Code sends them.
 */
export function shiftFindings(
  findings: readonly LintFinding[],
  changes: readonly TextChange[],
): readonly LintFinding[] {
  return findings.flatMap((finding) => {
    const place = shifted(finding, changes);
    if (place === null) return [];
    const { fix, ...rest } = finding;
    const edits = fix?.edits.map((edit) => {
      const moved = shifted(edit, changes);
      return moved === null ? null : { ...edit, ...moved };
    });
    const whole = edits?.every((edit) => edit !== null) === true ? edits : undefined;
    return [
      {
        ...rest,
        ...place,
        ...(fix !== undefined && whole !== undefined && { fix: { title: fix.title, edits: whole } }),
      },
    ];
  });
}

/** Where a stretch lies after the changes; null when one of them reaches into it. */
function shifted({ start, end }: Span, changes: readonly TextChange[]): Span | null {
  let by = 0;
  for (const change of changes) {
    const changeEnd = change.start + change.length;
    if (changeEnd <= start && !(change.start === start && change.length === 0 && start === end))
      by += change.text.length - change.length;
    else if (change.start < end || (start === end && change.start === start)) return null;
  }
  return { start: start + by, end: end + by };
}

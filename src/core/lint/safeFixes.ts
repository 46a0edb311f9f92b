import { applyFixes } from './applyFixes.ts';
import type { LintFinding } from './finding.ts';

/** The share by which all fixes together may lengthen a file. */
const mostGrowth = 0.1;

/**
 * Findings with only those fixes that are worth applying: together they neither lower the score nor lengthen the text by more than a tenth,
 * and each changes something. A finding whose fix fails that stays, without it. Costs one scoring where there are fixes, more only where one fails.
 */
export function withSafeFixes(
  text: string,
  total: number,
  findings: readonly LintFinding[],
  scoreOf: (text: string) => number,
): readonly LintFinding[] {
  const isSafe = (some: readonly LintFinding[]): boolean => {
    const changed = applyFixes(text, some).text;
    return changed.length <= text.length * (1 + mostGrowth) && scoreOf(changed) >= total;
  };
  const changing = findings.map((finding) => (changes(text, finding) ? finding : withoutFix(finding)));
  const fixable = changing.filter(({ fix }) => fix !== undefined);
  if (fixable.length === 0 || isSafe(fixable)) return changing;
  const refused = new Set<LintFinding>();
  for (const rule of new Set(fixable.map((finding) => finding.rule))) {
    const own = fixable.filter((finding) => finding.rule === rule);
    if (!isSafe(own)) for (const finding of own) refused.add(finding);
  }
  const rest = fixable.filter((finding) => !refused.has(finding));
  const offered = rest.length === 0 || isSafe(rest) ? new Set(rest) : new Set<LintFinding>();
  return changing.map((finding) =>
    finding.fix === undefined || offered.has(finding) ? finding : withoutFix(finding),
  );
}

function changes(text: string, { fix }: LintFinding): boolean {
  return fix !== undefined && fix.edits.some(({ start, end, text: put }) => text.slice(start, end) !== put);
}

function withoutFix(finding: LintFinding): LintFinding {
  const { fix: _fix, ...rest } = finding;
  return rest;
}

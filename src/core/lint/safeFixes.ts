import { applyFixes } from './applyFixes.ts';
import type { LintFinding } from './finding.ts';

/** The share by which all fixes together, of all rounds, may lengthen a file. */
const mostGrowth = 0.1;

/** What becomes of a text. */
export interface Outlook {
  readonly total: number;
  /** UTF-16 units after every fix of every round to come. */
  readonly length: number;
}

/** Findings with the fixes that are offered, and the length that the text has in the end when all of them are applied, round by round. */
export interface SafeFindings {
  readonly findings: readonly LintFinding[];
  readonly length: number;
}

export interface Judges {
  /** The score of a text. */
  readonly total: (text: string) => number;
  /** The score of a text, and its length in the end. */
  readonly outlook: (text: string) => Outlook;
}

/**
 * Findings with only those fixes that are worth applying: together they neither lower the score nor, with the rounds that follow, lengthen
 * the text by more than a tenth, and each changes something. A finding whose fix fails that stays, without it. Costs one look ahead where
 * there are fixes, and more only where one fails.
 */
export function withSafeFixes(
  text: string,
  total: number,
  findings: readonly LintFinding[],
  judges: Judges,
): SafeFindings {
  const longest = text.length * (1 + mostGrowth);
  /** Offers the fixes of `some`, or returns null when they are not safe together. */
  const offer = (some: readonly LintFinding[]): SafeFindings | null => {
    if (some.length === 0) return null;
    const changed = applyFixes(text, some).text;
    if (changed.length > longest) return null;
    const outlook = judges.outlook(changed);
    if (outlook.total < total || outlook.length > longest) return null;
    return { findings: keep(findings, some), length: outlook.length };
  };
  const fixable = findings.filter((finding) => changes(text, finding));
  const all = offer(fixable);
  if (all !== null) return all;
  const harmless = harmlessOf(text, total, fixable, judges);
  return (
    (harmless.length < fixable.length ? offer(harmless) : null) ??
    offer(harmless.filter((finding) => growth(finding) <= 0)) ?? {
      findings: keep(findings, []),
      length: text.length,
    }
  );
}

/** The findings of those rules whose fixes by themselves do not lower the score. */
function harmlessOf(
  text: string,
  total: number,
  fixable: readonly LintFinding[],
  judges: Judges,
): readonly LintFinding[] {
  const rules = new Map<string, LintFinding[]>();
  for (const finding of fixable) {
    const own = rules.get(finding.rule);
    if (own === undefined) rules.set(finding.rule, [finding]);
    else own.push(finding);
  }
  return [...rules.values()]
    .filter((own) => judges.total(applyFixes(text, own).text) >= total)
    .flat()
    .toSorted((a, b) => a.start - b.start);
}

function keep(findings: readonly LintFinding[], offered: readonly LintFinding[]): readonly LintFinding[] {
  const kept = new Set(offered);
  return findings.map((finding) => (kept.has(finding) ? finding : withoutFix(finding)));
}

function changes(text: string, { fix }: LintFinding): boolean {
  return fix !== undefined && fix.edits.some(({ start, end, text: put }) => text.slice(start, end) !== put);
}

function growth({ fix }: LintFinding): number {
  return (fix?.edits ?? []).reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
}

function withoutFix(finding: LintFinding): LintFinding {
  if (finding.fix === undefined) return finding;
  const { fix: _fix, ...rest } = finding;
  return rest;
}

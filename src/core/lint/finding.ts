import type { Component } from '../score/score.ts';
import type { Span } from '../span.ts';

/** Worst first. */
export const findingSeverities = ['error', 'warning', 'info', 'hint'] as const;

export type LintSeverity = (typeof findingSeverities)[number];

/** Replaces `start` to `end` (UTF-16 units of the text as it was checked) by `text`. */
export interface LintEdit extends Span {
  readonly text: string;
}

/** A change that removes the finding. Its edits do not overlap each other. */
export interface LintFix {
  /** What it does, as a button says it: "Close the code block". */
  readonly title: string;
  readonly edits: readonly LintEdit[];
}

/** One finding of `whetstone lint --format json`. Offsets in UTF-16 units, lines and columns from 1. */
export interface LintFinding extends Span {
  readonly rule: string;
  /** The part of the score that it concerns, where it concerns one. */
  readonly component?: Component;
  readonly severity: LintSeverity;
  /** What is wrong and what to do about it. */
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** Points that the score gains by following it, where that is known. */
  readonly gain?: number;
  readonly fix?: LintFix;
}

/** True when `severity` is as bad as `least` or worse. */
export function isAtLeast(severity: LintSeverity, least: LintSeverity): boolean {
  return findingSeverities.indexOf(severity) <= findingSeverities.indexOf(least);
}

/** The gravest first; equal ones stay in their order. */
export function gravestFirst(findings: readonly LintFinding[]): readonly LintFinding[] {
  return findings.toSorted(
    (a, b) => findingSeverities.indexOf(a.severity) - findingSeverities.indexOf(b.severity),
  );
}

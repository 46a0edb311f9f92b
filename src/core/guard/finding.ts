import type { Span } from '../span.ts';

export const findingKinds = ['secret', 'pii', 'injection', 'policy'] as const;

export type FindingKind = (typeof findingKinds)[number];

/** What is done about a finding, weakest first. The verdict over a text is the strongest action among its findings. */
export const guardActions = ['allow', 'warn', 'redact', 'block'] as const;

export type GuardAction = (typeof guardActions)[number];

export type FindingSeverity = 'info' | 'warning' | 'error';

/** Where a text came from: written by the user just now, or taken from a file, a commit, a page. */
export type TextOrigin = 'typed' | 'context';

/** Something a detector found, before the policy says what to do about it. It points at its place and never repeats it. */
export interface Detection extends Span {
  readonly kind: FindingKind;
  readonly rule: string;
  /** Upper-case name for the placeholder that stands in for it, for example `API_KEY`. */
  readonly label: string;
  /** One short sentence for people. Holds nothing of the text. */
  readonly message: string;
  /** Injection only: how sure the score is, 0-1. */
  readonly score?: number;
}

/** One finding of `whetstone scan --json`. */
export interface GuardFinding extends Span {
  readonly kind: FindingKind;
  readonly rule: string;
  readonly action: GuardAction;
  readonly severity: FindingSeverity;
  readonly message: string;
  readonly score?: number;
}

/** The stronger of two actions. */
export function stronger(one: GuardAction, other: GuardAction): GuardAction {
  return guardActions.indexOf(one) >= guardActions.indexOf(other) ? one : other;
}

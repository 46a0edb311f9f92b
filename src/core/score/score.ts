export const components = ['clarity', 'specificity', 'context', 'actionability'] as const;

/** The four parts of a score (design document 001, section 6.1). */
export type Component = (typeof components)[number];

export type ScoreLevel = 'poor' | 'fair' | 'good' | 'excellent';
export type Priority = 'high' | 'medium' | 'low';

/** What to do about a weakness, and what doing it adds. */
export interface Suggestion {
  readonly rule: string;
  readonly component: Component;
  readonly priority: Priority;
  /** Points that following the suggestion adds to the total. */
  readonly gain: number;
  readonly suggestion: string;
  /** Where in the text: UTF-16 code units, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** The JSON of `whetstone score --json`. Whole numbers; `total` is the sum of the four parts, 0-25 each. */
export interface Score {
  readonly total: number;
  readonly level: ScoreLevel;
  readonly recommendation: string;
  /** ISO 639-1 code of the prose, `und` when unknown. */
  readonly language: string;
  readonly clarity: number;
  readonly specificity: number;
  readonly context: number;
  readonly actionability: number;
  readonly suggestions: readonly Suggestion[];
}

/** The bands of design document 001, section 6.3: poor 0-25, fair 26-50, good 51-75, excellent 76-100. */
export function levelOf(total: number): ScoreLevel {
  if (total <= 25) return 'poor';
  if (total <= 50) return 'fair';
  return total <= 75 ? 'good' : 'excellent';
}

const recommendations: Readonly<Record<ScoreLevel, string>> = {
  poor: 'Enhancement strongly recommended',
  fair: 'Enhancement recommended',
  good: 'Enhancement optional',
  excellent: 'No enhancement needed',
};

/** The advice that goes with a band, in the design document's words. */
export function recommendationFor(level: ScoreLevel): string {
  return recommendations[level];
}

import type { Span } from '../span.ts';
import type { Component, Score } from './score.ts';

/** What one rule added to or took from a score. */
export interface Contribution {
  readonly rule: string;
  /** The part under which the rule is listed; `points` may have moved other parts too. */
  readonly component: Component;
  /** Points of the total, one decimal; negative when it cost points. */
  readonly points: number;
  readonly byComponent: Readonly<Record<Component, number>>;
  /** What was seen, in words: "names a file or folder". */
  readonly label: string;
  /** Where it was seen, the first ten places; empty when it concerns the whole text. */
  readonly spans: readonly Span[];
}

/** A score with all that it rests on. `base` plus all contributions gives each part before rounding and before the limits 0 and 25. */
export interface ScoreExplanation {
  readonly score: Score;
  readonly base: Readonly<Record<Component, number>>;
  /** What earned points, largest first. */
  readonly earned: readonly Contribution[];
  /** What cost points, largest first. */
  readonly cost: readonly Contribution[];
  /** Whether names were looked up in a workspace. */
  readonly grounded: boolean;
}

import type { ModelAssessment } from '../score/assessment.ts';
import type { Score } from '../score/score.ts';

/** Design document 001, section 5.1. */
export const techniques = [
  'GoalExtraction',
  'ContextInjection',
  'RequirementStructuring',
  'ConstraintSpecification',
  'SuccessCriteriaDefinition',
  'EdgeCaseEnumeration',
  'OutputFormatSpecification',
  'ExampleAddition',
  'ScopeBoundaryDefinition',
] as const;

export type Technique = (typeof techniques)[number];

export const styles = ['minimal', 'balanced', 'comprehensive'] as const;

export type Style = (typeof styles)[number];

export type WarningCode =
  | 'lost-reference'
  | 'lost-identifier'
  | 'lost-code'
  | 'lost-variable'
  | 'lost-number'
  | 'invented-path'
  | 'invented-requirement'
  | 'answered'
  | 'language-changed'
  | 'score-not-better'
  /** The context could not be gathered whole; the message says what is missing. */
  | 'context-incomplete'
  /** A key of the team's configuration was not followed; the message says which and why. */
  | 'config-ignored'
  /** Secrets were masked; the message names kinds and places. */
  | 'guard-masked'
  /** A part of the context was left out because it gives orders to a model. */
  | 'guard-dropped'
  /** Something that is only worth a warning, such as an e-mail address. */
  | 'guard-noticed'
  /** Much was added that says nothing new. */
  | 'needless-growth'
  /** A model's answer could not be used; the message says why and what is shown instead. */
  | 'answer-rejected'
  /** Something the gateway did on the way: another provider, a parameter left out. */
  | 'provider-note'
  /** An expired answer of the cache, because no provider answered. */
  | 'stale-answer'
  /** The model's assessment of the original could not be used; the message says why. */
  | 'assessment-ignored'
  /** Instructions of the user or the team ask for what no instructions can change; the message quotes them. */
  | 'instructions-overruled';

export interface EnhancementWarning {
  readonly code: WarningCode;
  readonly message: string;
}

/** What a rewriter, built-in or a model, makes of a prompt. */
export interface Rewrite {
  readonly enhancedPrompt: string;
  readonly techniquesApplied: readonly Technique[];
  readonly goal: string;
  readonly requirements: readonly string[];
  readonly successCriteria: readonly string[];
  readonly contextNotes: string;
  readonly openQuestions: readonly string[];
}

/** One enhancement, the immutable record that is shown, accepted or not, and stored; the JSON of `whetstone enhance --json`. */
export interface Enhancement extends Rewrite {
  readonly enhancementId: string;
  readonly originalPrompt: string;
  readonly changed: boolean;
  readonly originalScore: Score;
  readonly enhancedScore: Score;
  /** What the model that rewrote the prompt thinks of the original; absent when it said nothing. */
  readonly assessment?: ModelAssessment;
  readonly style: Style;
  readonly provider: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; null = unknown. */
  readonly costUsd: number | null;
  readonly latencyMs: number;
  readonly cached: boolean;
  readonly stale: boolean;
  readonly fallbackFrom: string | null;
  readonly warnings: readonly EnhancementWarning[];
  readonly contextUsed: {
    readonly files: readonly { readonly path: string; readonly why: string }[];
    readonly commits: readonly string[];
    readonly tokens: number;
  };
}

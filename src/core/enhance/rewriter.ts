import type { RepositoryContext } from '../context/context.ts';
import type { PromptDocument } from '../prompt/document.ts';
import type { ModelAssessment } from '../score/assessment.ts';
import type { Score } from '../score/score.ts';
import type { EnhancementWarning, Rewrite, Style } from './enhancement.ts';

/** Everything a rewriter may draw on. */
export interface RewriteInput {
  readonly document: PromptDocument;
  /** What is known about the repository; null when nothing is or nothing may be used. */
  readonly context: RepositoryContext | null;
  readonly style: Style;
  /** Title of the task the prompt belongs to, as the user gave it. */
  readonly title?: string;
  /** Description of that task, as the user gave it. */
  readonly description?: string;
  /** Standing instructions of the user or the team for every enhancement. */
  readonly instructions?: string;
  /** Score of the document as it is. */
  readonly score: Score;
}

/** The same with the means to tell a good rewrite from a bad one. */
export interface AssessableInput extends RewriteInput {
  /** Holds a rewrite against the original, as the pipeline will do with the one that comes back. */
  readonly assess: (rewrite: Rewrite) => Promise<Assessment>;
}

/** What the verification says of one rewrite. */
export interface Assessment {
  readonly score: Score;
  readonly warnings: readonly EnhancementWarning[];
  /** False when a warning makes the rewrite worse than the original. */
  readonly usable: boolean;
}

/** A rewrite with the account of what it took to make it. */
export interface RewriterAnswer {
  readonly rewrite: Rewrite;
  /** Id of the provider, `offline` for the built-in rewriter. */
  readonly provider: string;
  readonly model: string;
  /** Tokens that a model read and wrote; null when no model was asked. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** US dollars; null = unknown. */
  readonly costUsd: number | null;
  /** The answer came from the cache; `stale` when it had expired. */
  readonly cached?: boolean;
  readonly stale?: boolean;
  /** Provider that should have answered and did not. */
  readonly fallbackFrom?: string | null;
  /** What the model thinks of the original. */
  readonly assessment?: ModelAssessment;
  /** What the user should know about how this came about. */
  readonly warnings?: readonly EnhancementWarning[];
}

/**
 * Makes a better prompt of a prompt. The caller may rely on: the input is not changed; no file is read or written; what comes
 * back is a rewrite of the task, verified by the caller, not by the rewriter. Throws WhetstoneError when it cannot answer and
 * the signal's reason when aborted.
 */
export interface Rewriter {
  rewrite(input: AssessableInput, signal: AbortSignal): Promise<RewriterAnswer>;
}

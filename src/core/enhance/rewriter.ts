import type { RepositoryContext } from '../context/context.ts';
import type { PromptDocument } from '../prompt/document.ts';
import type { Score } from '../score/score.ts';
import type { Rewrite, Style } from './enhancement.ts';

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
}

/**
 * Makes a better prompt of a prompt. The caller may rely on: the input is not changed; no file is read or written; what comes
 * back is a rewrite of the task, verified by the caller, not by the rewriter. Throws WhetstoneError when it cannot answer and
 * the signal's reason when aborted.
 */
export interface Rewriter {
  rewrite(input: RewriteInput, signal: AbortSignal): Promise<RewriterAnswer>;
}

import type { ExecutionRating, ExecutionStatus, ExecutionSummary, TemplateExecution } from './execution.ts';
import type { TemplateKey } from './templateVersions.ts';

/** Which executions; every given condition must hold. `{}` = all. */
export interface ExecutionFilter {
  /** Of this template, whatever its version. */
  readonly template?: TemplateKey;
  readonly version?: number;
  readonly status?: ExecutionStatus;
  readonly provider?: string;
  /**
   * Words that all occur in what was sent or answered, regardless of case; a word may be the beginning of a longer one, `"words in quotes"` stand
   * together.
   */
  readonly text?: string;
  /** The id begins so (lower-case hex digits and hyphens). */
  readonly idPrefix?: string;
  /** ISO 8601; from inclusive, until exclusive. */
  readonly from?: string;
  readonly until?: string;
}

export interface ExecutionQuery extends ExecutionFilter {
  /** At most so many, 1-1000; 200 when not given. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly after?: string;
}

export interface ExecutionPage {
  /** Newest first. */
  readonly executions: readonly ExecutionSummary[];
  /** Give it as `after` for the next page; null on the last one. */
  readonly next: string | null;
}

/** What a template's runs come to. */
export interface ExecutionFigures extends TemplateKey {
  readonly runs: number;
  /** Runs that ended `ok` among those that were not cancelled, 0-1; null when there are none. */
  readonly successShare: number | null;
  /** US dollars a run, over the runs whose cost is known; null when it is known of none. */
  readonly meanCostUsd: number | null;
  /** Milliseconds, over the runs that ended `ok` and not from the cache; null when there are none. */
  readonly meanLatencyMs: number | null;
  /** ISO 8601 UTC. */
  readonly lastRunAt: string;
}

/** How many executions are kept: the newest. */
export interface ExecutionRetention {
  readonly most: number;
  /** Of their texts together. */
  readonly mostBytes: number;
}

/** A hundred runs on each working day of three years are 75,000; with 3 kB each they take 225 MB. */
export const executionRetention: ExecutionRetention = { most: 100_000, mostBytes: 512 * 1024 * 1024 };

/**
 * The executions of templates. What callers may rely on: a call that resolved is on the disk; secrets in the texts are masked before. What
 * goes beyond the retention is deleted, the oldest first; the figures go on counting it. Errors: `storage`; `usage` for a cursor or a time that is none.
 */
export interface ExecutionStore {
  /** Adds an execution. An id that is already there stays as it is. */
  add(execution: TemplateExecution, signal?: AbortSignal): Promise<void>;

  find(query: ExecutionQuery, signal?: AbortSignal): Promise<ExecutionPage>;

  /** The whole execution; null when there is none with this id. */
  get(id: string, signal?: AbortSignal): Promise<TemplateExecution | null>;

  /** A thumb up or down; null takes it back. False when there is no such execution. */
  rate(id: string, rating: ExecutionRating | null, signal?: AbortSignal): Promise<boolean>;

  /** Deletes those with these ids, or all of a template, for good. Resolves to how many they were. */
  remove(
    selection: { readonly ids: readonly string[] } | { readonly template: TemplateKey } | 'all',
    signal?: AbortSignal,
  ): Promise<number>;

  /** Figures of every template in these places that was ever run. */
  figures(places: readonly string[], signal?: AbortSignal): Promise<readonly ExecutionFigures[]>;
}

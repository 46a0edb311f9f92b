import type { ErrorCode } from '../errors.ts';
import type { Operation } from './completion.ts';

/** What an enhancement did to its prompt. Lengths in UTF-16 units, the gain in points of the score. */
export interface EnhancementFigures {
  readonly lengthBefore: number;
  readonly lengthAfter: number;
  readonly scoreGain: number;
}

/** One request as it ended. Tokens and cost come from the ledger: all its attempts together. */
export interface AuditRecord {
  readonly id: string;
  /** Milliseconds since 1970 at which it began. */
  readonly at: number;
  readonly workspace: string | null;
  readonly action: Operation;
  /** Who answered, else who was asked for; null when that was left open. */
  readonly provider: string | null;
  readonly model: string | null;
  readonly latencyMs: number;
  readonly outcome: 'answered' | 'failed' | 'aborted';
  readonly errorCode: ErrorCode | null;
  readonly cached: boolean;
  readonly stale: boolean;
  readonly fallbackFrom: string | null;
  readonly template: string | null;
  readonly experiment: string | null;
  /** Messages as JSON, and the answer; null unless the user wants texts stored. */
  readonly content: { readonly prompt: string; readonly answer: string | null } | null;
}

/** One row of the audit, as it is shown and exported. */
export interface AuditEntry {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly timestamp: string;
  readonly workspace: string | null;
  readonly action: string;
  readonly provider: string | null;
  readonly model: string | null;
  /** Calls that were made for it; 0 = none left the machine. */
  readonly attempts: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; null = unknown. */
  readonly costUsd: number | null;
  readonly latencyMs: number;
  readonly success: boolean;
  readonly outcome: AuditRecord['outcome'];
  readonly errorCode: string | null;
  readonly cached: boolean;
  readonly stale: boolean;
  readonly fallbackFrom: string | null;
  readonly template: string | null;
  readonly experiment: string | null;
  readonly lengthBefore: number | null;
  readonly lengthAfter: number | null;
  readonly scoreGain: number | null;
  readonly prompt: string | null;
  readonly answer: string | null;
}

export interface AuditQuery {
  /** Milliseconds since 1970; from inclusive, until exclusive. */
  readonly from?: number;
  readonly until?: number;
  /** 1-1000; 100 when not given. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly after?: number;
}

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  /** Null on the last page. */
  readonly next: number | null;
}

/** How often something was done. */
export interface ActionCount {
  readonly action: string;
  readonly requests: number;
  readonly failures: number;
  readonly cached: number;
}

/**
 * One row for every request that the gateway was asked, whatever became of it. Errors: `WhetstoneError` with code `storage`; a row that could
 * not be written does not undo the request.
 */
export interface AuditLog {
  write(record: AuditRecord): Promise<void>;
  /** Adds what an enhancement did; nothing happens when there is no such row. */
  describe(id: string, figures: EnhancementFigures): Promise<void>;
  find(query: AuditQuery, signal?: AbortSignal): Promise<AuditPage>;
  /** By action, the most frequent first. */
  actions(from: number, until: number, signal?: AbortSignal): Promise<readonly ActionCount[]>;
  /** Deletes rows, with their attempts and texts, from before a moment (milliseconds since 1970); sums and counts stay. Says how many. */
  prune(before: number, signal?: AbortSignal): Promise<number>;
}

import type { HistoryEntry, HistorySummary } from './entry.ts';
import type { Decision, Outcome } from './outcome.ts';

/** Which entries; every given condition must hold. `{}` = all. */
export interface HistoryFilter {
  /**
   * Words that all occur somewhere in the original, the result, the user's edits or the comment, regardless of case and accents; a word
   * may be a part of a longer one, `"words in quotes"` must stand together.
   */
  readonly text?: string;
  /** The id begins so (lower-case hex digits and hyphens). */
  readonly idPrefix?: string;
  readonly workspace?: string;
  readonly outcome?: Outcome;
  /** ISO 8601; from inclusive, until exclusive. */
  readonly from?: string;
  readonly until?: string;
}

export interface HistoryQuery extends HistoryFilter {
  /** At most so many entries, 1-1000; 200 when not given. 0 asks only for totals and days. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly after?: string;
  /** IANA zone, e.g. `Europe/Zurich`: also count the days of that zone. */
  readonly zone?: string;
}

/** A calendar day in the user's zone that has entries. */
export interface HistoryDay {
  /** `2026-11-21` */
  readonly date: string;
  /** First and last moment, ISO 8601; `from` inclusive, `until` exclusive: usable as a filter. */
  readonly from: string;
  readonly until: string;
  readonly count: number;
}

export interface HistoryPage {
  /** Newest first. */
  readonly entries: readonly HistorySummary[];
  /** Give it as `after` for the next page; null on the last one. Entries that arrive in between do not shift pages. */
  readonly next: string | null;
  /** All that match the filter, on whatever page. */
  readonly total: number;
  /** Newest first, over everything that matches; empty when no zone was given. */
  readonly days: readonly HistoryDay[];
}

/** What may change about an entry afterwards; absent = stays as it is. */
export interface HistoryChange {
  readonly decision?: Decision;
  /** Milliseconds since 1970 of the decision. */
  readonly at: number;
  /** 1-5, null takes the rating back. */
  readonly rating?: number | null;
  readonly comment?: string;
}

export type HistorySelection =
  | { readonly ids: readonly string[] }
  /** Everything made before this moment, ISO 8601. */
  | { readonly before: string }
  | 'all';

export interface Removal {
  readonly count: number;
  /**
   * Brings back what was deleted, unchanged, and says how many entries that were. Works until the store is closed (deleted texts are
   * kept in no file that outlives it); a second call brings back nothing.
   */
  undo(signal?: AbortSignal): Promise<number>;
}

/**
 * The memory of every enhancement. Several processes may use the same one at once; each sees what the others have finished.
 *
 * What callers may rely on: a call that resolved is on the disk and survives a kill; one that rejected changed nothing, except that an
 * aborted or crashed write may have been done (saving the same entry again is harmless). Calls of one process take effect in the order in which
 * they were made. Nothing here ever blocks the caller's thread.
 *
 * Errors: `WhetstoneError` with code `storage` when the disk is full or read-only, the database is locked for long, newer than this
 * program or gone; its hint says what to do. An aborted signal rejects with the signal's reason.
 */
export interface HistoryStore {
  /** Adds an entry. An id that is already there stays as it is. */
  save(entry: HistoryEntry, signal?: AbortSignal): Promise<void>;

  /** Records a decision (by the rules of outcome.ts), rating or comment. Resolves to the entry's new summary, null when there is no such id. */
  amend(id: string, change: HistoryChange, signal?: AbortSignal): Promise<HistorySummary | null>;

  /** Lists and counts, newest first. */
  find(query: HistoryQuery, signal?: AbortSignal): Promise<HistoryPage>;

  /** Whole entries in the order of the ids; unknown ids are left out. */
  read(ids: readonly string[], signal?: AbortSignal): Promise<readonly HistoryEntry[]>;

  /** Deletes. `forGood` gives up the undo (retention, emptying a large history). */
  remove(selection: HistorySelection, forGood: boolean, signal?: AbortSignal): Promise<Removal>;
}

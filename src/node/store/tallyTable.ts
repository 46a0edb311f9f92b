import type { DatabaseSync } from 'node:sqlite';
import { inBriefTransaction } from './briefTransaction.ts';
import { keyOfName, Statements } from './statements.ts';

const quarter = 15 * 60 * 1000;

/** The quarter of an hour of a moment, counted from 1970. Days of every zone begin at one. */
export function bucketOf(moment: number): number {
  return Math.floor(moment / quarter);
}

/** What is only counted: scores, renderings, enhancements, hits of the cache. */
export type Tallied = 'score' | 'rendering' | 'enhancement' | 'cache-hit' | 'cache-miss';

/** Counts by quarter of an hour. */
export class TallyTable {
  readonly #connection: DatabaseSync;
  readonly #statements: Statements;
  readonly #now: () => number;

  constructor(connection: DatabaseSync, now: () => number) {
    this.#connection = connection;
    this.#statements = new Statements(connection);
    this.#now = now;
  }

  add(what: Tallied, count: number): void {
    inBriefTransaction(this.#connection, () => addTo(this.#statements, what, this.#now(), count));
  }

  /** Everything counted, or what was counted from `from` up to `until`, milliseconds since 1970. */
  total(what: Tallied, from = 0, until = Number.MAX_SAFE_INTEGER): number {
    const row = this.#statements.get(
      `SELECT coalesce(sum(count), 0) AS count FROM tally
       WHERE what = (SELECT key FROM name WHERE text = ?) AND bucket >= ? AND bucket < ?`,
      what,
      bucketOf(from),
      bucketOf(until),
    );
    return Number(row?.['count']);
  }
}

/** Counts inside a transaction that is already open. */
export function addTo(statements: Statements, what: Tallied, at: number, count: number): void {
  statements.run(
    'INSERT INTO tally (what, bucket, count) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
    keyOfName(statements, what),
    bucketOf(at),
    count,
  );
}

import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { CacheStatistics, KeptAnswer } from '../../core/model/answerCache.ts';
import type { Completion, Operation } from '../../core/model/completion.ts';
import { inBriefTransaction } from './briefTransaction.ts';
import { Statements } from './statements.ts';
import { addTo, TallyTable } from './tallyTable.ts';

/** Answers that nobody asked for in so long are of no use as expired ones either. Milliseconds. */
const longestUnused = 30 * 24 * 3_600_000;

const count = z.nullable(z.number());

/** What must be there of an answer that was kept, perhaps by another version. */
const shape = z.looseObject({
  text: z.string(),
  provider: z.string(),
  model: z.string(),
  finishReason: z.literal('stop'),
  inputTokens: count,
  outputTokens: count,
  notes: z.array(z.string()),
});

/** The cached answers in SQL: what AnswerCache promises, synchronous, for the worker. */
export class AnswerTable {
  readonly #connection: DatabaseSync;
  readonly #statements: Statements;
  readonly #tally: TallyTable;
  readonly #now: () => number;

  constructor(connection: DatabaseSync, now: () => number) {
    this.#connection = connection;
    this.#statements = new Statements(connection);
    this.#tally = new TallyTable(connection, now);
    this.#now = now;
  }

  find(hash: string, freshFrom: number): KeptAnswer | null {
    const row = this.#statements.get(
      'SELECT at, completion FROM answer WHERE hash = ?',
      Buffer.from(hash, 'hex'),
    );
    const completion = row === undefined ? null : read(String(row['completion']));
    const at = Number(row?.['at']);
    const hit = completion !== null && at >= freshFrom;
    inBriefTransaction(this.#connection, () => {
      addTo(this.#statements, hit ? 'cache-hit' : 'cache-miss', this.#now(), 1);
      this.#statements.run(
        'UPDATE answer SET used_at = ? WHERE hash = ?',
        this.#now(),
        Buffer.from(hash, 'hex'),
      );
    });
    return completion === null ? null : { completion, at };
  }

  keep(hash: string, operation: Operation, answer: KeptAnswer, maxBytes: number): void {
    const completion = JSON.stringify(answer.completion);
    const bytes = Buffer.byteLength(completion);
    if (bytes > maxBytes) return;
    inBriefTransaction(this.#connection, () => {
      this.#statements.run('DELETE FROM answer WHERE used_at < ?', this.#now() - longestUnused);
      this.#statements.run(
        `INSERT INTO answer (hash, at, used_at, bytes, operation, completion) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET at = excluded.at, used_at = excluded.used_at, bytes = excluded.bytes,
           operation = excluded.operation, completion = excluded.completion`,
        Buffer.from(hash, 'hex'),
        answer.at,
        this.#now(),
        bytes,
        operation,
        completion,
      );
      this.#makeRoom(maxBytes);
    });
  }

  drop(hash: string): void {
    inBriefTransaction(this.#connection, () =>
      this.#statements.run('DELETE FROM answer WHERE hash = ?', Buffer.from(hash, 'hex')),
    );
  }

  clear(): number {
    const cleared = inBriefTransaction(
      this.#connection,
      () => this.#statements.run('DELETE FROM answer').changes,
    );
    this.#connection.exec('PRAGMA incremental_vacuum');
    return cleared;
  }

  statistics(): CacheStatistics {
    return {
      ...this.#size(),
      hits: this.#tally.total('cache-hit'),
      misses: this.#tally.total('cache-miss'),
    };
  }

  #makeRoom(maxBytes: number): void {
    for (;;) {
      const { bytes } = this.#size();
      if (bytes <= maxBytes) return;
      // A tenth at a time, so that a small bound after a large one does not take a query an answer.
      this.#statements.run(
        `DELETE FROM answer WHERE hash IN (SELECT hash FROM answer ORDER BY used_at, rowid
           LIMIT max(1, (SELECT count(*) FROM answer) * ? / ? / 10))`,
        bytes - maxBytes,
        bytes,
      );
    }
  }

  #size(): { entries: number; bytes: number } {
    const row = this.#statements.get(
      'SELECT count(*) AS entries, coalesce(sum(bytes), 0) AS bytes FROM answer',
    );
    return { entries: Number(row?.['entries']), bytes: Number(row?.['bytes']) };
  }
}

/** Null when it is not what this version keeps. */
function read(json: string): Completion | null {
  const parsed = shape.safeParse(JSON.parse(json));
  return parsed.success ? (parsed.data as unknown as Completion) : null;
}

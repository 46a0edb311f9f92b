import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { groupByDay } from '../../core/history/days.ts';
import { editDistance } from '../../core/history/editDistance.ts';
import { titleOf, type HistoryEntry, type HistorySummary } from '../../core/history/entry.ts';
import type {
  HistoryChange,
  HistoryPage,
  HistoryQuery,
  HistorySelection,
} from '../../core/history/historyStore.ts';
import { maskedKinds } from '../../core/history/maskedKinds.ts';
import { decide, mayFollow, type Outcome } from '../../core/history/outcome.ts';
import { withoutSecrets } from '../../core/guard/withoutSecrets.ts';
import { fromColumn, toColumn } from './exactText.ts';
import { entryOf, summaryColumns, summaryOf, type Row } from './historyRows.ts';
import { RemovedEntries } from './removedEntries.ts';
import { conditionsOf, cursorOf, positionOf } from './historyConditions.ts';
import { inTransaction } from './sqlite.ts';
import { Statements } from './statements.ts';
import { writeDetail } from './storedDetail.ts';
import { addTo } from './tallyTable.ts';

const defaultLimit = 200;
const largestPage = 1000;

/** The history in SQL: what HistoryStore promises, synchronous, for the worker. One instance a connection. */
export class HistoryTable {
  readonly #connection: DatabaseSync;
  readonly #removed: RemovedEntries;
  readonly #statements: Statements;

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
    this.#removed = new RemovedEntries(connection);
    this.#statements = new Statements(connection);
  }

  save(entry: HistoryEntry): void {
    const masked = withoutSecrets(entry);
    const kept = { ...masked, masked: maskedKinds(entry, masked) };
    inTransaction(this.#connection, () => this.#insert(kept));
  }

  amend(id: string, change: HistoryChange): HistorySummary | null {
    return inTransaction(this.#connection, () => {
      const key = this.#keyOf(id);
      if (key === null) return null;
      if (change.decision !== undefined) this.#decide(key, change.decision, change.at);
      if (change.rating !== undefined) {
        this.#run('UPDATE enhancement SET rating = ? WHERE key = ?', change.rating, key);
      }
      if (change.comment !== undefined) {
        this.#reindexed(key, 'comment', toColumn(withoutSecrets(change.comment)));
      }
      const [row] = this.#all(`SELECT ${summaryColumns} FROM enhancement e WHERE key = ?`, key);
      return row === undefined ? null : summaryOf(row);
    });
  }

  find(query: HistoryQuery): HistoryPage {
    const { where, parameters } = conditionsOf(query);
    const moments =
      query.zone === undefined
        ? null
        : this.#all(
            `SELECT e.created_at FROM enhancement e WHERE ${where} ORDER BY created_at DESC, key DESC`,
            ...parameters,
          ).map((row) => Number(row['created_at']));
    const total =
      moments?.length ??
      Number(
        this.#all(`SELECT count(*) AS total FROM enhancement e WHERE ${where}`, ...parameters)[0]?.['total'],
      );
    const days = moments === null || query.zone === undefined ? [] : groupByDay(moments, query.zone);
    const limit = Math.min(Math.max(query.limit ?? defaultLimit, 0), largestPage);
    if (limit === 0) return { entries: [], next: null, total, days };
    const after = query.after === undefined ? null : positionOf(query.after);
    const rows = this.#all(
      `SELECT ${summaryColumns} FROM enhancement e
       WHERE ${where} ${after === null ? '' : 'AND (e.created_at, e.key) < (?, ?)'}
       ORDER BY e.created_at DESC, e.key DESC LIMIT ?`,
      ...parameters,
      ...(after ?? []),
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit && last !== undefined ? cursorOf(last) : null;
    return { entries: page.map(summaryOf), next, total, days };
  }

  read(ids: readonly string[]): HistoryEntry[] {
    const statement = this.#connection.prepare(
      `SELECT ${summaryColumns}, original, result, edited, comment, detail
       FROM enhancement e JOIN enhancement_text USING (key) WHERE id = ?`,
    );
    return ids.flatMap((id) => {
      const row = statement.get(id);
      return row === undefined ? [] : [entryOf(row)];
    });
  }

  /** How many were deleted, and the number under which `restore` brings them back. */
  remove(selection: HistorySelection, forGood: boolean): { count: number; removal: number } {
    return this.#removed.remove(selection, forGood);
  }

  restore(removal: number): number {
    return this.#removed.restore(removal);
  }

  /** After rows were carried over from a damaged database: drops entries that lost their half, makes the index anew. */
  tidy(): number {
    return inTransaction(this.#connection, () => {
      this.#connection.exec(`
        DELETE FROM enhancement_text WHERE key NOT IN (SELECT key FROM enhancement);
        DELETE FROM enhancement WHERE key NOT IN (SELECT key FROM enhancement_text);
        INSERT INTO enhancement_search (enhancement_search) VALUES ('rebuild');
      `);
      return Number(this.#all('SELECT count(*) AS count FROM enhancement')[0]?.['count']);
    });
  }

  #insert(entry: HistoryEntry): void {
    const { originalPrompt, enhancedPrompt, ...enhancement } = entry.enhancement;
    const { source } = entry;
    const added = this.#run(
      `INSERT INTO enhancement (id, created_at, title, workspace, source_kind, source_uri, source_start, source_end,
         score_before, score_after, style, provider, model, input_tokens, output_tokens, cost_usd, masked,
         outcome, decided_at, edit_distance, rating)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      entry.id,
      Date.parse(entry.createdAt),
      toColumn(titleOf(originalPrompt)),
      entry.workspace,
      source.kind,
      source.uri,
      source.range?.start ?? null,
      source.range?.end ?? null,
      enhancement.originalScore.total,
      enhancement.enhancedScore.total,
      enhancement.style,
      enhancement.provider,
      enhancement.model,
      enhancement.inputTokens,
      enhancement.outputTokens,
      enhancement.costUsd,
      entry.masked.length > 0 ? 1 : 0,
      entry.outcome,
      entry.decidedAt === null ? null : Date.parse(entry.decidedAt),
      entry.editDistance,
      entry.rating,
    );
    if (added.changes === 0) return;
    addTo(this.#statements, 'enhancement', Date.parse(entry.createdAt), 1);
    this.#run(
      'INSERT INTO enhancement_text (key, original, result, edited, comment, detail) VALUES (?, ?, ?, ?, ?, ?)',
      added.key,
      toColumn(originalPrompt),
      toColumn(enhancedPrompt),
      entry.editedPrompt === null ? null : toColumn(entry.editedPrompt),
      toColumn(entry.comment),
      writeDetail({ enhancement, masked: entry.masked }),
    );
    this.#run(
      `INSERT INTO enhancement_search (rowid, original, result, edited, comment)
       SELECT key, original, result, edited, comment FROM enhancement_text WHERE key = ?`,
      added.key,
    );
  }

  #decide(key: number, decision: NonNullable<HistoryChange['decision']>, at: number): void {
    const [row] = this.#all(
      'SELECT outcome, result FROM enhancement JOIN enhancement_text USING (key) WHERE key = ?',
      key,
    );
    if (row === undefined || !mayFollow(row['outcome'] as Outcome, decision.outcome)) return;
    const result = fromColumn(String(row['result']));
    const { outcome, editedPrompt } = decide(result, { ...decision, text: withoutSecrets(decision.text) });
    const edited = editedPrompt === null ? null : toColumn(editedPrompt);
    this.#run(
      'UPDATE enhancement SET outcome = ?, decided_at = ?, edit_distance = ? WHERE key = ?',
      outcome,
      at,
      editedPrompt === null ? null : editDistance(result, editedPrompt),
      key,
    );
    this.#reindexed(key, 'edited', edited);
  }

  /** Changes a searchable text. The index must be told the old text before and the new one after. */
  #reindexed(key: number, column: 'edited' | 'comment', text: string | null): void {
    this.#removed.unindex(key);
    this.#run(`UPDATE enhancement_text SET ${column} = ? WHERE key = ?`, text, key);
    this.#run(
      `INSERT INTO enhancement_search (rowid, original, result, edited, comment)
       SELECT key, original, result, edited, comment FROM enhancement_text WHERE key = ?`,
      key,
    );
  }

  #keyOf(id: string): number | null {
    const [row] = this.#all('SELECT key FROM enhancement WHERE id = ?', id);
    return row === undefined ? null : Number(row['key']);
  }

  #all(sql: string, ...parameters: SQLInputValue[]): Row[] {
    return this.#connection.prepare(sql).all(...parameters);
  }

  #run(sql: string, ...parameters: SQLInputValue[]): { changes: number; key: number } {
    const { changes, lastInsertRowid } = this.#connection.prepare(sql).run(...parameters);
    return { changes: Number(changes), key: Number(lastInsertRowid) };
  }
}

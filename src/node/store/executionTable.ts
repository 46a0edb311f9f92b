import type { DatabaseSync } from 'node:sqlite';
import type { ExecutionRating, TemplateExecution } from '../../core/library/execution.ts';
import {
  type ExecutionFigures,
  type ExecutionPage,
  type ExecutionQuery,
  type ExecutionRetention,
  executionRetention,
} from '../../core/library/executionStore.ts';
import type { TemplateKey } from '../../core/library/templateVersions.ts';
import { conditionsOf } from './executionConditions.ts';
import { executionOf, summaryColumns, summaryOf, textsOf } from './executionRows.ts';
import { cursorOf, positionOf } from './historyConditions.ts';
import { inTransaction } from './sqlite.ts';
import { keyOfName, type Row, Statements } from './statements.ts';
import { idToColumn } from './uuidColumn.ts';

const defaultLimit = 200;
const largestPage = 1000;
/** The retention is looked at once in so many runs, and deletes at most so many at once: a run waits for none of it. */
const retentionEvery = 100;
const retentionStep = 500;

const unindex = `INSERT INTO execution_search (execution_search, rowid, sent, answer)
  SELECT 'delete', key, sent, answer FROM execution_text WHERE key IN (SELECT value FROM json_each(?))`;

/** The executions in SQL: what ExecutionStore promises, synchronous, for the worker. */
export class ExecutionTable {
  readonly #connection: DatabaseSync;
  readonly #statements: Statements;
  readonly #retention: ExecutionRetention;
  #added = 0;

  constructor(connection: DatabaseSync, retention: ExecutionRetention = executionRetention) {
    this.#connection = connection;
    this.#statements = new Statements(connection);
    this.#retention = retention;
  }

  /** Counts the use of the template as well. */
  add(execution: TemplateExecution): void {
    const texts = textsOf(execution);
    const at = Date.parse(execution.createdAt);
    inTransaction(this.#connection, () => {
      const template = this.#template(execution.template);
      const added = this.#statements.run(
        `INSERT INTO execution (id, created_at, template, name, version, workspace, provider, model, status, error, title,
           input, output, cost_usd, latency, cached, rating, bytes)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
        idToColumn(execution.id),
        at,
        template,
        keyOfName(this.#statements, execution.template.name.toWellFormed()),
        execution.template.version,
        this.#name(execution.workspace),
        this.#name(execution.provider),
        this.#name(execution.model),
        execution.status,
        execution.error?.code ?? null,
        texts.title,
        execution.inputTokens,
        execution.outputTokens,
        execution.costUsd,
        execution.latencyMs,
        execution.cached ? 1 : 0,
        execution.rating,
        texts.size,
      );
      if (added.changes === 0) return;
      this.#statements.run(
        'INSERT INTO execution_text (key, sent, answer, detail) VALUES (?, ?, ?, ?)',
        added.key,
        texts.sent,
        texts.answer,
        texts.detail,
      );
      this.#statements.run(
        'INSERT INTO execution_search (rowid, sent, answer) VALUES (?, ?, ?)',
        added.key,
        texts.sent,
        texts.answer,
      );
      this.#sum([added.key], 1);
      this.#statements.run(
        `UPDATE template SET usage_count = usage_count + 1, last_used_at = max(?, coalesce(last_used_at, 0))
         WHERE key = ?`,
        at,
        template,
      );
    });
    if (this.#added % retentionEvery === 0) this.#retain();
    this.#added += 1;
  }

  find(query: ExecutionQuery): ExecutionPage {
    const { parameters, where } = conditionsOf(query);
    const limit = Math.min(Math.max(query.limit ?? defaultLimit, 1), largestPage);
    const after = query.after === undefined ? null : positionOf(query.after);
    const rows = this.#statements.all(
      `SELECT ${summaryColumns} FROM execution e JOIN template t ON t.key = e.template
       WHERE ${where} ${after === null ? '' : 'AND (e.created_at, e.key) < (?, ?)'}
       ORDER BY e.created_at DESC, e.key DESC LIMIT ?`,
      ...parameters,
      ...(after ?? []),
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      executions: page.map(summaryOf),
      next: rows.length > limit && last !== undefined ? cursorOf(last) : null,
    };
  }

  get(id: string): TemplateExecution | null {
    const row = this.#statements.get(
      `SELECT ${summaryColumns}, x.sent, x.answer, x.detail
       FROM execution e JOIN template t ON t.key = e.template JOIN execution_text x ON x.key = e.key WHERE e.id = ?`,
      idToColumn(id),
    );
    return row === undefined ? null : executionOf(row);
  }

  rate(id: string, rating: ExecutionRating | null): boolean {
    return (
      this.#statements.run('UPDATE execution SET rating = ? WHERE id = ?', rating, idToColumn(id)).changes > 0
    );
  }

  remove(
    selection: { readonly ids: readonly string[] } | { readonly template: TemplateKey } | 'all',
  ): number {
    const count = inTransaction(this.#connection, () => {
      const keys = this.#selected(selection).map((row) => Number(row['key']));
      this.#sum(keys, -1);
      this.#delete(keys);
      return keys.length;
    });
    // Gives the space back, and takes the deleted texts out of the log as well. Another reader may hold it; then a later one does.
    this.#connection.exec('PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);');
    return count;
  }

  figures(places: readonly string[]): ExecutionFigures[] {
    return this.#statements
      .all(
        `SELECT t.place, t.id, f.* FROM template_figures f JOIN template t ON t.key = f.template
         WHERE f.runs > 0 AND t.place IN (SELECT value FROM json_each(?)) ORDER BY t.place, t.id`,
        JSON.stringify(places),
      )
      .map(figuresOf);
  }

  /** After rows were carried over from a damaged database: drops executions that lost their half, makes the index anew. */
  tidy(): void {
    inTransaction(this.#connection, () => {
      this.#connection.exec(`
        DELETE FROM execution_text WHERE key NOT IN (SELECT key FROM execution WHERE template IN (SELECT key FROM template));
        DELETE FROM execution WHERE key NOT IN (SELECT key FROM execution_text);
        DELETE FROM template_figures WHERE template NOT IN (SELECT key FROM template);
        INSERT INTO execution_search (execution_search) VALUES ('rebuild');
      `);
    });
  }

  #selected(selection: Parameters<ExecutionTable['remove']>[0]): Row[] {
    if (selection === 'all') return this.#statements.all('SELECT key FROM execution');
    if ('template' in selection)
      return this.#statements.all(
        'SELECT key FROM execution WHERE template = (SELECT key FROM template WHERE place = ? AND id = ?)',
        selection.template.place,
        selection.template.id,
      );
    return selection.ids.flatMap((id) =>
      this.#statements.all('SELECT key FROM execution WHERE id = ?', idToColumn(id)),
    );
  }

  #delete(keys: readonly number[]): void {
    const list = JSON.stringify(keys);
    this.#statements.run(unindex, list);
    for (const table of ['execution_text', 'execution'])
      this.#statements.run(`DELETE FROM ${table} WHERE key IN (SELECT value FROM json_each(?))`, list);
  }

  /** Adds executions to the figures of their templates, or takes them out. */
  #sum(keys: readonly number[], sign: 1 | -1): void {
    this.#statements.run(
      `INSERT INTO template_figures (template, runs, ok, cancelled, costed, cost_usd, timed, latency, last_at)
       SELECT template, ?1 * count(*), ?1 * sum(status = 'ok'), ?1 * sum(status = 'cancelled'), ?1 * count(cost_usd),
         ?1 * coalesce(sum(cost_usd), 0.0), ?1 * sum(status = 'ok' AND cached = 0),
         ?1 * sum(iif(status = 'ok' AND cached = 0, latency, 0)), max(created_at)
       FROM execution WHERE key IN (SELECT value FROM json_each(?2)) GROUP BY template
       ON CONFLICT (template) DO UPDATE SET runs = runs + excluded.runs, ok = ok + excluded.ok,
         cancelled = cancelled + excluded.cancelled, costed = costed + excluded.costed, cost_usd = cost_usd + excluded.cost_usd,
         timed = timed + excluded.timed, latency = latency + excluded.latency, last_at = max(last_at, excluded.last_at)`,
      sign,
      JSON.stringify(keys),
    );
  }

  /** Deletes the oldest beyond the bounds, a step at a time. */
  #retain(): void {
    const { most, mostBytes } = this.#retention;
    const row = this.#statements.get(
      'SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM execution',
    );
    const tooMany = Number(row?.['count']) - most;
    let tooLarge = Number(row?.['bytes']) - mostBytes;
    if (tooMany <= 0 && tooLarge <= 0) return;
    const oldest = this.#statements.all(
      'SELECT key, bytes FROM execution ORDER BY created_at, key LIMIT ?',
      retentionStep,
    );
    const going = oldest.filter((candidate, index) => {
      const goes = index < tooMany || tooLarge > 0;
      tooLarge -= Number(candidate['bytes']);
      return goes;
    });
    inTransaction(this.#connection, () => this.#delete(going.map((candidate) => Number(candidate['key']))));
    this.#connection.exec('PRAGMA incremental_vacuum');
  }

  #template({ id, place }: TemplateKey): bigint {
    this.#statements.run('INSERT INTO template (place, id) VALUES (?, ?) ON CONFLICT DO NOTHING', place, id);
    return this.#statements.get('SELECT key FROM template WHERE place = ? AND id = ?', place, id)?.[
      'key'
    ] as bigint;
  }

  #name(text: string | null): bigint | null {
    return text === null ? null : keyOfName(this.#statements, text.toWellFormed());
  }
}

function figuresOf(row: Row): ExecutionFigures {
  const count = (column: string): number => Number(row[column]);
  const decided = count('runs') - count('cancelled');
  return {
    place: String(row['place']),
    id: String(row['id']),
    runs: count('runs'),
    successShare: decided === 0 ? null : count('ok') / decided,
    meanCostUsd: count('costed') === 0 ? null : Number(row['cost_usd']) / count('costed'),
    meanLatencyMs: count('timed') === 0 ? null : count('latency') / count('timed'),
    lastRunAt: new Date(count('last_at')).toISOString(),
  };
}

import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type {
  ActionCount,
  AuditEntry,
  AuditPage,
  AuditQuery,
  AuditRecord,
  EnhancementFigures,
} from '../../core/model/auditLog.ts';
import { toUsd } from '../../core/usage/money.ts';
import { inBriefTransaction } from './briefTransaction.ts';
import { attemptsOfRequest } from './attemptsOfRequest.ts';
import { fromColumn, toColumn } from './exactText.ts';
import { keyOfName, Statements, type Row } from './statements.ts';
import { idFromColumn, idToColumn } from './uuidColumn.ts';

const outcomes = ['answered', 'failed', 'aborted'] as const;

/** Attempts of the last hour are still counted by the limits. */
const inUse = 2 * 3_600_000;

const largestPage = 1000;

/** The audit in SQL: what AuditLog promises, synchronous, for the worker. */
export class AuditTable {
  readonly #connection: DatabaseSync;
  readonly #statements: Statements;
  readonly #now: () => number;

  constructor(connection: DatabaseSync, now: () => number) {
    this.#connection = connection;
    this.#statements = new Statements(connection);
    this.#now = now;
  }

  write(record: AuditRecord): void {
    inBriefTransaction(this.#connection, () => {
      const id = idToColumn(record.id);
      const spent = this.#statements.get(attemptsOfRequest, id);
      const { key } = this.#statements.run(
        `INSERT OR REPLACE INTO audit (id, at, workspace, action, provider, model, attempts, input, output, cost, latency, outcome, error,
           cached, stale, fallback, template, experiment)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        id,
        record.at,
        this.#name(record.workspace),
        this.#name(record.action),
        this.#name(record.provider),
        this.#name(record.model),
        spent?.['attempts'] ?? 0,
        spent?.['input'] ?? 0,
        spent?.['output'] ?? 0,
        spent?.['cost'] ?? null,
        Math.round(record.latencyMs),
        outcomes.indexOf(record.outcome),
        this.#name(record.errorCode),
        Number(record.cached),
        Number(record.stale),
        this.#name(record.fallbackFrom),
        this.#name(record.template),
        this.#name(record.experiment),
      );
      if (record.content === null) return;
      const { prompt, answer } = record.content;
      this.#statements.run(
        'INSERT INTO audit_text (key, prompt, answer) VALUES (?, ?, ?)',
        key,
        toColumn(prompt),
        answer === null ? null : toColumn(answer),
      );
    });
  }

  describe(id: string, { lengthBefore, lengthAfter, scoreGain }: EnhancementFigures): void {
    inBriefTransaction(this.#connection, () =>
      this.#statements.run(
        'UPDATE audit SET length_before = ?, length_after = ?, score_gain = ? WHERE id = ?',
        lengthBefore,
        lengthAfter,
        scoreGain,
        idToColumn(id),
      ),
    );
  }

  find({ after, from, limit, until }: AuditQuery): AuditPage {
    const most = Math.min(Math.max(limit ?? 100, 1), largestPage);
    const rows = this.#statements.all(
      `SELECT audit.*, workspace.text AS workspace_name, action.text AS action_name, provider.text AS provider_name,
         model.text AS model_name, error.text AS error_name, fallback.text AS fallback_name, template.text AS template_name,
         experiment.text AS experiment_name, prompt, answer
       FROM audit
         JOIN name AS action ON action.key = audit.action
         LEFT JOIN name AS workspace ON workspace.key = audit.workspace
         LEFT JOIN name AS provider ON provider.key = audit.provider
         LEFT JOIN name AS model ON model.key = audit.model
         LEFT JOIN name AS error ON error.key = audit.error
         LEFT JOIN name AS fallback ON fallback.key = audit.fallback
         LEFT JOIN name AS template ON template.key = audit.template
         LEFT JOIN name AS experiment ON experiment.key = audit.experiment
         LEFT JOIN audit_text ON audit_text.key = audit.key
       WHERE audit.key < ? AND audit.at >= ? AND audit.at < ? ORDER BY audit.key DESC LIMIT ?`,
      after ?? Number.MAX_SAFE_INTEGER,
      from ?? Number.MIN_SAFE_INTEGER,
      until ?? Number.MAX_SAFE_INTEGER,
      most + 1,
    );
    const page = rows.slice(0, most);
    return {
      entries: page.map(entryOf),
      next: rows.length > most ? Number(page.at(-1)?.['key']) : null,
    };
  }

  actions(from: number, until: number): ActionCount[] {
    const rows = this.#statements.all(
      `SELECT name.text AS action, count(*) AS requests, sum(outcome = 1) AS failures, sum(cached) AS cached
       FROM audit JOIN name ON name.key = audit.action WHERE at >= ? AND at < ?
       GROUP BY audit.action ORDER BY count(*) DESC, name.text`,
      from,
      until,
    );
    return rows.map((row) => ({
      action: String(row['action']),
      requests: Number(row['requests']),
      failures: Number(row['failures']),
      cached: Number(row['cached']),
    }));
  }

  prune(before: number): number {
    const pruned = inBriefTransaction(this.#connection, () => {
      this.#statements.run(
        'DELETE FROM attempt WHERE at < ? AND window_at IS NULL',
        Math.min(before, this.#now() - inUse),
      );
      return this.#statements.run('DELETE FROM audit WHERE at < ?', before).changes;
    });
    if (pruned > 0) this.#connection.exec('PRAGMA incremental_vacuum');
    return pruned;
  }

  #name(text: string | null): bigint | null {
    return text === null ? null : keyOfName(this.#statements, text);
  }
}

function entryOf(row: Row): AuditEntry {
  const outcome = outcomes[Number(row['outcome'])] ?? 'failed';
  const cost = row['cost'] as bigint | null;
  return {
    id: idFromColumn(row['id'] as Uint8Array | string),
    timestamp: new Date(Number(row['at'])).toISOString(),
    workspace: textOf(row['workspace_name']),
    action: String(row['action_name']),
    provider: textOf(row['provider_name']),
    model: textOf(row['model_name']),
    attempts: Number(row['attempts']),
    inputTokens: Number(row['input']),
    outputTokens: Number(row['output']),
    costUsd: cost === null ? null : toUsd(cost),
    latencyMs: Number(row['latency']),
    success: outcome === 'answered',
    outcome,
    errorCode: textOf(row['error_name']),
    cached: row['cached'] !== 0n,
    stale: row['stale'] !== 0n,
    fallbackFrom: textOf(row['fallback_name']),
    template: textOf(row['template_name']),
    experiment: textOf(row['experiment_name']),
    lengthBefore: numberOf(row['length_before']),
    lengthAfter: numberOf(row['length_after']),
    scoreGain: numberOf(row['score_gain']),
    prompt: row['prompt'] === null ? null : fromColumn(String(row['prompt'])),
    answer: row['answer'] === null ? null : fromColumn(String(row['answer'])),
  };
}

function textOf(value: SQLOutputValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: SQLOutputValue | undefined): number | null {
  return typeof value === 'bigint' ? Number(value) : null;
}

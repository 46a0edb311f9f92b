import type { DatabaseSync } from 'node:sqlite';
import type { Spent } from '../../core/usage/budget.ts';
import type { ModelUsage } from '../../core/usage/ledger.ts';
import type { Span } from '../../core/usage/periods.ts';
import type { SpendRow } from './spendRow.ts';
import { Statements, type Row } from './statements.ts';
import { bucketOf } from './tallyTable.ts';

/** What was spent, summed by quarter of an hour, provider and model. Changes belong into the transaction of the attempt that they count. */
export class SpendTable {
  readonly #statements: Statements;

  constructor(connection: DatabaseSync) {
    this.#statements = new Statements(connection);
  }

  /** Adds an attempt to the sums, or takes it out again. */
  add({ bucket, provider, model, sums }: SpendRow, sign: 1n | -1n): void {
    this.#statements.run(
      `INSERT INTO spend (bucket, provider, model, requests, model_requests, attempts, failures, input, cached, output, cost,
         unpriced, estimated, open)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET requests = requests + excluded.requests,
         model_requests = model_requests + excluded.model_requests, attempts = attempts + excluded.attempts,
         failures = failures + excluded.failures, input = input + excluded.input, cached = cached + excluded.cached,
         output = output + excluded.output, cost = cost + excluded.cost, unpriced = unpriced + excluded.unpriced,
         estimated = estimated + excluded.estimated, open = open + excluded.open`,
      bucket,
      provider,
      model,
      ...sums.map((value) => value * sign),
    );
    if (sign === 1n) return;
    this.#statements.run(
      'DELETE FROM spend WHERE bucket = ? AND provider = ? AND model = ? AND attempts = 0',
      bucket,
      provider,
      model,
    );
  }
  /** The sums of a period over all models. */
  spent({ from, until }: Span): Spent {
    const row = this.#statements.get(
      `SELECT coalesce(sum(cost), 0) AS cost, coalesce(sum(input + output), 0) AS tokens FROM spend
       WHERE bucket >= ? AND bucket < ?`,
      bucketOf(from),
      bucketOf(until),
    );
    return { cost: row?.['cost'] as bigint, tokens: Number(row?.['tokens']) };
  }

  /** Of a period by model, the dearest first. `requests` counts those that began with this model. */
  byModel({ from, until }: Span): { readonly requests: number; readonly usage: ModelUsage }[] {
    const rows = this.#statements.all(
      `SELECT coalesce(name.text, '') AS model, sum(requests) AS requests, sum(model_requests) AS model_requests, sum(attempts) AS attempts,
         sum(failures) AS failures, sum(input) AS input, sum(cached) AS cached, sum(output) AS output, sum(cost) AS cost,
         sum(unpriced) AS unpriced, sum(estimated) AS estimated, sum(open) AS open
       FROM spend LEFT JOIN name ON name.key = spend.model WHERE bucket >= ? AND bucket < ?
       GROUP BY spend.model ORDER BY sum(cost) DESC, sum(input + output) DESC, name.text`,
      bucketOf(from),
      bucketOf(until),
    );
    return rows.map((row) => ({ requests: Number(row['requests']), usage: modelUsageOf(row) }));
  }
}

function modelUsageOf(row: Row): ModelUsage {
  return {
    model: row['model'] as string,
    requests: Number(row['model_requests']),
    attempts: Number(row['attempts']),
    failures: Number(row['failures']),
    inputTokens: Number(row['input']),
    cachedInputTokens: Number(row['cached']),
    outputTokens: Number(row['output']),
    cost: row['cost'] as bigint,
    unpriced: Number(row['unpriced']),
    estimated: Number(row['estimated']),
    open: Number(row['open']),
  };
}

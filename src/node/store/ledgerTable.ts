import type { DatabaseSync } from 'node:sqlite';
import {
  addition,
  budgetPeriods,
  budgetUse,
  isAlerting,
  type BudgetKind,
  type BudgetUse,
  type Spent,
} from '../../core/usage/budget.ts';
import type {
  Admission,
  BudgetAlert,
  ModelUsage,
  Refusal,
  Reservation,
  Settlement,
  SpendingRules,
  Usage,
} from '../../core/usage/ledger.ts';
import { checkLimits, hour, type Counted } from '../../core/usage/limits.ts';
import { periodAt, type Period, type Span } from '../../core/usage/periods.ts';
import { inBriefTransaction } from './briefTransaction.ts';
import { spendOf, type SpendRow } from './spendRow.ts';
import { keyOfName, knownName, Statements, type Row } from './statements.ts';
import { bucketOf } from './tallyTable.ts';
import { idToColumn } from './uuidColumn.ts';

const outcomes = ['answered', 'failed', 'aborted'] as const;

type Asking = Pick<Reservation, 'requestId' | 'workspace' | 'evaluation'>;

/** The ledger in SQL: what the port promises, synchronous, for the worker. One instance a connection. */
export class LedgerTable {
  readonly #connection: DatabaseSync;
  readonly #statements: Statements;
  readonly #now: () => number;
  #spans: { zone: string; day: Span; month: Span } | null = null;

  /** @param now milliseconds since 1970; read under the lock, so that rows of all processes come in the order of time */
  constructor(connection: DatabaseSync, now: () => number) {
    this.#connection = connection;
    this.#statements = new Statements(connection);
    this.#now = now;
  }

  reserve(reservation: Reservation, rules: SpendingRules): Admission {
    return inBriefTransaction(this.#connection, () => {
      const now = this.#now();
      this.#keepWindows(now);
      const request = idToColumn(reservation.requestId);
      const opens = this.#isNew(request);
      const refusal = this.#refusal(reservation, { ...reservation, opens }, rules, now);
      if (refusal !== null) return { admitted: false, refusal };
      const { workspace } = reservation;
      const provider = keyOfName(this.#statements, reservation.provider);
      const model = keyOfName(this.#statements, reservation.model);
      const { key: attempt } = this.#statements.run(
        `INSERT INTO attempt (request, at, window_at, workspace, evaluation, operation, provider, model, opens, opens_model,
           settled, input, cached, output, cost, estimated)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 0, ?, ?, 0)`,
        request,
        now,
        now,
        workspace === null ? null : keyOfName(this.#statements, workspace),
        Number(reservation.evaluation),
        keyOfName(this.#statements, reservation.operation),
        provider,
        model,
        Number(opens),
        Number(opens || this.#isNewFor(request, provider, model, null)),
        reservation.inputTokens,
        reservation.outputTokens,
        reservation.cost,
      );
      this.#count(this.#spendOf(attempt), 1n);
      this.#alert(rules, now);
      return { admitted: true, attempt };
    });
  }

  settle(attempt: number, settlement: Settlement, rules: SpendingRules): void {
    inBriefTransaction(this.#connection, () => {
      const before = this.#statements.get('SELECT * FROM attempt WHERE key = ? AND settled = 0', attempt);
      if (before === undefined) return;
      this.#count(spendOf(before), -1n);
      const model = keyOfName(this.#statements, settlement.model);
      const provider = before['provider'] as bigint;
      if (model !== before['model'] && before['opens_model'] !== 0n) this.#passOn(attempt, before);
      this.#statements.run(
        `UPDATE attempt SET settled = 1, model = ?, opens_model = ?, input = ?, cached = ?, output = ?, cost = ?, estimated = ?,
           outcome = ?, error = ?, latency = ? WHERE key = ?`,
        model,
        Number(this.#isNewFor(before['request'] as Uint8Array | string, provider, model, attempt)),
        settlement.inputTokens,
        settlement.cachedInputTokens,
        settlement.outputTokens,
        settlement.cost,
        Number(settlement.estimated),
        outcomes.indexOf(settlement.outcome),
        settlement.error === null ? null : keyOfName(this.#statements, settlement.error),
        Math.round(settlement.latencyMs),
        attempt,
      );
      this.#count(this.#spendOf(attempt), 1n);
      this.#alert(rules, this.#now());
    });
  }

  standing(asking: Asking, rules: SpendingRules): Refusal | null {
    const now = this.#now();
    const opens = this.#isNew(idToColumn(asking.requestId));
    const least = { opens, inputTokens: 1, outputTokens: 0, cost: null, model: null };
    return this.#refusal(asking, least, rules, now);
  }

  usage(period: Period, rules: SpendingRules): Usage {
    const now = this.#now();
    const span = periodAt(now, period, rules.zone);
    const buckets = [bucketOf(span.from), bucketOf(span.until)] as const;
    const rows = this.#statements.all(
      `SELECT name.text AS model, sum(requests) AS requests, sum(model_requests) AS model_requests, sum(attempts) AS attempts,
         sum(failures) AS failures, sum(input) AS input, sum(cached) AS cached, sum(output) AS output, sum(cost) AS cost,
         sum(unpriced) AS unpriced, sum(estimated) AS estimated, sum(open) AS open
       FROM spend JOIN name ON name.key = spend.model WHERE bucket >= ? AND bucket < ?
       GROUP BY spend.model ORDER BY sum(cost) DESC, sum(input + output) DESC, name.text`,
      ...buckets,
    );
    const enhancements = this.#statements.get(
      `SELECT coalesce(sum(count), 0) AS count FROM tally
       WHERE what = (SELECT key FROM name WHERE text = 'enhancement') AND bucket >= ? AND bucket < ?`,
      ...buckets,
    );
    return {
      period,
      span,
      requests: rows.reduce((sum, row) => sum + Number(row['requests']), 0),
      enhancements: Number(enhancements?.['count']),
      models: rows.map(modelUsageOf),
      budget: this.#budgetUse(rules, now),
    };
  }

  takeAlerts(): BudgetAlert[] {
    const waiting = 'SELECT * FROM budget_alert WHERE taken = 0';
    if (this.#statements.get(waiting) === undefined) return [];
    return inBriefTransaction(this.#connection, () => {
      const rows = this.#statements.all(waiting);
      this.#statements.run('UPDATE budget_alert SET taken = 1 WHERE taken = 0');
      return rows.map((row) => ({
        kind: row['kind'] as BudgetKind,
        limit: row['budget'] as bigint,
        spent: row['spent'] as bigint,
        resetAt: Number(row['reset_at']),
      }));
    });
  }

  /**
   * Lets attempts leave the windows. One that lies in the future was made before the clock was set back: it happened by now at the latest,
   * so it counts from now on, neither for ever nor not at all.
   */
  #keepWindows(now: number): void {
    this.#statements.run('UPDATE attempt SET window_at = NULL WHERE window_at <= ?', now - hour);
    this.#statements.run('UPDATE attempt SET window_at = ? WHERE window_at > ?', now, now);
  }

  #refusal(
    { workspace, evaluation }: Asking,
    asking: {
      readonly opens: boolean;
      readonly inputTokens: number;
      readonly outputTokens: number;
      readonly cost: bigint | null;
      readonly model: string | null;
    },
    rules: SpendingRules,
    now: number,
  ): Refusal | null {
    const tokens = asking.inputTokens + asking.outputTokens;
    const { budget, limits } = rules;
    if (budget.hardStop) {
      for (const use of this.#budgetUse(rules, now)) {
        if (use.kind !== 'monthly-tokens' && asking.model !== null && asking.cost === null) {
          return { kind: 'unpriced', model: asking.model };
        }
        const added = addition(use.kind, { cost: asking.cost, tokens });
        // What costs nothing passes a spent budget; a question of no known size does not.
        const free = asking.cost === 0n && use.kind !== 'monthly-tokens';
        const spent = asking.model === null ? use.spent >= use.limit : use.spent + added > use.limit;
        if (spent && !free) return { kind: 'budget', budget: use };
      }
    }
    if (limits === null) return null;
    const rows = this.#statements.all(
      `SELECT coalesce(window_at, at) AS at, input + output AS tokens, opens, workspace, evaluation FROM attempt
       WHERE window_at > ? ORDER BY window_at, key`,
      now - hour,
    );
    const key = workspace === null ? null : knownName(this.#statements, workspace);
    const own = rows.filter((row) => row['evaluation'] === 0n);
    const counted = {
      user: own.map(countedOf),
      workspace: key === null ? [] : own.filter((row) => row['workspace'] === key).map(countedOf),
      evaluation: rows.filter((row) => row['evaluation'] !== 0n).map(countedOf),
    };
    return checkLimits({ opens: asking.opens, tokens, evaluation }, limits, counted, now);
  }

  #budgetUse(rules: SpendingRules, now: number): BudgetUse[] {
    const { dailyUsd, monthlyUsd, monthlyTokens } = rules.budget;
    if (dailyUsd === null && monthlyUsd === null && monthlyTokens === null) return [];
    const { day, month } = this.#spansAt(now, rules.zone);
    return budgetUse(
      rules.budget,
      { span: day, spent: this.#spent(day) },
      { span: month, spent: this.#spent(month) },
    );
  }

  #spent({ from, until }: Span): Spent {
    const row = this.#statements.get(
      `SELECT coalesce(sum(cost), 0) AS cost, coalesce(sum(input + output), 0) AS tokens FROM spend
       WHERE bucket >= ? AND bucket < ?`,
      bucketOf(from),
      bucketOf(until),
    );
    return { cost: row?.['cost'] as bigint, tokens: Number(row?.['tokens']) };
  }

  /** The calendar is asked once a day, not once a call. */
  #spansAt(now: number, zone: string): { day: Span; month: Span } {
    const known = this.#spans;
    if (known !== null && known.zone === zone && now >= known.day.from && now < known.day.until) return known;
    this.#spans = { zone, day: periodAt(now, 'day', zone), month: periodAt(now, 'month', zone) };
    return this.#spans;
  }

  /** Writes down, once a period and budget, that the user should know. */
  #alert(rules: SpendingRules, now: number): void {
    for (const use of this.#budgetUse(rules, now)) {
      if (!isAlerting(use, rules.budget.alertAt)) continue;
      const { from } = this.#spansAt(now, rules.zone)[budgetPeriods[use.kind] === 'day' ? 'day' : 'month'];
      this.#statements.run(
        `INSERT INTO budget_alert (kind, period, budget, spent, reset_at, taken) VALUES (?, ?, ?, ?, ?, 0)
         ON CONFLICT DO NOTHING`,
        use.kind,
        from,
        use.limit,
        use.spent,
        use.resetAt,
      );
    }
  }

  #isNew(request: Uint8Array | string): boolean {
    return this.#statements.get('SELECT 1 AS found FROM attempt WHERE request = ?', request) === undefined;
  }

  /** No other attempt of the request went to this model. */
  #isNewFor(request: Uint8Array | string, provider: bigint, model: bigint, except: number | null): boolean {
    const other = this.#statements.get(
      'SELECT 1 AS found FROM attempt WHERE request = ? AND provider = ? AND model = ? AND opens_model = 1 AND key IS NOT ?',
      request,
      provider,
      model,
      except,
    );
    return other === undefined;
  }

  /** An attempt that another model answered leaves the one that was asked: that request is still counted for it if it was asked again. */
  #passOn(attempt: number, row: Row): void {
    const heir = this.#statements.get(
      'SELECT key FROM attempt WHERE request = ? AND provider = ? AND model = ? AND key <> ? ORDER BY key LIMIT 1',
      row['request'] ?? null,
      row['provider'] ?? null,
      row['model'] ?? null,
      attempt,
    );
    if (heir === undefined) return;
    const key = Number(heir['key']);
    this.#count(this.#spendOf(key), -1n);
    this.#statements.run('UPDATE attempt SET opens_model = 1 WHERE key = ?', key);
    this.#count(this.#spendOf(key), 1n);
  }

  #spendOf(attempt: number): SpendRow {
    const row = this.#statements.get('SELECT * FROM attempt WHERE key = ?', attempt);
    if (row === undefined) throw new Error('An attempt that was just written is missing.');
    return spendOf(row);
  }

  /** Adds an attempt to the sums, or takes it out again. */
  #count({ bucket, provider, model, sums }: SpendRow, sign: 1n | -1n): void {
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
}

function countedOf(row: Row): Counted {
  return { at: Number(row['at']), tokens: Number(row['tokens']), opens: row['opens'] !== 0n };
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

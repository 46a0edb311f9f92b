import type { DatabaseSync } from 'node:sqlite';
import { addition } from '../../core/usage/budget.ts';
import type {
  Admission,
  BudgetAlert,
  Refusal,
  Reservation,
  Settlement,
  SpendingRules,
  Usage,
} from '../../core/usage/ledger.ts';
import { checkLimits, hour, type Counted } from '../../core/usage/limits.ts';
import { periodAt, type Period } from '../../core/usage/periods.ts';
import { zoneNamed } from '../machineZone.ts';
import { attemptsOfRequest } from './attemptsOfRequest.ts';
import { inBriefTransaction } from './briefTransaction.ts';
import { BudgetTable } from './budgetTable.ts';
import { spendOf, type SpendRow } from './spendRow.ts';
import { SpendTable } from './spendTable.ts';
import { keyOfName, knownName, Statements, type Row } from './statements.ts';
import { TallyTable, type Tallied } from './tallyTable.ts';
import { idToColumn } from './uuidColumn.ts';

const outcomes = ['answered', 'failed', 'aborted'] as const;

type Asking = Pick<Reservation, 'requestId' | 'workspace' | 'evaluation'>;

/** The ledger in SQL: what the port promises, synchronous, for the worker. One instance a connection. */
export class LedgerTable {
  readonly #connection: DatabaseSync;
  readonly #statements: Statements;
  readonly #now: () => number;
  readonly #spend: SpendTable;
  readonly #budgets: BudgetTable;
  readonly #tally: TallyTable;

  /** @param now milliseconds since 1970; read under the lock, so that rows of all processes come in the order of time */
  constructor(connection: DatabaseSync, now: () => number) {
    this.#connection = connection;
    this.#statements = new Statements(connection);
    this.#now = now;
    this.#spend = new SpendTable(connection);
    this.#budgets = new BudgetTable(connection, this.#spend);
    this.#tally = new TallyTable(connection, now);
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
      this.#spend.add(this.#spendOf(attempt), 1n);
      return { admitted: true, attempt };
    });
  }

  settle(attempt: number, settlement: Settlement, rules: SpendingRules): void {
    inBriefTransaction(this.#connection, () => {
      const before = this.#statements.get('SELECT * FROM attempt WHERE key = ? AND settled = 0', attempt);
      if (before === undefined) return;
      const request = before['request'] as Uint8Array | string;
      this.#spend.add(spendOf(before), -1n);
      const model = keyOfName(this.#statements, settlement.model);
      const provider = before['provider'] as bigint;
      if (model !== before['model'] && before['opens_model'] !== 0n) this.#passOn(attempt, before);
      this.#statements.run(
        `UPDATE attempt SET settled = 1, model = ?, opens_model = ?, input = ?, cached = ?, output = ?, cost = ?, estimated = ?,
           outcome = ?, error = ?, latency = ? WHERE key = ?`,
        model,
        Number(this.#isNewFor(request, provider, model, attempt)),
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
      this.#spend.add(this.#spendOf(attempt), 1n);
      this.#correctAudit(request);
      // Not when it is reserved: an upper bound that comes to little would use up the one notice of the period.
      this.#budgets.alert(rules, this.#now());
    });
  }

  standing(asking: Asking, rules: SpendingRules): Refusal | null {
    const now = this.#now();
    // Nothing is reserved while a limit stands, so that nobody else would notice that the clock was set back.
    if (this.#statements.get('SELECT 1 FROM attempt WHERE window_at > ?', now) !== undefined)
      inBriefTransaction(this.#connection, () => this.#keepWindows(now));
    const opens = this.#isNew(idToColumn(asking.requestId));
    const least = { opens, inputTokens: 1, outputTokens: 0, cost: null, model: null };
    return this.#refusal(asking, least, rules, now);
  }

  usage(period: Period, rules: SpendingRules): Usage {
    const now = this.#now();
    const span = periodAt(now, period, zoneNamed(rules.zone));
    const rows = this.#spend.byModel(span);
    const counted = (what: Tallied): number => this.#tally.total(what, span.from, span.until);
    return {
      period,
      span,
      requests: rows.reduce((sum, row) => sum + row.requests, 0),
      enhancements: counted('enhancement'),
      scores: counted('score'),
      renderings: counted('rendering'),
      models: rows.map(({ usage }) => usage),
      budget: this.#budgets.use(rules, now),
    };
  }

  takeAlerts(): BudgetAlert[] {
    return this.#budgets.takeAlerts();
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
      for (const use of this.#budgets.use(rules, now)) {
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

  #isNew(request: Uint8Array | string): boolean {
    return this.#statements.get('SELECT 1 AS found FROM attempt WHERE request = ?', request) === undefined;
  }

  /** A cancelled request is written into the audit before its last attempt is settled. */
  #correctAudit(request: Uint8Array | string): void {
    this.#statements.run(
      `UPDATE audit SET (attempts, input, output, cost) = (${attemptsOfRequest}) WHERE id = ?`,
      request,
      request,
    );
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
    this.#spend.add(this.#spendOf(key), -1n);
    this.#statements.run('UPDATE attempt SET opens_model = 1 WHERE key = ?', key);
    this.#spend.add(this.#spendOf(key), 1n);
  }

  #spendOf(attempt: number): SpendRow {
    const row = this.#statements.get('SELECT * FROM attempt WHERE key = ?', attempt);
    if (row === undefined) throw new Error('An attempt that was just written is missing.');
    return spendOf(row);
  }
}

function countedOf(row: Row): Counted {
  return { at: Number(row['at']), tokens: Number(row['tokens']), opens: row['opens'] !== 0n };
}

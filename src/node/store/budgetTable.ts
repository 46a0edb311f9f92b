import type { DatabaseSync } from 'node:sqlite';
import {
  budgetPeriods,
  budgetUse,
  isAlerting,
  type BudgetKind,
  type BudgetUse,
} from '../../core/usage/budget.ts';
import type { BudgetAlert, SpendingRules } from '../../core/usage/ledger.ts';
import { periodAt, type Span } from '../../core/usage/periods.ts';
import { zoneNamed } from '../machineZone.ts';
import { inBriefTransaction } from './briefTransaction.ts';
import type { SpendTable } from './spendTable.ts';
import { Statements } from './statements.ts';

/** How far budgets are used, and who was told. */
export class BudgetTable {
  readonly #connection: DatabaseSync;
  readonly #statements: Statements;
  readonly #spend: SpendTable;
  #spans: { zone: string; day: Span; month: Span } | null = null;

  constructor(connection: DatabaseSync, spend: SpendTable) {
    this.#connection = connection;
    this.#statements = new Statements(connection);
    this.#spend = spend;
  }

  /** The budgets that are set, each with what is spent in its period. @param now milliseconds since 1970 */
  use(rules: SpendingRules, now: number): BudgetUse[] {
    const { dailyUsd, monthlyUsd, monthlyTokens } = rules.budget;
    if (dailyUsd === null && monthlyUsd === null && monthlyTokens === null) return [];
    const { day, month } = this.#spansAt(now, rules.zone);
    return budgetUse(
      rules.budget,
      { span: day, spent: this.#spend.spent(day) },
      { span: month, spent: this.#spend.spent(month) },
    );
  }

  /** Writes down, once a period and budget, that the user should know. */
  alert(rules: SpendingRules, now: number): void {
    for (const use of this.use(rules, now)) {
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

  /** The calendar is asked once a day, not once a call. */
  #spansAt(now: number, named: string): { day: Span; month: Span } {
    const zone = zoneNamed(named);
    const known = this.#spans;
    if (known !== null && known.zone === zone && now >= known.day.from && now < known.day.until) return known;
    this.#spans = { zone, day: periodAt(now, 'day', zone), month: periodAt(now, 'month', zone) };
    return this.#spans;
  }
}

import type { Picodollars } from './money.ts';
import type { Period, Span } from './periods.ts';

/** What may be spent; null = no bound. */
export interface Budget {
  readonly dailyUsd: Picodollars | null;
  readonly monthlyUsd: Picodollars | null;
  readonly monthlyTokens: number | null;
  /** Share of a budget at which the user is told, once a period; 0-1. */
  readonly alertAt: number;
  /** Refuse what would go over, instead of only telling. */
  readonly hardStop: boolean;
}

export const noBudget: Budget = {
  dailyUsd: null,
  monthlyUsd: null,
  monthlyTokens: null,
  alertAt: 0.8,
  hardStop: false,
};

/** Monthly tokens of the plans of design document 003. */
export const budgetPresets = { lite: 200_000, pro: 500_000, business: 4_000_000 } as const;

export type BudgetPreset = keyof typeof budgetPresets;

export type BudgetKind = 'daily-usd' | 'monthly-usd' | 'monthly-tokens';

/** One bound and how far it is used up. Amounts are picodollars, or tokens for `monthly-tokens`. */
export interface BudgetUse {
  readonly kind: BudgetKind;
  readonly limit: bigint;
  /** What was spent, open calls at their upper bound. */
  readonly spent: bigint;
  /** Milliseconds since 1970 at which it starts anew. */
  readonly resetAt: number;
}

/** A budget that would be passed. */
export interface BudgetRefusal extends BudgetUse {
  readonly kind: BudgetKind;
}

/** What was counted in a period. */
export interface Spent {
  readonly cost: Picodollars;
  readonly tokens: number;
}

export const budgetPeriods: Readonly<Record<BudgetKind, Period>> = {
  'daily-usd': 'day',
  'monthly-usd': 'month',
  'monthly-tokens': 'month',
};

/** The bounds that are set, each with what is spent. */
export function budgetUse(
  budget: Budget,
  day: { readonly span: Span; readonly spent: Spent },
  month: { readonly span: Span; readonly spent: Spent },
): BudgetUse[] {
  const uses: BudgetUse[] = [];
  const { dailyUsd, monthlyUsd, monthlyTokens } = budget;
  if (dailyUsd !== null) {
    uses.push({ kind: 'daily-usd', limit: dailyUsd, spent: day.spent.cost, resetAt: day.span.until });
  }
  if (monthlyUsd !== null) {
    uses.push({ kind: 'monthly-usd', limit: monthlyUsd, spent: month.spent.cost, resetAt: month.span.until });
  }
  if (monthlyTokens !== null) {
    const [limit, spent] = [BigInt(monthlyTokens), BigInt(month.spent.tokens)];
    uses.push({ kind: 'monthly-tokens', limit, spent, resetAt: month.span.until });
  }
  return uses;
}

/** What one more attempt adds to a bound. A cost that is not known adds nothing here; see `unpriced` in the ledger. */
export function addition(kind: BudgetKind, asking: { cost: Picodollars | null; tokens: number }): bigint {
  return kind === 'monthly-tokens' ? BigInt(asking.tokens) : (asking.cost ?? 0n);
}

/** True when so much of a bound is used that the user should know. */
export function isAlerting({ limit, spent }: BudgetUse, alertAt: number): boolean {
  return Number(spent) >= Number(limit) * alertAt;
}

import type { ActionCount } from '../model/auditLog.ts';
import type { Budget, BudgetUse } from './budget.ts';
import type { ModelUsage, Usage } from './ledger.ts';
import { toUsd } from './money.ts';
import { isOld, priceOf, type PriceOverrides } from './prices.ts';

/** What was used of a budget: dollars, or tokens. */
export interface BudgetReport {
  readonly limit: number;
  readonly spent: number;
  readonly remaining: number;
  /** 0-100 and above. */
  readonly percent: number;
  /** ISO 8601 UTC. */
  readonly resetAt: string;
}

export interface ModelReport {
  readonly requests: number;
  readonly attempts: number;
  readonly failures: number;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** Null when the price of some of it is unknown. */
  readonly costUsd: number | null;
  /** Calls whose tokens were counted here, not by the provider. */
  readonly estimated: number;
  /** Calls that never ended or are under way; they count at the most they can take. */
  readonly unsettled: number;
  /** The list price that applies now; null for an unknown one. `date` and `source` are null for the user's own. */
  readonly price: {
    readonly source: string | null;
    readonly date: string | null;
    /** Read more than 90 days ago. */
    readonly old: boolean;
  } | null;
}

/** What the terminal prints and the editor shows of a period. */
export interface UsageReport {
  readonly period: Usage['period'];
  /** ISO 8601 UTC; from inclusive, until exclusive. */
  readonly from: string;
  readonly until: string;
  /** Requests that went to a provider; attempts of one count once, cached answers not at all. */
  readonly totalRequests: number;
  readonly totalEnhancements: number;
  /** Scores made and templates rendered, all on this machine. */
  readonly totalScores: number;
  readonly totalRenderings: number;
  readonly totalTokens: number;
  /** Null when the price of some of it is unknown; `knownCostUsd` is then the part that is known. */
  readonly costUsd: number | null;
  readonly knownCostUsd: number;
  readonly byModel: Readonly<Record<string, ModelReport>>;
  readonly byAction: readonly ActionCount[];
  readonly budget: {
    readonly dailyUsd: BudgetReport | null;
    readonly monthlyUsd: BudgetReport | null;
    readonly monthlyTokens: BudgetReport | null;
    readonly alertPercent: number;
    readonly hardStop: boolean;
  } | null;
}

/** Shapes the ledger's sums for people and programs. @param now milliseconds since 1970, for the age of prices */
export function usageReport(
  usage: Usage,
  byAction: readonly ActionCount[],
  given: { readonly budget: Budget; readonly prices: PriceOverrides; readonly now: number },
): UsageReport {
  const { models } = usage;
  const cost = models.reduce((sum, model) => sum + model.cost, 0n);
  const use = (kind: BudgetUse['kind']): BudgetReport | null => {
    const found = usage.budget.find((one) => one.kind === kind);
    return found === undefined ? null : budgetReport(found);
  };
  return {
    period: usage.period,
    from: new Date(usage.span.from).toISOString(),
    until: new Date(usage.span.until).toISOString(),
    totalRequests: usage.requests,
    totalEnhancements: usage.enhancements,
    totalScores: usage.scores,
    totalRenderings: usage.renderings,
    totalTokens: models.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0),
    costUsd: models.some(({ unpriced }) => unpriced > 0) ? null : toUsd(cost),
    knownCostUsd: toUsd(cost),
    byModel: Object.fromEntries(
      models.map((model) => [model.model === '' ? 'unknown' : model.model, modelReport(model, given)]),
    ),
    byAction,
    budget:
      usage.budget.length === 0
        ? null
        : {
            dailyUsd: use('daily-usd'),
            monthlyUsd: use('monthly-usd'),
            monthlyTokens: use('monthly-tokens'),
            alertPercent: Math.round(given.budget.alertAt * 100),
            hardStop: given.budget.hardStop,
          },
  };
}

function modelReport(
  model: ModelUsage,
  { now, prices }: { readonly prices: PriceOverrides; readonly now: number },
): ModelReport {
  const price = priceOf(model.model, prices);
  return {
    requests: model.requests,
    attempts: model.attempts,
    failures: model.failures,
    inputTokens: model.inputTokens,
    cachedInputTokens: model.cachedInputTokens,
    outputTokens: model.outputTokens,
    costUsd: model.unpriced > 0 ? null : toUsd(model.cost),
    estimated: model.estimated,
    unsettled: model.open,
    price: price && { source: price.source, date: price.date, old: isOld(price, now) },
  };
}

function budgetReport({ kind, limit, resetAt, spent }: BudgetUse): BudgetReport {
  const shown = (amount: bigint): number => (kind === 'monthly-tokens' ? Number(amount) : toUsd(amount));
  return {
    limit: shown(limit),
    spent: shown(spent),
    remaining: shown(limit > spent ? limit - spent : 0n),
    percent: limit === 0n ? 100 : Math.round((Number(spent) / Number(limit)) * 100),
    resetAt: new Date(resetAt).toISOString(),
  };
}

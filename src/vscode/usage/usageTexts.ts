import * as vscode from 'vscode';
import { formatUsd, fromUsd, grouped } from '../../core/usage/money.ts';
import type { BudgetReport, ModelReport, UsageReport } from '../../core/usage/usageReport.ts';

export type BudgetName = 'dailyUsd' | 'monthlyUsd' | 'monthlyTokens';

export const budgetNames: readonly BudgetName[] = ['dailyUsd', 'monthlyUsd', 'monthlyTokens'];

/** `$0.42`, `cost unknown`, or both where only a part is known. */
export function totalCost({ costUsd, knownCostUsd }: UsageReport): string {
  if (costUsd !== null) return usd(costUsd);
  if (knownCostUsd === 0) return vscode.l10n.t('cost unknown');
  return vscode.l10n.t('{0} and more', usd(knownCostUsd));
}

/** `$0.42`, `free` or `cost unknown`. */
export function modelCost({ costUsd, inputTokens, outputTokens }: ModelReport): string {
  if (costUsd === null) return vscode.l10n.t('cost unknown');
  return costUsd === 0 && inputTokens + outputTokens > 0 ? vscode.l10n.t('free') : usd(costUsd);
}

/** What else is to be said of a model's figures, one line each. */
export function modelRemarks({ estimated, failures, price, unsettled }: ModelReport): string[] {
  const remarks: string[] = [];
  if (failures > 0) remarks.push(vscode.l10n.t('{0} calls failed', failures));
  if (unsettled > 0) {
    remarks.push(
      vscode.l10n.t('{0} calls under way or never ended; they count at the most they can take', unsettled),
    );
  }
  if (estimated > 0)
    remarks.push(vscode.l10n.t('The tokens of {0} calls were counted here, not by the provider', estimated));
  if (price === null)
    remarks.push(vscode.l10n.t('The price is not known. You can set it in whetstone.budget.prices.'));
  else if (price.old)
    remarks.push(
      vscode.l10n.t(
        'The price was read on {0}, more than 90 days ago: {1}',
        price.date ?? '',
        price.source ?? '',
      ),
    );
  return remarks;
}

/** `$1.20 of $20.00 a month`. */
export function budgetText(name: BudgetName, { limit, spent }: BudgetReport): string {
  switch (name) {
    case 'dailyUsd':
      return vscode.l10n.t('{0} of {1} today', usd(spent), usd(limit));
    case 'monthlyUsd':
      return vscode.l10n.t('{0} of {1} this month', usd(spent), usd(limit));
    case 'monthlyTokens':
      return vscode.l10n.t('{0} of {1} tokens this month', grouped(spent), grouped(limit));
  }
}

/** The budget that is used up most, as far as one is set. */
export function tightest(report: UsageReport): { name: BudgetName; use: BudgetReport } | null {
  const { budget } = report;
  if (budget === null) return null;
  const set = budgetNames.flatMap((name) => {
    const use = budget[name];
    return use === null ? [] : [{ name, use }];
  });
  return set.toSorted((a, b) => b.use.percent - a.use.percent)[0] ?? null;
}

function usd(amount: number): string {
  return formatUsd(fromUsd(amount));
}

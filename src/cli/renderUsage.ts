import { formatUsd, fromUsd, grouped } from '../core/usage/money.ts';
import type { BudgetReport, ModelReport, UsageReport } from '../core/usage/usageReport.ts';
import { type Paint, shownShort } from './terminal.ts';

const titles = { day: 'Today', week: 'This week', month: 'This month' } as const;

/** The usage of a period in words for people: the sums, a line a model, the budget. */
export function renderUsage(report: UsageReport, paint: Paint): string {
  const { byModel, totalEnhancements, totalRequests, totalTokens } = report;
  const lines = [
    `${paint('bold', titles[report.period])}: ${count(totalRequests, 'request')}, ${grouped(totalTokens)} tokens, ${totalCost(report)}; ${count(totalEnhancements, 'enhancement')}, ${count(report.totalScores, 'score')}, ${count(report.totalRenderings, 'rendering')}`,
  ];
  const models = Object.entries(byModel);
  const width = Math.min(40, Math.max(0, ...models.map(([id]) => id.length)));
  for (const [id, model] of models) {
    const { inputTokens, outputTokens, requests } = model;
    lines.push(
      `  ${shownShort(id, 40).padEnd(width)}  ${count(requests, 'request')}, ${grouped(inputTokens)} + ${grouped(outputTokens)} tokens, ${costOf(model)}${paint('dim', remarksOn(model))}`,
    );
  }
  if (report.budget !== null) {
    const { dailyUsd, hardStop, monthlyTokens, monthlyUsd } = report.budget;
    const kinds = [
      ['a day', dailyUsd, usd],
      ['a month', monthlyUsd, usd],
      ['tokens a month', monthlyTokens, grouped],
    ] as const;
    for (const [what, use, show] of kinds) {
      if (use !== null) lines.push(budgetLine(what, use, show, report.budget.alertPercent, paint));
    }
    if (hardStop) lines.push(paint('dim', '  What could go over is refused.'));
  }
  return `${lines.join('\n')}\n`;
}

function budgetLine(
  what: string,
  use: BudgetReport,
  show: (amount: number) => string,
  alertPercent: number,
  paint: Paint,
): string {
  const { limit, percent, resetAt, spent } = use;
  const colour = percent >= 100 ? 'red' : percent >= alertPercent ? 'yellow' : 'green';
  return `  Budget: ${show(spent)} of ${show(limit)} ${what} (${paint(colour, `${percent}%`)}), anew at ${resetAt}`;
}

function totalCost({ costUsd, knownCostUsd }: UsageReport): string {
  if (costUsd !== null) return usd(costUsd);
  return knownCostUsd === 0 ? 'cost unknown' : `${usd(knownCostUsd)} and more (some prices are unknown)`;
}

function costOf({ costUsd, inputTokens, outputTokens }: ModelReport): string {
  if (costUsd === null) return 'cost unknown';
  return costUsd === 0 && inputTokens + outputTokens > 0 ? 'free' : usd(costUsd);
}

function remarksOn({ estimated, failures, price, unsettled }: ModelReport): string {
  const remarks = [
    failures > 0 ? `${failures} failed` : '',
    unsettled > 0 ? `${unsettled} never settled, counted at the most` : '',
    estimated > 0 ? `${estimated} counted here` : '',
    price?.old === true ? `price of ${price.date}` : '',
  ].filter((remark) => remark !== '');
  return remarks.length === 0 ? '' : `  (${remarks.join(', ')})`;
}

function usd(amount: number): string {
  return formatUsd(fromUsd(amount));
}

function count(number: number, what: string): string {
  return `${grouped(number)} ${what}${number === 1 ? '' : 's'}`;
}

import { WhetstoneError } from '../errors.ts';
import type { BudgetUse } from '../usage/budget.ts';
import type { Refusal } from '../usage/ledger.ts';
import type { LimitRefusal } from '../usage/limits.ts';
import { formatUsd, grouped } from '../usage/money.ts';

/** What the ledger refused as the error that users see: which limit or budget, how much it is, and when it opens again. */
export function refusalError(refusal: Refusal): WhetstoneError {
  switch (refusal.kind) {
    case 'limit':
      return limitError(refusal);
    case 'budget':
      return budgetError(refusal.budget);
    case 'unpriced':
      return new WhetstoneError(
        'budget-exceeded',
        `The price of ${refusal.model === '' ? 'the model' : `the model "${refusal.model}"`} is not known, so a budget with a hard stop cannot allow it.`,
        'Set its price (setting budget.prices), use another model, or turn off budget.hardStop.',
      );
  }
}

const scopes: Readonly<Record<LimitRefusal['scope'], string>> = {
  user: 'an hour',
  workspace: 'an hour in one workspace',
  burst: 'a minute',
  evaluation: 'an hour for evaluations',
};

const settings: Readonly<Record<LimitRefusal['scope'], string>> = {
  user: 'user',
  workspace: 'workspace',
  burst: 'burst',
  evaluation: 'evaluation',
};

function limitError({ scope, of, limit, resetAt }: LimitRefusal): WhetstoneError {
  const setting = `rateLimit.${settings[scope]}${scope === 'burst' ? '' : of === 'requests' ? 'Requests' : 'Tokens'}`;
  const most = `${grouped(limit)} ${limit === 1 ? of.slice(0, -1) : of} ${scopes[scope]}`;
  if (resetAt === null) {
    return new WhetstoneError(
      'rate-limited',
      `This request alone may take more than your limit of ${most}.`,
      `Make it shorter, or raise the setting ${setting}.`,
    );
  }
  const at = new Date(resetAt).toISOString();
  return new WhetstoneError(
    'rate-limited',
    `Your limit of ${most} is reached.`,
    `Try again after ${at}, or raise the setting ${setting}.`,
    { resetAt: at },
  );
}

function budgetError({ kind, limit, spent, resetAt }: BudgetUse): WhetstoneError {
  const at = new Date(resetAt).toISOString();
  const [most, used, setting] =
    kind === 'monthly-tokens'
      ? [`${grouped(limit)} tokens a month`, grouped(spent), 'budget.monthlyTokens']
      : kind === 'monthly-usd'
        ? [`${formatUsd(limit)} a month`, formatUsd(spent), 'budget.monthlyUsd']
        : [`${formatUsd(limit)} a day`, formatUsd(spent), 'budget.dailyUsd'];
  return new WhetstoneError(
    'budget-exceeded',
    `This request could go over your budget of ${most}; ${used} is spent.`,
    // The tokens of a model on this machine count as well; they only cost nothing.
    kind === 'monthly-tokens'
      ? `It starts anew at ${at}. Raise ${setting}, turn off budget.hardStop, or use the built-in rewriter (offline).`
      : `It starts anew at ${at}. Raise ${setting}, turn off budget.hardStop, or use a local model.`,
  );
}

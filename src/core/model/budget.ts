import type { Ledger, SpendingRules } from '../usage/ledger.ts';
import type { CompletionRequest, Middleware } from './completion.ts';
import { refusalError } from './refusals.ts';

/**
 * Refuses a request with `budget-exceeded` before any provider is tried when a budget with a hard stop is spent, unless a model that costs
 * nothing may answer. What is let through here is checked again with its price, and reserved in the same step, for every attempt by the meter.
 * @param mayBeFree whether a model of this machine may answer the request
 */
export function budget(
  ledger: Ledger,
  rules: () => SpendingRules,
  mayBeFree: (request: CompletionRequest) => boolean = () => false,
): Middleware {
  return (next) => async (request, signal) => {
    const current = rules();
    if (current.budget.hardStop) {
      const kept = mayBeFree(request)
        ? { ...current.budget, dailyUsd: null, monthlyUsd: null }
        : current.budget;
      const refusal = await ledger.standing(
        request.account,
        { ...current, limits: null, budget: kept },
        signal,
      );
      if (refusal !== null) throw refusalError(refusal);
    }
    return next(request, signal);
  };
}

import type { Ledger, SpendingRules } from '../usage/ledger.ts';
import { noBudget } from '../usage/budget.ts';
import type { Middleware } from './completion.ts';
import { refusalError } from './refusals.ts';

/**
 * Refuses a request with `rate-limited` before any provider is tried when its limit is reached. What is let through here is checked again, and reserved in the
 * same step, for every attempt by the meter: no parallel call can slip past. A cached answer never comes this far.
 */
export function rateLimit(ledger: Ledger, rules: () => SpendingRules): Middleware {
  return (next) => async (request, signal) => {
    const current = rules();
    if (current.limits !== null) {
      const refusal = await ledger.standing(request.account, { ...current, budget: noBudget }, signal);
      if (refusal !== null) throw refusalError(refusal);
    }
    return next(request, signal);
  };
}

import { WhetstoneError } from '../errors.ts';
import { noBudget } from '../usage/budget.ts';
import type { Ledger, SpendingRules } from '../usage/ledger.ts';
import type { Middleware } from './completion.ts';
import { refusalError } from './refusals.ts';

/**
 * Refuses requests with `rate-limited` before any provider is tried, once a limit has been reached and until it opens again. The limit itself is checked, and reserved
 * in the same step, for every attempt by the meter, so that no parallel call can slip past; asking the ledger here as well for every request
 * would only make each of them slower. A cached answer never comes this far.
 */
export function rateLimit(ledger: Ledger, rules: () => SpendingRules): Middleware {
  let reached = false;
  return (next) => async (request, signal) => {
    const current = rules();
    if (reached && current.limits !== null) {
      const refusal = await ledger.standing(request.account, { ...current, budget: noBudget }, signal);
      if (refusal !== null) throw refusalError(refusal);
      reached = false;
    }
    try {
      return await next(request, signal);
    } catch (error) {
      if (error instanceof WhetstoneError && error.code === 'rate-limited') reached = true;
      throw error;
    }
  };
}

import type { AccountingSettings } from '../core/usage/accountingSettings.ts';
import type { SpendingRules } from '../core/usage/ledger.ts';
import { machine } from './machineZone.ts';

/** The rules that a user's settings make, with the days and months of this machine's zone. */
export function rulesOf({ budget, limits }: AccountingSettings): SpendingRules {
  return { limits, budget, zone: machine };
}

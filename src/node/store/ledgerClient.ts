import type { Ledger } from '../../core/usage/ledger.ts';
import type { StoreClient } from './storeClient.ts';

/** The ledger's port over the worker. */
export function ledgerOver(client: StoreClient): Ledger {
  return {
    reserve: (reservation, rules, signal) => client.call('ledger', 'reserve', [reservation, rules], signal),
    settle: (attempt, settlement, rules) => client.call('ledger', 'settle', [attempt, settlement, rules]),
    standing: (request, rules, signal) => client.call('ledger', 'standing', [request, rules], signal),
    usage: (period, rules, signal) => client.call('ledger', 'usage', [period, rules], signal),
    takeAlerts: (signal) => client.call('ledger', 'takeAlerts', [], signal),
  };
}

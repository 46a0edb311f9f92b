import { DatabaseSync } from 'node:sqlite';
import type { Ledger, Reservation, Settlement, SpendingRules } from '../../src/core/usage/ledger.ts';
import { noBudget } from '../../src/core/usage/budget.ts';
import { LedgerTable } from '../../src/node/store/ledgerTable.ts';
import { migrate } from '../../src/node/store/migrate.ts';
import { migrations } from '../../src/node/store/migrations.ts';

/** No limits, no budget, days of UTC. */
export const freeRules: SpendingRules = { limits: null, budget: noBudget, zone: 'UTC' };

/** The real table over a database in memory, in this thread, with a clock that the test moves. */
export function tableLedger(now: () => number): {
  readonly ledger: Ledger;
  readonly table: LedgerTable;
  readonly connection: DatabaseSync;
} {
  const connection = new DatabaseSync(':memory:');
  migrate(connection, migrations);
  const table = new LedgerTable(connection, now);
  const ledger: Ledger = {
    reserve: async (...given) => table.reserve(given[0], given[1]),
    settle: async (...given) => table.settle(...given),
    standing: async (...given) => table.standing(given[0], given[1]),
    usage: async (...given) => table.usage(given[0], given[1]),
    takeAlerts: async () => table.takeAlerts(),
  };
  return { ledger, table, connection };
}

let requests = 0;

/** A reservation of a new request, unless told otherwise. */
export function reservation(given: Partial<Reservation> = {}): Reservation {
  requests += 1;
  return {
    requestId: `00000000-0000-4000-8000-${String(requests).padStart(12, '0')}`,
    workspace: '/project',
    evaluation: false,
    operation: 'enhancement',
    provider: 'openai',
    model: 'gpt-4o',
    inputTokens: 100,
    outputTokens: 200,
    cost: 1_000_000_000n,
    ...given,
  };
}

export function settlement(given: Partial<Settlement> = {}): Settlement {
  return {
    model: 'gpt-4o',
    inputTokens: 90,
    cachedInputTokens: 10,
    outputTokens: 50,
    cost: 500_000_000n,
    estimated: false,
    outcome: 'answered',
    error: null,
    latencyMs: 12,
    ...given,
  };
}

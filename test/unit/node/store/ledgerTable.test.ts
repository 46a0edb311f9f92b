import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noBudget, type Budget } from '../../../../src/core/usage/budget.ts';
import type { Admission, SpendingRules } from '../../../../src/core/usage/ledger.ts';
import { defaultLimits } from '../../../../src/core/usage/limits.ts';
import { dollar } from '../../../../src/core/usage/money.ts';
import { freeRules, reservation, settlement, tableLedger } from '../../../harness/tableLedger.ts';

const start = Date.parse('2026-11-21T10:00:00Z');

function attemptOf(admission: Admission): number {
  assert.ok(
    admission.admitted,
    JSON.stringify(admission, (_key, value: unknown) => String(value)),
  );
  return admission.attempt;
}

function budgeted(budget: Partial<Budget>): SpendingRules {
  return { ...freeRules, budget: { ...noBudget, ...budget } };
}

describe('the ledger', () => {
  let now: number;
  let { table, connection } = tableLedger(() => now);

  beforeEach(() => {
    now = start;
    ({ table, connection } = tableLedger(() => now));
  });

  it('counts a reservation at its bound until it is settled, then what really happened', () => {
    const attempt = attemptOf(table.reserve(reservation(), freeRules));
    const [open] = table.usage('month', freeRules).models;
    assert.deepEqual(
      [open?.inputTokens, open?.outputTokens, open?.cost, open?.open],
      [100, 200, 1_000_000_000n, 1],
    );
    table.settle(attempt, settlement(), freeRules);
    const usage = table.usage('month', freeRules);
    assert.deepEqual(usage.models, [
      {
        model: 'gpt-4o',
        requests: 1,
        attempts: 1,
        failures: 0,
        inputTokens: 90,
        cachedInputTokens: 10,
        outputTokens: 50,
        cost: 500_000_000n,
        unpriced: 0,
        estimated: 0,
        open: 0,
      },
    ]);
    assert.equal(usage.requests, 1);
  });

  it('settles once, however often it is told', () => {
    const attempt = attemptOf(table.reserve(reservation(), freeRules));
    table.settle(attempt, settlement(), freeRules);
    table.settle(attempt, settlement({ inputTokens: 9_999 }), freeRules);
    table.settle(12_345, settlement(), freeRules);
    assert.equal(table.usage('day', freeRules).models[0]?.inputTokens, 90);
  });

  it('counts what failed as a failure, and not what the user cancelled', () => {
    for (const outcome of ['answered', 'failed', 'failed', 'aborted'] as const)
      table.settle(attemptOf(table.reserve(reservation(), freeRules)), settlement({ outcome }), freeRules);
    const [model] = table.usage('month', freeRules).models;
    assert.deepEqual([model?.attempts, model?.failures], [4, 2]);
  });

  it('counts attempts of one request as one request, by model too', () => {
    const first = reservation();
    for (const model of ['gpt-4o', 'gpt-4o', 'claude-sonnet-5']) {
      const attempt = attemptOf(table.reserve({ ...first, model }, freeRules));
      table.settle(attempt, settlement({ model }), freeRules);
    }
    const usage = table.usage('month', freeRules);
    assert.equal(usage.requests, 1);
    assert.deepEqual(
      usage.models.map(({ model, requests, attempts }) => [model, requests, attempts]),
      [
        ['gpt-4o', 1, 2],
        ['claude-sonnet-5', 1, 1],
      ],
    );
  });

  it('counts for the model that answered, also when it was renamed in the middle of a month', () => {
    for (const model of ['gpt-4o', 'gpt-4o-2027-01-01']) {
      table.settle(attemptOf(table.reserve(reservation(), freeRules)), settlement({ model }), freeRules);
    }
    const { models } = table.usage('month', freeRules);
    assert.deepEqual(
      new Map(models.map(({ model, requests }) => [model, requests])),
      new Map([
        ['gpt-4o', 1],
        ['gpt-4o-2027-01-01', 1],
      ]),
    );
  });

  it('keeps what is unknown apart from what costs nothing', () => {
    const unknown = reservation({ model: 'mine', cost: null });
    table.settle(
      attemptOf(table.reserve(unknown, freeRules)),
      settlement({ model: 'mine', cost: null }),
      freeRules,
    );
    const free = reservation({ model: 'llama', cost: 0n });
    table.settle(
      attemptOf(table.reserve(free, freeRules)),
      settlement({ model: 'llama', cost: 0n }),
      freeRules,
    );
    const { models } = table.usage('month', freeRules);
    assert.deepEqual(
      new Map(models.map(({ model, cost, unpriced }) => [model, [cost, unpriced]])),
      new Map([
        ['llama', [0n, 0]],
        ['mine', [0n, 1]],
      ] as const),
    );
  });

  it('refuses by the limits in the same step as it reserves', () => {
    const rules = { ...freeRules, limits: { ...defaultLimits, burst: 2 } };
    attemptOf(table.reserve(reservation(), rules));
    attemptOf(table.reserve(reservation(), rules));
    const third = table.reserve(reservation(), rules);
    assert.ok(!third.admitted && third.refusal.kind === 'limit' && third.refusal.scope === 'burst');
    assert.equal(table.usage('day', rules).requests, 2);
    now += 60_000;
    attemptOf(table.reserve(reservation(), rules));
  });

  it('holds workspaces apart', () => {
    const rules = { ...freeRules, limits: { ...defaultLimits, workspaceRequests: 1 } };
    attemptOf(table.reserve(reservation(), rules));
    assert.equal(table.reserve(reservation(), rules).admitted, false);
    attemptOf(table.reserve(reservation({ workspace: '/other' }), rules));
    attemptOf(table.reserve(reservation({ workspace: null }), rules));
  });

  it('frees tokens of the window when a call took fewer than it might have', () => {
    const rules = { ...freeRules, limits: { ...defaultLimits, userTokens: 500 } };
    const attempt = attemptOf(table.reserve(reservation(), rules));
    assert.equal(table.reserve(reservation(), rules).admitted, false);
    table.settle(attempt, settlement(), rules);
    attemptOf(table.reserve(reservation(), rules));
  });

  it('neither locks out for long nor forgets when the clock is set back', () => {
    const rules = { ...freeRules, limits: { ...defaultLimits, userRequests: 2 } };
    attemptOf(table.reserve(reservation(), rules));
    attemptOf(table.reserve(reservation(), rules));
    now -= 400 * 86_400_000;
    const refused = table.reserve(reservation(), rules);
    assert.ok(!refused.admitted && refused.refusal.kind === 'limit');
    assert.equal(refused.refusal.resetAt, now + 3_600_000);
    now += 3_600_000;
    attemptOf(table.reserve(reservation(), rules));
  });

  it('foresees no longer lock-out after the clock was set back than there is', () => {
    const rules = { ...freeRules, limits: { ...defaultLimits, burst: 1 } };
    attemptOf(table.reserve(reservation(), rules));
    now -= 86_400_000;
    const asking = reservation();
    assert.equal(table.standing(asking, rules)?.kind, 'limit');
    now += 60_000;
    assert.equal(table.standing(asking, rules), null);
  });

  describe('under a budget', () => {
    const month = { monthlyUsd: dollar / 100n };

    const spend = (rules: SpendingRules): void =>
      table.settle(
        attemptOf(table.reserve(reservation(), rules)),
        settlement({ cost: 1_000_000_000n }),
        rules,
      );

    it('only tells when it is soft', () => {
      const rules = budgeted({ monthlyUsd: 1_500_000_000n });
      spend(rules);
      assert.deepEqual(table.takeAlerts(), []);
      spend(rules);
      const [alert, ...more] = table.takeAlerts();
      assert.deepEqual([alert?.kind, alert?.spent, more.length], ['monthly-usd', 2_000_000_000n, 0]);
    });

    it('tells once a month, and again when the budget was changed', () => {
      const rules = budgeted({ monthlyUsd: 1_000_000_000n });
      for (let time = 0; time < 3; time += 1) spend(rules);
      assert.equal(table.takeAlerts().length, 1);
      spend(rules);
      assert.equal(table.takeAlerts().length, 0);
      spend(budgeted({ monthlyUsd: 2_000_000_000n }));
      assert.equal(table.takeAlerts().length, 1);
      now = Date.parse('2026-12-01T00:00:00Z');
      spend(rules);
      assert.equal(table.takeAlerts().length, 1);
    });

    it('tells of what was spent, not of what a call might have taken', () => {
      const rules = budgeted({ monthlyUsd: 1_000_000_000n });
      const attempt = attemptOf(table.reserve(reservation(), rules));
      table.settle(attempt, settlement(), rules);
      assert.deepEqual(table.takeAlerts(), []);
      spend(rules);
      assert.equal(table.takeAlerts().length, 1);
    });

    it('stops hard before what could go over, and begins anew with the month', () => {
      const rules = budgeted({ ...month, hardStop: true });
      for (let time = 0; time < 10; time += 1) attemptOf(table.reserve(reservation(), rules));
      const refused = table.reserve(reservation(), rules);
      assert.ok(!refused.admitted && refused.refusal.kind === 'budget');
      assert.equal(refused.refusal.budget.resetAt, Date.parse('2026-12-01T00:00:00Z'));
      now = refused.refusal.budget.resetAt;
      attemptOf(table.reserve(reservation(), rules));
    });

    it('takes a budget that changed during a call from then on', () => {
      const attempt = attemptOf(table.reserve(reservation(), budgeted({ ...month, hardStop: true })));
      const smaller = budgeted({ monthlyUsd: 100_000_000n, hardStop: true });
      table.settle(attempt, settlement(), smaller);
      assert.equal(table.takeAlerts()[0]?.limit, 100_000_000n);
      assert.equal(table.reserve(reservation(), smaller).admitted, false);
    });

    it('lets what is free pass a spent budget of dollars, and refuses what has no known price', () => {
      const rules = budgeted({ monthlyUsd: 0n, hardStop: true });
      attemptOf(table.reserve(reservation({ cost: 0n }), rules));
      const unknown = table.reserve(reservation({ cost: null }), rules);
      assert.ok(!unknown.admitted && unknown.refusal.kind === 'unpriced');
    });

    it('counts tokens of every model', () => {
      const rules = budgeted({ monthlyTokens: 500, hardStop: true });
      attemptOf(table.reserve(reservation({ cost: 0n }), rules));
      assert.equal(table.reserve(reservation({ cost: 0n }), rules).admitted, false);
    });

    it('counts days and months where the user is', () => {
      const rules = { ...budgeted({ dailyUsd: 1_000_000_000n, hardStop: true }), zone: 'Pacific/Auckland' };
      attemptOf(table.reserve(reservation(), rules));
      assert.equal(table.reserve(reservation(), rules).admitted, false);
      now = Date.parse('2026-11-21T11:00:00Z');
      attemptOf(table.reserve(reservation(), rules));
    });
  });

  it('foresees what would be refused without writing', () => {
    const rules = { ...freeRules, limits: { ...defaultLimits, burst: 1 } };
    const asking = reservation();
    assert.equal(table.standing(asking, rules), null);
    attemptOf(table.reserve(reservation(), rules));
    assert.equal(table.standing(asking, rules)?.kind, 'limit');
    const spent = budgeted({ monthlyTokens: 300, hardStop: true });
    assert.equal(table.standing(asking, spent)?.kind, 'budget');
  });

  it('keeps its sums equal to its rows, whatever happens in whatever order', () => {
    const step = fc.record({
      request: fc.nat(5),
      model: fc.constantFrom('a', 'b', 'c'),
      answered: fc.constantFrom('a', 'b', 'c', 'd'),
      settle: fc.boolean(),
      later: fc.nat(40 * 60_000),
      tokens: fc.nat(1000),
      cost: fc.option(fc.bigInt(0n, 10n ** 12n)),
      outcome: fc.constantFrom('answered', 'failed', 'aborted'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { table, connection } = tableLedger(() => now);
        const open: number[] = [];
        for (const { request, model, answered, settle, later, tokens, cost, outcome } of steps) {
          now += later;
          const requestId = `00000000-0000-4000-8000-00000000000${request}`;
          const asked = reservation({ requestId, model, cost, inputTokens: tokens });
          open.push(attemptOf(table.reserve(asked, freeRules)));
          const attempt = settle ? open.shift() : undefined;
          if (attempt === undefined) continue;
          const settled = settlement({ model: answered, cost, inputTokens: tokens, outcome });
          table.settle(attempt, settled, freeRules);
        }
        const sums = (from: string, count: string): unknown =>
          connection
            .prepare(
              `SELECT coalesce(sum(input), 0) AS input, coalesce(sum(output), 0) AS output, coalesce(sum(cost), 0) AS cost,
               ${count} AS attempts FROM ${from}`,
            )
            .get();
        assert.deepEqual(sums('spend', 'coalesce(sum(attempts), 0)'), sums('attempt', 'count(*)'));
        const value = (sql: string): unknown => connection.prepare(`SELECT ${sql} AS value`).get()?.['value'];
        assert.equal(
          value('(SELECT coalesce(sum(requests), 0) FROM spend)'),
          value('(SELECT count(DISTINCT request) FROM attempt)'),
        );
        assert.equal(
          value('(SELECT coalesce(sum(model_requests), 0) FROM spend)'),
          value('(SELECT count(*) FROM (SELECT DISTINCT request, model FROM attempt))'),
        );
        assert.equal(value('(SELECT coalesce(sum(open), 0) FROM spend)'), open.length);
        assert.equal(value('(SELECT count(*) FROM spend WHERE attempts = 0)'), 0);
      }),
      { numRuns: 60 },
    );
  });

  it('waits for the disk again after its own brief transactions', () => {
    attemptOf(table.reserve(reservation(), freeRules));
    assert.equal(connection.prepare('PRAGMA synchronous').get()?.['synchronous'], 2);
  });
});

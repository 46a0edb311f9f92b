import assert from 'node:assert/strict';
import path from 'node:path';
import { costOf } from '../../../../src/core/usage/cost.ts';
import { defaultLimits } from '../../../../src/core/usage/limits.ts';
import { priceOf } from '../../../../src/core/usage/prices.ts';
import { dollar } from '../../../../src/core/usage/money.ts';
import type { Usage } from '../../../../src/core/usage/ledger.ts';
import { openStore } from '../../../../src/node/store/openStore.ts';
import { chargingServer, type Charge, type ChargingServer } from '../../../harness/chargingServer.ts';
import { ledgerProcesses, type LedgerProcesses, type WorkDone } from '../../../harness/ledgerProcesses.ts';
import { freeRules } from '../../../harness/tableLedger.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../harness/temporaryFolder.ts';

describe('eight processes on one account', function () {
  this.timeout(120_000);
  let processes: LedgerProcesses;
  let server: ChargingServer;
  let folder: TemporaryFolder;
  let round = 0;

  before(async () => {
    processes = await ledgerProcesses(8);
  });

  after(() => processes.end());

  beforeEach(async () => {
    folder = temporaryFolder();
    server = await chargingServer();
  });

  afterEach(async () => {
    await server.close();
    folder.remove();
  });

  async function work(
    calls: number,
    settings: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly done: readonly WorkDone[]; readonly usage: Usage }> {
    round += 1;
    const database = path.join(folder.path, 'whetstone.db');
    const done = await processes.work({ database, url: server.url, calls, settings }, round);
    const store = openStore({ path: database });
    const usage = await store.ledger.usage('month', freeRules);
    await store.close();
    for (const { troubles } of done) assert.deepEqual(troubles, []);
    return { done, usage };
  }

  const sum = (of: (charge: Charge) => number): number =>
    server.journal.reduce((total, charge) => total + of(charge), 0);
  const requests = (): number => new Set(server.journal.map(({ requestId }) => requestId)).size;
  const cost = (): bigint =>
    server.journal.reduce(
      (total, { input, cached, output }) =>
        total + (costOf({ input, cachedInput: cached, cacheWrite: 0, output }, priceOf('gpt-4o')) ?? 0n),
      0n,
    );

  it('write down to the token what the server charges, each call once', async () => {
    const { usage } = await work(8, { 'rateLimit.enabled': false });
    const [model, ...more] = usage.models;
    assert.ok(model !== undefined && more.length === 0);
    assert.deepEqual(
      [
        model.inputTokens,
        model.cachedInputTokens,
        model.outputTokens,
        model.attempts,
        model.requests,
        model.open,
      ],
      [
        sum(({ input }) => input),
        sum(({ cached }) => cached),
        sum(({ output }) => output),
        server.journal.length,
        requests(),
        0,
      ],
    );
    assert.equal(model.cost, cost());
    assert.equal(requests(), 8 * 8);
  });

  it('pass no limit of requests', async () => {
    const { done } = await work(8, { ...raised, 'rateLimit.userRequests': 37, 'rateLimit.burst': 1000 });
    assert.equal(requests(), 37);
    assert.ok(done.some(({ refused }) => (refused['rate-limited'] ?? 0) > 0));
  });

  it('pass no limit of tokens', async () => {
    await work(8, { ...raised, 'rateLimit.userTokens': 3000 });
    const used = sum(({ input, output }) => input + output);
    assert.ok(used <= 3000 && used > 2000, String(used));
  });

  it('pass no hard budget', async () => {
    const { usage } = await work(8, {
      'rateLimit.enabled': false,
      'budget.monthlyUsd': 0.02,
      'budget.hardStop': true,
    });
    assert.ok(cost() <= dollar / 50n && cost() > dollar / 80n, String(cost()));
    assert.equal(usage.models[0]?.cost, cost());
  });
});

const raised = Object.fromEntries(Object.keys(defaultLimits).map((name) => [`rateLimit.${name}`, 1_000_000]));

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { compose } from '../../../src/core/model/completion.ts';
import { readAccountingSettings } from '../../../src/core/usage/accountingSettings.ts';
import { accounting } from '../../../src/node/accounting.ts';
import { databaseName } from '../../../src/node/home.ts';
import { openStore } from '../../../src/node/store/openStore.ts';
import { completion, completionRequest } from '../../harness/completions.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';
import { run, type Recorded } from './recordedIo.ts';

const budget = z.strictObject({
  limit: z.number(),
  spent: z.number(),
  remaining: z.number(),
  percent: z.number(),
  resetAt: z.iso.datetime(),
});
const usageShape = z.object({
  period: z.enum(['day', 'week', 'month']),
  totalRequests: z.int(),
  totalEnhancements: z.int(),
  totalScores: z.int(),
  totalRenderings: z.int(),
  totalTokens: z.int(),
  costUsd: z.number().nullable(),
  byModel: z.record(
    z.string(),
    z.object({
      requests: z.int(),
      inputTokens: z.int(),
      outputTokens: z.int(),
      costUsd: z.number().nullable(),
    }),
  ),
  budget: z
    .strictObject({
      dailyUsd: budget.nullable(),
      monthlyUsd: budget.nullable(),
      monthlyTokens: budget.nullable(),
      alertPercent: z.number(),
      hardStop: z.boolean(),
    })
    .nullable(),
});

describe('whetstone usage, audit and cache', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = temporaryFolder();
  });

  afterEach(() => folder.remove());

  function whetstone(...args: readonly string[]): Promise<Recorded> {
    return run(args, { env: { WHETSTONE_HOME: folder.path }, cwd: folder.path });
  }

  /** Calls as the gateway makes them, on the same data folder. */
  async function calls(models: readonly (string | null)[]): Promise<void> {
    const store = openStore({ path: path.join(folder.path, databaseName) });
    const settings = readAccountingSettings(() => undefined);
    const { surroundings } = accounting({ store, settings: () => settings });
    const provider = { id: 'openai', kind: 'openai', local: false } as const;
    const meter = surroundings.meter({ model: provider, name: 'OpenAI', enabled: () => true } as never);
    const { audit, budget: limited, cache, rateLimit } = surroundings;
    for (const model of models) {
      const complete = compose([audit, cache, limited, rateLimit, meter], async (request) => {
        if (request.model === null) throw new TypeError('broken');
        return completion('done', { model: request.model, inputTokens: 1000, outputTokens: 100 });
      });
      const account = { ...completionRequest().account, requestId: randomUUID() };
      const request = completionRequest(`question for ${model}`, { operation: 'review', model, account });
      await complete(request, new AbortController().signal).catch(() => {}); // a failure is in the audit
    }
    await store.close();
  }

  it('print the promised JSON on an empty data folder', async () => {
    const usage = await whetstone('usage', '--json');
    assert.equal(usage.status, 0);
    const report = usageShape.parse(JSON.parse(usage.stdout));
    assert.deepEqual(
      [
        report.period,
        report.totalRequests,
        report.totalTokens,
        report.costUsd,
        report.byModel,
        report.budget,
      ],
      ['month', 0, 0, 0, {}, null],
    );
    const cache = await whetstone('cache', '--json');
    assert.deepEqual(JSON.parse(cache.stdout), { entries: 0, bytes: 0, hits: 0, misses: 0, hitRate: 0 });
    assert.deepEqual(JSON.parse((await whetstone('audit', '--json')).stdout), []);
    assert.equal((await whetstone('usage', '--period', 'year')).status, 2);
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => !name.startsWith('whetstone.db')),
      [],
    );
  });

  it('count what went to a provider, and a cached answer apart', async () => {
    await calls(['gpt-4o', 'gpt-4o', 'gpt-4o-mini']);
    const report = usageShape.parse(JSON.parse((await whetstone('usage', '--json')).stdout));
    // 1000 at $2.50 and 100 at $10; 1000 at $0.15 and 100 at $0.60 for a million.
    assert.deepEqual([report.totalRequests, report.totalTokens, report.costUsd], [2, 2200, 0.003_71]);
    assert.deepEqual(Object.keys(report.byModel), ['gpt-4o', 'gpt-4o-mini']);
    const { 'gpt-4o': gpt } = report.byModel;
    assert.deepEqual(
      [gpt?.requests, gpt?.inputTokens, gpt?.outputTokens, gpt?.costUsd],
      [1, 1000, 100, 0.0035],
    );
    const cache = JSON.parse((await whetstone('cache', '--json')).stdout) as Record<string, number>;
    assert.deepEqual([cache['entries'], cache['hits'], cache['misses'], cache['hitRate']], [2, 1, 2, 1 / 3]);
    const text = (await whetstone('usage')).stdout;
    assert.match(text, /This month: 2 requests, 2,200 tokens, \$0\.0037; 0 enhancements/);
    assert.match(text, /gpt-4o {7}1 request, 1,000 \+ 100 tokens, \$0\.0035/);
  });

  it('never show an unknown cost as nothing', async () => {
    await calls(['mine']);
    const report = usageShape.parse(JSON.parse((await whetstone('usage', '--json')).stdout));
    assert.deepEqual([report.costUsd, report.byModel['mine']?.costUsd], [null, null]);
    const text = (await whetstone('usage', '--period', 'day')).stdout;
    assert.match(text, /Today: .*cost unknown/);
    assert.doesNotMatch(text, /\$0\.00/);
  });

  it('show the budget of the settings, and name what of them cannot be used', async () => {
    folder.write({
      'settings.json':
        '{"budget.monthlyUsd": 0.01, "budget.preset": "lite", "budget.hardStop": true, "rateLimit.burst": "x"}',
    });
    await calls(['gpt-4o']);
    const { stderr, stdout } = await whetstone('usage', '--json');
    const report = usageShape.parse(JSON.parse(stdout));
    assert.deepEqual(
      [
        report.budget?.monthlyUsd?.percent,
        report.budget?.monthlyUsd?.remaining,
        report.budget?.monthlyTokens?.limit,
      ],
      [35, 0.0065, 200_000],
    );
    assert.match(stderr, /rateLimit\.burst cannot be used/);
    const text = (await whetstone('usage')).stdout;
    assert.match(text, /\$0\.0035 of \$0\.01 a month \(35%\)/);
    assert.match(text, /1,100 of 200,000 tokens a month \(1%\)/);
    assert.match(text, /refused/);
  });

  it('list and export what was asked, newest first, without its text', async () => {
    await calls(['gpt-4o', 'gpt-4o', null]);
    const entries = JSON.parse((await whetstone('audit', '--json')).stdout) as Record<string, unknown>[];
    assert.deepEqual(
      entries.map(({ action, cached, success, errorCode, costUsd }) => [
        action,
        cached,
        success,
        errorCode,
        costUsd,
      ]),
      [
        ['review', false, false, 'internal', null],
        ['review', true, true, null, 0],
        ['review', false, true, null, 0.0035],
      ],
    );
    const csv = (await whetstone('audit', '--format', 'csv')).stdout;
    assert.equal(csv.trimEnd().split('\r\n').length, 4);
    const jsonl = (await whetstone('audit', '--format', 'jsonl', '--limit', '2')).stdout;
    assert.equal(jsonl.trimEnd().split('\n').length, 2);
    assert.ok(![csv, jsonl].some((text) => text.includes('question for')));
    const future = await whetstone('audit', '--json', '--from', '2999-01-01');
    assert.equal(future.stdout, '[]\n');
    assert.equal((await whetstone('audit', '--from', 'soon')).status, 2);
    assert.equal((await whetstone('audit', '--limit', '0')).status, 2);
    assert.match((await whetstone('audit')).stdout, /review +internal/);
  });

  it('count scores and renderings, where there is an account already', async () => {
    await whetstone('score', 'fix the login bug');
    assert.deepEqual(readdirSync(folder.path), []);
    await whetstone('usage');
    await whetstone('score', 'fix the login bug');
    await whetstone('score', '--json', 'fix the login bug');
    const report = usageShape.parse(JSON.parse((await whetstone('usage', '--json')).stdout));
    assert.deepEqual([report.totalScores, report.totalRenderings, report.totalRequests], [2, 0, 0]);
  });

  it('clear the cache', async () => {
    await calls(['gpt-4o']);
    const { stdout } = await whetstone('cache', 'clear', '--json');
    assert.deepEqual(JSON.parse(stdout), {
      entries: 0,
      bytes: 0,
      hits: 0,
      misses: 1,
      hitRate: 0,
      cleared: 1,
    });
    assert.match((await whetstone('cache')).stdout, /^0 answers, 0 kB; 0 hits, 1 miss \(0%\)/);
  });
});

import assert from 'node:assert/strict';
import { AttemptError } from '../../../src/core/model/attemptError.ts';
import { budget } from '../../../src/core/model/budget.ts';
import type { Complete, CompletionRequest } from '../../../src/core/model/completion.ts';
import type { Metered } from '../../../src/core/model/estimate.ts';
import { meter, type MeterDependencies } from '../../../src/core/model/meter.ts';
import { rateLimit } from '../../../src/core/model/rateLimit.ts';
import { WhetstoneError } from '../../../src/core/errors.ts';
import { noBudget } from '../../../src/core/usage/budget.ts';
import type { Ledger, ModelUsage, SpendingRules } from '../../../src/core/usage/ledger.ts';
import { defaultLimits } from '../../../src/core/usage/limits.ts';
import { toUsd } from '../../../src/core/usage/money.ts';
import { countTokens } from '../../../src/core/usage/tokens.ts';
import { completion, completionRequest } from '../../harness/completions.ts';
import { freeRules, reservation, tableLedger } from '../../harness/tableLedger.ts';

const openai: Metered = { id: 'openai', kind: 'openai', local: false };
const signal = new AbortController().signal;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the meter', () => {
  let now: number;
  let ledger: Ledger;
  let rules: SpendingRules;

  beforeEach(() => {
    now = Date.parse('2026-11-21T10:00:00Z');
    ({ ledger } = tableLedger(() => now));
    rules = freeRules;
  });

  function metered(
    answer: Complete,
    given: { readonly provider?: Metered } & Partial<MeterDependencies> = {},
  ): Complete {
    const { provider = openai, ...dependencies } = given;
    const middleware = meter(provider, {
      ledger,
      rules: () => rules,
      prices: () => ({}),
      countTokens,
      now: () => now,
      ...dependencies,
    });
    return middleware(answer);
  }

  async function used(): Promise<ModelUsage> {
    const [model, ...more] = (await ledger.usage('month', rules)).models;
    assert.ok(model !== undefined && more.length === 0);
    return model;
  }

  const request = (given: Partial<CompletionRequest> = {}): CompletionRequest =>
    completionRequest('fix the login bug', { model: 'gpt-4o', ...given });

  it('settles what the provider counted, with its price', async () => {
    const answer = await metered(async () =>
      completion('done', { model: 'gpt-4o', inputTokens: 1000, cachedInputTokens: 600, outputTokens: 100 }),
    )(request(), signal);
    // 400 at $2.50, 600 at $1.25, 100 at $10 for a million.
    assert.equal(answer.costUsd, 0.001 + 0.000_75 + 0.001);
    const model = await used();
    assert.deepEqual([model.inputTokens, model.outputTokens, model.estimated, model.open], [1000, 100, 0, 0]);
    assert.equal(toUsd(model.cost), answer.costUsd);
  });

  it('reserves the most that the call can take before it is made', async () => {
    let during: ModelUsage | undefined;
    await metered(async () => {
      during = await used();
      return completion('done', { model: 'gpt-4o' });
    })(request({ maxTokens: 500 }), signal);
    assert.ok(
      during !== undefined && during.inputTokens >= 4 && during.outputTokens === 500 && during.open === 1,
    );
    assert.ok(toUsd(during.cost) >= 0.005);
  });

  it('counts what a server does not say, and says that it did', async () => {
    for (const [inputTokens, outputTokens] of [
      [null, null],
      [0, 0],
    ] as const) {
      ({ ledger } = tableLedger(() => now));
      const answer = await metered(async () =>
        completion('All is well now.', { model: 'gpt-4o', inputTokens, outputTokens }),
      )(request(), signal);
      const expected = await countTokens('All is well now.', 'gpt-4o');
      assert.equal(answer.outputTokens, expected.tokens);
      assert.ok(answer.costUsd !== null && answer.costUsd > 0);
      const model = await used();
      assert.deepEqual([model.outputTokens, model.estimated], [expected.tokens, 1]);
      assert.deepEqual(answer.notes, []);
    }
  });

  it('believes no negative, broken or absurd counts', async () => {
    for (const wrong of [-5, 1.5, Number.NaN, 1e15, Infinity]) {
      ({ ledger } = tableLedger(() => now));
      const answer = await metered(async () =>
        completion('ok', {
          model: 'gpt-4o',
          inputTokens: wrong,
          outputTokens: wrong,
          cachedInputTokens: wrong,
        }),
      )(request(), signal);
      const model = await used();
      assert.ok(model.inputTokens < 50 && model.inputTokens > 3, String(wrong));
      assert.ok(model.outputTokens < 5 && model.outputTokens > 0, String(wrong));
      assert.equal(model.cachedInputTokens, 0);
      assert.match(answer.notes.join(), /cannot be right/);
    }
  });

  it('lets the cost that the provider states win', async () => {
    const answer = await metered(async () => completion('ok', { model: 'some/model', costUsd: 0.000_123 }))(
      request({ model: 'some/model' }),
      signal,
    );
    assert.equal(answer.costUsd, 0.000_123);
  });

  it('leaves an unknown price unknown', async () => {
    const answer = await metered(async () => completion('ok', { model: 'mine' }))(
      request({ model: 'mine' }),
      signal,
    );
    assert.equal(answer.costUsd, null);
    assert.equal((await used()).unpriced, 1);
  });

  it('charges nothing for a model of this machine', async () => {
    const provider: Metered = { id: 'ollama', kind: 'ollama', local: true };
    const answer = await metered(async () => completion('ok', { model: 'llama3' }), { provider })(
      request({ model: 'llama3' }),
      signal,
    );
    assert.equal(answer.costUsd, 0);
    assert.equal((await used()).unpriced, 0);
  });

  it('charges for the model of a vendor behind a proxy on this machine, and takes the default model of a provider for the one that is asked', async () => {
    const provider: Metered = { id: 'proxy', kind: 'openai', local: true, defaultModel: 'gpt-4o' };
    const seen: (string | null)[] = [];
    const answer = await metered(
      async ({ model }) => {
        seen.push(model);
        assert.equal((await used()).model, 'gpt-4o');
        return completion('ok', { model: 'gpt-4o', inputTokens: 1000, outputTokens: 0 });
      },
      { provider },
    )(request({ model: null }), signal);
    assert.ok(answer.costUsd !== null && answer.costUsd > 0.0025);
    assert.deepEqual(seen, [null]);
    const own = await metered(async () => completion('ok', { model: 'qwen' }), { provider })(
      request({ model: 'qwen' }),
      signal,
    );
    assert.equal(own.costUsd, 0);
  });

  it('takes the prices of the settings', async () => {
    const prices = () => ({ mine: { input: 1, output: 2 } });
    const answer = await metered(
      async () => completion('ok', { model: 'mine', inputTokens: 1000, outputTokens: 500 }),
      { prices },
    )(request({ model: 'mine' }), signal);
    assert.equal(answer.costUsd, 0.002);
  });

  it('counts a cancelled call with what had come of it', async () => {
    const controller = new AbortController();
    const shown: string[] = [];
    const call = metered(async ({ onText }) => {
      onText?.('The first half of');
      controller.abort();
      throw controller.signal.reason;
    })(request({ onText: (text) => shown.push(text) }), controller.signal);
    await assert.rejects(call, { name: 'AbortError' });
    const model = await used();
    assert.equal(model.outputTokens, (await countTokens('The first half of', 'gpt-4o')).tokens);
    assert.ok(model.inputTokens > 0);
    assert.deepEqual([model.open, model.estimated, shown], [0, 1, ['The first half of']]);
  });

  it('leaves no open row behind when the call is cancelled while it is being written down', async () => {
    const controller = new AbortController();
    const kept = ledger;
    ledger = {
      ...kept,
      reserve: async (...given) => {
        const admission = await kept.reserve(...given);
        controller.abort();
        given[2]?.throwIfAborted();
        return admission;
      },
    };
    let asked = 0;
    const answer = metered(async () => {
      asked += 1;
      return completion('done', { model: 'gpt-4o' });
    });
    await assert.rejects(answer(request(), controller.signal), { name: 'AbortError' });
    const { attempts, open, inputTokens, outputTokens, cost } = await used();
    assert.deepEqual([asked, attempts, open, inputTokens, outputTokens, cost], [0, 1, 0, 0, 0, 0n]);
  });

  it('asks the vendor for the count that it can only estimate', async () => {
    const controller = new AbortController();
    const provider: Metered = { id: 'anthropic', kind: 'anthropic', local: false };
    const call = metered(
      async () => {
        controller.abort();
        throw controller.signal.reason;
      },
      { provider, countAtVendor: async () => 21 },
    )(request({ model: 'claude-sonnet-5' }), controller.signal);
    await assert.rejects(call);
    assert.equal((await used()).inputTokens, 21);
  });

  it('charges failures by what a vendor would charge', async () => {
    const failures: readonly [AttemptError, boolean][] = [
      [new AttemptError('provider-rate-limited', 'm', 'h', { retryable: true, status: 429 }), true],
      [new AttemptError('network', 'm', 'h', { retryable: true }), true],
      [new AttemptError('timeout', 'm', 'h', { retryable: false }), false],
      [new AttemptError('provider-invalid-response', 'm', 'h', { retryable: true, status: 200 }), false],
    ];
    for (const [failure, free] of failures) {
      ({ ledger } = tableLedger(() => now));
      const call = metered(async () => {
        throw failure;
      })(request(), signal);
      await assert.rejects(call, failure);
      const model = await used();
      assert.equal(model.inputTokens === 0 && model.cost === 0n, free, failure.code);
      assert.deepEqual([model.failures, model.open], [1, 0]);
    }
  });

  it('makes no call that a limit or budget refuses, and says which', async () => {
    let calls = 0;
    const answer: Complete = async () => {
      calls += 1;
      return completion('ok', { model: 'gpt-4o' });
    };
    rules = { ...freeRules, limits: { ...defaultLimits, burst: 1 } };
    await ledger.reserve(reservation(), rules);
    await assert.rejects(metered(answer)(request(), signal), (error: unknown) => {
      assert.ok(error instanceof WhetstoneError && error.code === 'rate-limited');
      assert.match(error.message, /1 request a minute/);
      assert.equal(error.resetAt, '2026-11-21T10:01:00.000Z');
      return true;
    });
    rules = { ...freeRules, budget: { ...noBudget, monthlyUsd: 1n, hardStop: true } };
    await assert.rejects(metered(answer)(request(), signal), {
      code: 'budget-exceeded',
      hint: /use a local model/,
    });
    // Its tokens would count as well.
    rules = { ...freeRules, budget: { ...noBudget, monthlyTokens: 1, hardStop: true } };
    await assert.rejects(metered(answer)(request(), signal), {
      code: 'budget-exceeded',
      hint: /use the built-in rewriter/,
    });
    assert.equal(calls, 0);
  });

  it('makes no call when the account cannot be kept', async () => {
    let calls = 0;
    const full = new WhetstoneError('storage', 'The disk is full.', 'Free some space.');
    const broken: Ledger = { ...ledger, reserve: () => Promise.reject(full) };
    const call = metered(
      async () => {
        calls += 1;
        return completion('ok');
      },
      { ledger: broken },
    )(request(), signal);
    await assert.rejects(call, {
      code: 'storage',
      message: 'Nothing was sent, because the call could not be written down. The disk is full.',
      hint: 'Free some space.',
      cause: full,
    });
    assert.equal(calls, 0);
  });

  it('gives the answer that was paid for even when it cannot be settled', async () => {
    const unsettled: unknown[] = [];
    const full = new WhetstoneError('storage', 'The disk is full.', 'Free some space.');
    const broken: Ledger = { ...ledger, settle: () => Promise.reject(full) };
    const answer = await metered(async () => completion('ok', { model: 'gpt-4o' }), {
      ledger: broken,
      onUnsettled: (error) => unsettled.push(error),
    })(request(), signal);
    assert.equal(answer.text, 'ok');
    await turn();
    assert.deepEqual(unsettled, [full]);
    assert.equal((await used()).open, 1);
  });
});

describe('the rate limit and the budget before the providers', () => {
  const now = Date.parse('2026-11-21T10:00:00Z');

  it('refuses before a provider is tried from the first refusal on, until there is room again', async () => {
    let time = now;
    const { ledger } = tableLedger(() => time);
    let rules = { ...freeRules, limits: { ...defaultLimits, burst: 1 } } as SpendingRules;
    let tried = 0;
    const metered = meter(openai, {
      ledger,
      rules: () => rules,
      prices: () => ({}),
      countTokens,
      now: () => time,
    });
    const inner = metered(async () => completion('ok', { model: 'gpt-4o' }));
    const ask = rateLimit(
      ledger,
      () => rules,
    )((request, given) => {
      tried += 1;
      return inner(request, given);
    });
    const one = (number: number): Promise<unknown> => {
      const account = { ...completionRequest().account, requestId: `request ${number}` };
      return ask(completionRequest('why?', { model: 'gpt-4o', account }), signal);
    };
    await one(1);
    await assert.rejects(one(2), { code: 'rate-limited' });
    await assert.rejects(one(3), { code: 'rate-limited' });
    assert.equal(tried, 2);
    time += 60_000;
    await one(4);
    await assert.rejects(one(5), { code: 'rate-limited' });
    assert.equal(tried, 4);
    rules = freeRules;
    await one(6);
    assert.equal(tried, 5);
  });

  it('let a free model pass a spent budget of dollars', async () => {
    const { ledger } = tableLedger(() => now);
    const spent = { ...freeRules, budget: { ...noBudget, monthlyUsd: 0n, hardStop: true } };
    const next: Complete = async () => completion('ok');
    await assert.rejects(budget(ledger, () => spent)(next)(completionRequest(), signal), {
      code: 'budget-exceeded',
    });
    await budget(
      ledger,
      () => spent,
      () => true,
    )(next)(completionRequest(), signal);
    const soft = { ...spent, budget: { ...spent.budget, hardStop: false } };
    await budget(ledger, () => soft)(next)(completionRequest(), signal);
  });

  it('switched off, they ask the ledger nothing', async () => {
    const untouched = new Proxy({} as Ledger, {
      get: () => assert.fail('the ledger was asked'),
    });
    const next: Complete = async () => completion('ok');
    await rateLimit(untouched, () => freeRules)(next)(completionRequest(), signal);
    await budget(untouched, () => freeRules)(next)(completionRequest(), signal);
  });
});

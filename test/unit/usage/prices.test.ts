import assert from 'node:assert/strict';
import fc from 'fast-check';
import { costOf, mostItCosts } from '../../../src/core/usage/cost.ts';
import { toUsd } from '../../../src/core/usage/money.ts';
import { isOld, priceOf } from '../../../src/core/usage/prices.ts';
import table from '../../../src/core/usage/prices.json' with { type: 'json' };

describe('prices', () => {
  it('say where and when each was read', () => {
    for (const row of table) {
      assert.match(row.source, /^https:\/\//, row.model);
      assert.match(row.date, /^20\d\d-\d\d-\d\d$/, row.model);
      assert.ok(row.input > 0 && row.output >= row.input, row.model);
    }
    assert.equal(new Set(table.map(({ model }) => model)).size, table.length);
  });

  it('are flagged after 90 days', () => {
    const price = priceOf('claude-sonnet-5');
    assert.ok(price?.date);
    const read = Date.parse(price.date);
    assert.equal(isOld(price, read + 90 * 86_400_000), false);
    assert.equal(isOld(price, read + 91 * 86_400_000), true);
  });

  it('are found for dated, routed and prefixed names', () => {
    const gpt = priceOf('gpt-4o');
    assert.ok(gpt);
    for (const name of ['gpt-4o-2024-08-06', 'openai/gpt-4o', 'openai:gpt-4o', 'GPT-4o']) {
      assert.equal(priceOf(name), gpt, name);
    }
    assert.equal(priceOf('gpt-4o-2024-05-13')?.input, 5);
    assert.equal(priceOf('anthropic/claude-sonnet-4.5'), priceOf('claude-sonnet-4-5-20250929'));
  });

  it('are unknown for what is not in the list, never nothing', () => {
    for (const name of ['my-own-model', '', 'gpt-99', 'constructor', '__proto__'])
      assert.equal(priceOf(name), null, name);
    assert.equal(costOf({ input: 10, cachedInput: 0, cacheWrite: 0, output: 1 }, null), null);
    assert.equal(costOf({ input: 0, cachedInput: 0, cacheWrite: 0, output: 0 }, null), 0n);
  });

  it('can be set by the user, zero too', () => {
    const own = { 'gpt-4o': { input: 1, output: 2 }, mine: { input: 0, output: 0 } };
    assert.equal(priceOf('gpt-4o', own)?.input, 1);
    assert.equal(priceOf('gpt-4o-2024-08-06', own)?.input, 1);
    const free = priceOf('mine', own);
    assert.equal(costOf({ input: 10, cachedInput: 0, cacheWrite: 0, output: 1 }, free), 0n);
  });
});

describe('cost', () => {
  it('charges cached and newly cached input at their own rates', () => {
    const tokens = { input: 1000, cachedInput: 400, cacheWrite: 100, output: 200 };
    // 500 at $3, 400 at $0.30, 100 at $3.75, 200 at $15 for a million.
    assert.equal(
      toUsd(costOf(tokens, priceOf('claude-sonnet-4-5')) ?? -1n),
      0.0015 + 0.00012 + 0.000375 + 0.003,
    );
  });

  it('charges long questions at the rates for long ones', () => {
    const price = priceOf('claude-haiku-5-5');
    const cost = (input: number): number =>
      toUsd(costOf({ input, cachedInput: 0, cacheWrite: 0, output: 0 }, price) ?? -1n);
    assert.equal(cost(100_000), 0.01);
    assert.equal(cost(200_000), 0.1);
  });

  it('is never above the bound', () => {
    const models = table.map(({ model }) => model);
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        fc.nat(400_000),
        fc.nat(4000),
        fc.nat(1000),
        fc.nat(1000),
        (model, input, output, cached, written) => {
          const price = priceOf(model);
          const cachedInput = Math.min(input, cached);
          const cacheWrite = Math.min(input - cachedInput, written);
          const cost = costOf({ input, cachedInput, cacheWrite, output }, price);
          const most = mostItCosts(input, output, price);
          assert.ok(cost !== null && most !== null && cost <= most);
        },
      ),
    );
  });

  it('adds up a million calls to the picodollar', () => {
    const price = priceOf('gpt-4o-mini');
    let sum = 0n;
    for (let call = 0; call < 1_000_000; call += 1) {
      sum +=
        costOf({ input: (call % 97) + 1, cachedInput: call % 2, cacheWrite: 0, output: call % 31 }, price) ??
        0n;
    }
    let [fresh, cached, output] = [0, 0, 0];
    for (let call = 0; call < 1_000_000; call += 1) {
      fresh += (call % 97) + 1 - (call % 2);
      cached += call % 2;
      output += call % 31;
    }
    assert.equal(sum, BigInt(fresh) * 150_000n + BigInt(cached) * 75_000n + BigInt(output) * 600_000n);
  });
});

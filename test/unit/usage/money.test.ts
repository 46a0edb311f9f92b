import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dollar, formatUsd, fromUsd, toUsd } from '../../../src/core/usage/money.ts';

describe('money', () => {
  it('reads amounts as they are written', () => {
    assert.equal(fromUsd(0.1), dollar / 10n);
    assert.equal(fromUsd(1e-7), 100_000n);
    assert.equal(fromUsd(2.5e21), 25n * 10n ** 20n * dollar);
    assert.equal(fromUsd(1e-13), 0n);
    assert.equal(fromUsd(0.30000000000000004), 300_000_000_000n);
    for (const wrong of [-1, Number.NaN, Infinity]) assert.throws(() => fromUsd(wrong), RangeError);
  });

  it('comes back from every amount with up to six decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (micro) => {
        assert.equal(fromUsd(micro / 1e6), BigInt(micro) * 1_000_000n);
        assert.equal(toUsd(BigInt(micro) * 1_000_000n), micro / 1e6);
      }),
    );
  });

  it('does not drift over a million additions, where numbers do', () => {
    let [exact, number] = [0n, 0];
    const step = fromUsd(0.000_001_7);
    for (let time = 0; time < 1_000_000; time += 1) {
      exact += step;
      number += 0.000_001_7;
    }
    assert.equal(toUsd(exact), 1.7);
    assert.notEqual(number, 1.7);
  });

  it('shows amounts with the digits that matter, and unknown as unknown', () => {
    const shown = [12.3, 1, 0.42, 0.042, 0.01, 0.000_018, 0.000_000_1, 0, 1234.567].map((usd) =>
      formatUsd(fromUsd(usd)),
    );
    assert.deepEqual(shown, [
      '$12.30',
      '$1.00',
      '$0.42',
      '$0.042',
      '$0.01',
      '$0.000018',
      'under $0.000001',
      '$0.00',
      '$1234.57',
    ]);
    assert.equal(formatUsd(null), 'unknown');
  });
});

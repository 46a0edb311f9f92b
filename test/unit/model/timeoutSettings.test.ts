import assert from 'node:assert/strict';
import {
  defaultTimeouts,
  readTimeouts,
  timeoutSettingNames,
} from '../../../src/core/model/timeoutSettings.ts';

const read = (values: Readonly<Record<string, unknown>>): ReturnType<typeof readTimeouts> =>
  readTimeouts((name) => values[name]);

describe('the limits of waiting', () => {
  it('are those that the documents promise when nobody says otherwise', () => {
    assert.deepEqual(read({}), { timeouts: defaultTimeouts, warnings: [] });
    assert.deepEqual(defaultTimeouts, {
      cloud: {
        connectMs: 10_000,
        firstTokenMs: 15_000,
        stallMs: 20_000,
        attemptMs: 30_000,
        attemptFrom: 'call',
      },
      local: {
        connectMs: 10_000,
        firstTokenMs: 120_000,
        stallMs: 20_000,
        attemptMs: 60_000,
        attemptFrom: 'first-token',
      },
      request: { cloudMs: 90_000, localMs: 200_000 },
    });
  });

  it('are each a setting, in seconds', () => {
    const values = Object.fromEntries(timeoutSettingNames.map((name, at) => [name, at + 0.5]));
    const { timeouts, warnings } = read(values);
    assert.deepEqual(warnings, []);
    const { cloud, local, request } = timeouts;
    const given = [
      cloud.connectMs,
      cloud.firstTokenMs,
      local.firstTokenMs,
      cloud.stallMs,
      cloud.attemptMs,
      local.attemptMs,
      request.cloudMs,
      request.localMs,
    ];
    assert.deepEqual(given, [500, 1500, 2500, 3500, 4500, 5500, 6500, 7500]);
    assert.deepEqual([local.connectMs, local.stallMs], [500, 3500]);
  });

  it('keep their default where a value cannot be used, and the value is named', () => {
    for (const wrong of [0, -1, 3601, Number.NaN, Number.POSITIVE_INFINITY, '20', true, [20]]) {
      const { timeouts, warnings } = read({ 'timeouts.stall': wrong, 'timeouts.attempt': 5 });
      assert.deepEqual(
        [timeouts.cloud.stallMs, timeouts.cloud.attemptMs, warnings.length],
        [20_000, 5000, 1],
        String(wrong),
      );
      assert.match(warnings[0] ?? '', /timeouts\.stall .* seconds from 0\.1 to 3600/);
    }
    assert.deepEqual(read({ 'timeouts.stall': null }).warnings, []);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkLimits, defaultLimits, hour, minute, type Counted } from '../../../src/core/usage/limits.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const none = { user: [], workspace: [], evaluation: [] };
const asking = { opens: true, tokens: 100, evaluation: false };

function requests(count: number, at: number, tokens = 100): Counted[] {
  return Array.from({ length: count }, () => ({ at, tokens, opens: true }));
}

describe('rate limits', () => {
  it('let the fiftieth request of an hour through and stop the next until the first leaves', () => {
    const user = requests(49, now - 30 * minute);
    assert.equal(checkLimits(asking, defaultLimits, { ...none, user }, now), null);
    const full = requests(50, now - 30 * minute);
    assert.deepEqual(checkLimits(asking, defaultLimits, { ...none, user: full }, now), {
      kind: 'limit',
      scope: 'user',
      of: 'requests',
      limit: 50,
      resetAt: now + 30 * minute,
    });
    assert.equal(checkLimits(asking, defaultLimits, { ...none, user: full }, now + 30 * minute), null);
  });

  it('stop the eleventh request of a minute', () => {
    const refusal = checkLimits(asking, defaultLimits, { ...none, user: requests(10, now - 5000) }, now);
    assert.equal(refusal?.scope, 'burst');
    assert.equal(refusal?.resetAt, now + 55_000);
  });

  it('count tokens, and say when enough of them have left', () => {
    const user = [...requests(1, now - 50 * minute, 100_000), ...requests(1, now - 10 * minute, 149_950)];
    const refusal = checkLimits(asking, defaultLimits, { ...none, user }, now);
    assert.deepEqual([refusal?.of, refusal?.limit, refusal?.resetAt], ['tokens', 250_000, now + 10 * minute]);
  });

  it('say that a request larger than the limit will never pass', () => {
    const refusal = checkLimits({ ...asking, tokens: 250_001 }, defaultLimits, none, now);
    assert.deepEqual([refusal?.of, refusal?.resetAt], ['tokens', null]);
  });

  it('do not count a retry as another request, but count its tokens', () => {
    const user = requests(50, now - minute, 4000);
    const retry = { opens: false, tokens: 100, evaluation: false };
    assert.equal(checkLimits(retry, defaultLimits, { ...none, user }, now), null);
    assert.equal(
      checkLimits({ ...retry, tokens: 60_000 }, defaultLimits, { ...none, user }, now)?.of,
      'tokens',
    );
  });

  it('hold a workspace by its own measure', () => {
    const raised = { ...defaultLimits, userRequests: 1000, burst: 1000 };
    const workspace = requests(100, now - minute * 2);
    const refusal = checkLimits(asking, raised, { ...none, user: workspace, workspace }, now);
    assert.equal(refusal?.scope, 'workspace');
  });

  it('keep evaluations and the rest apart', () => {
    const evaluation = requests(500, now - 1000);
    assert.equal(checkLimits(asking, defaultLimits, { ...none, evaluation }, now), null);
    const own = { ...asking, evaluation: true };
    assert.equal(checkLimits(own, defaultLimits, { ...none, user: requests(50, now) }, now), null);
    assert.equal(checkLimits(own, defaultLimits, { ...none, evaluation }, now)?.scope, 'evaluation');
  });

  it('let the same request through at the moment they name, and not before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ ago: fc.nat(hour - 1), tokens: fc.nat(20_000) }), { maxLength: 80 }),
        fc.integer({ min: 1, max: 100_000 }),
        (made, tokens) => {
          const user = made
            .map((one) => ({ at: now - one.ago, tokens: one.tokens, opens: true }))
            .toSorted((a, b) => a.at - b.at);
          const counted = { ...none, user };
          const refusal = checkLimits({ ...asking, tokens }, defaultLimits, counted, now);
          if (refusal === null || refusal.resetAt === null) return;
          assert.equal(checkLimits({ ...asking, tokens }, defaultLimits, counted, refusal.resetAt), null);
          assert.notEqual(
            checkLimits({ ...asking, tokens }, defaultLimits, counted, refusal.resetAt - 1),
            null,
          );
        },
      ),
    );
  });
});

import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { Completion } from '../../../src/core/model/completion.ts';
import { cloudLimits } from '../../../src/core/model/deadlines.ts';
import { retryPolicy } from '../../../src/core/model/retry.ts';
import { completionRequest } from '../../harness/completions.ts';
import { answers, fails, faultyServer } from '../../harness/faultyServer.ts';
import { shortGateway, vendor } from '../../harness/providers.ts';
import { SeededRandom } from '../../harness/seededRandom.ts';

describe('load', () => {
  before(async function () {
    this.timeout(30_000);
    await Promise.all([import('undici'), import('openai'), import('@anthropic-ai/sdk')]);
  });

  it('100 requests, 10 at once, a fifth of them 429 and a twentieth 500: none fails, 95 % within three seconds', async () => {
    const random = new SeededRandom(7);
    const chance = Array.from({ length: 1000 }, () => random.next());
    const first = await faultyServer('openai', (number) => {
      const drawn = chance[number] ?? 1;
      if (drawn < 0.2) return fails(429);
      return drawn < 0.25 ? fails(500) : answers('whole', { latencyMs: 200 });
    });
    const second = await faultyServer('anthropic', () => answers('whole', { latencyMs: 200 }));
    try {
      const complete = shortGateway(
        [vendor('openai', first.url), vendor('anthropic', second.url)],
        { retry: retryPolicy },
        cloudLimits,
      );
      const times: number[] = [];
      const made: Completion[] = [];
      let next = 0;
      const worker = async (): Promise<void> => {
        while (next++ < 100) {
          const started = performance.now();
          made.push(await complete(completionRequest(`number ${next}`), new AbortController().signal));
          times.push(performance.now() - started);
        }
      };
      await Promise.all(Array.from({ length: 10 }, worker));
      assert.equal(made.length, 100);
      assert.ok(made.every(({ text }) => text === 'whole'));
      assert.ok(first.times.length > 115, `only ${first.times.length} attempts: nothing failed`);
      const p95 = times.toSorted((one, other) => one - other)[94] ?? 0;
      assert.ok(p95 < 3000, `p95 ${Math.round(p95)} ms`);
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
  });
});

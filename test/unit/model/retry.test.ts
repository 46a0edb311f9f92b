import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { AttemptError } from '../../../src/core/model/attemptError.ts';
import type { Complete } from '../../../src/core/model/completion.ts';
import { retry } from '../../../src/core/model/retry.ts';
import { WhetstoneError } from '../../../src/core/errors.ts';
import { systemPace } from '../../../src/node/systemPace.ts';
import { completion, completionRequest } from '../../harness/completions.ts';
import { SteppedPace } from '../../harness/steppedPace.ts';

const { signal } = new AbortController();

function busy(retryAfterMs: number | null = null, retryable = true): AttemptError {
  return new AttemptError('provider-rate-limited', 'Too many requests.', 'Wait.', {
    retryable,
    retryAfterMs,
    status: 429,
  });
}

/** Fails with the errors in turn, then answers. */
function failing(...errors: readonly (Error | undefined)[]): Complete & { readonly asked: () => number } {
  let asked = 0;
  const complete: Complete = async () => {
    const error = errors[asked++];
    if (error !== undefined) throw error;
    return completion('done');
  };
  return Object.assign(complete, { asked: () => asked });
}

describe('retry', () => {
  it('waits as long as the provider asks, then asks again', async () => {
    const pace = new SteppedPace();
    const answer = failing(busy(2000));
    assert.equal((await retry(pace)(answer)(completionRequest(), signal)).text, 'done');
    assert.deepEqual(pace.slept, [2000]);
  });

  it('makes three attempts in all and then throws what the last one said', async () => {
    const pace = new SteppedPace();
    const last = busy();
    const answer = failing(busy(), busy(), last, undefined);
    await assert.rejects(retry(pace)(answer)(completionRequest(), signal), (error) => error === last);
    assert.equal(answer.asked(), 3);
  });

  it('waits longer each time, half of it by chance', async () => {
    const waits = async (chance: number): Promise<readonly number[]> => {
      const pace = new SteppedPace(chance);
      await retry(pace)(failing(busy(), busy()))(completionRequest(), signal);
      return pace.slept;
    };
    assert.deepEqual(await waits(0), [250, 500]);
    assert.deepEqual(await waits(0.5), [375, 750]);
  });

  it('leaves a provider that asks for more than 20 seconds to rest to its fallback', async () => {
    const pace = new SteppedPace();
    const answer = failing(busy(20_001));
    await assert.rejects(retry(pace)(answer)(completionRequest(), signal), { status: 429 });
    assert.equal(answer.asked(), 1);
    assert.deepEqual(pace.slept, []);
    const patient = failing(busy(20_000));
    await retry(pace)(patient)(completionRequest(), signal);
    assert.deepEqual(pace.slept, [20_000]);
  });

  it('does not repeat what cannot work the second time', async () => {
    for (const error of [
      busy(null, false),
      new WhetstoneError('budget-exceeded', 'The budget is spent.', 'Raise it.'),
      new TypeError('a bug'),
    ]) {
      const answer = failing(error);
      await assert.rejects(retry(new SteppedPace())(answer)(completionRequest(), signal), error);
      assert.equal(answer.asked(), 1);
    }
  });

  it('ends within 100 ms of an abort while it waits', async () => {
    const controller = new AbortController();
    const answer = failing(busy(15_000));
    const asked = retry(systemPace)(answer)(completionRequest(), controller.signal);
    const started = performance.now();
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(asked, { name: 'AbortError' });
    assert.ok(performance.now() - started < 120);
    assert.equal(answer.asked(), 1);
  });
});

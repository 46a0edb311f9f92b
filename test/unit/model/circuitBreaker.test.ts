import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ErrorCode } from '../../../src/core/errors.ts';
import { AttemptError } from '../../../src/core/model/attemptError.ts';
import { CircuitBreaker } from '../../../src/core/model/circuitBreaker.ts';
import type { Completion } from '../../../src/core/model/completion.ts';
import { completion, completionRequest } from '../../harness/completions.ts';
import { SteppedPace } from '../../harness/steppedPace.ts';

const { signal } = new AbortController();

class Provider {
  asked = 0;
  fails: ErrorCode | null = null;
  readonly pace = new SteppedPace();
  readonly breaker = new CircuitBreaker('Acme', this.pace);
  readonly #complete = this.breaker.middleware(async () => {
    this.asked += 1;
    await Promise.resolve();
    if (this.fails !== null) throw new AttemptError(this.fails, 'It is down.', 'Wait.', { retryable: false });
    return completion('up');
  });

  ask(): Promise<Completion> {
    return this.#complete(completionRequest(), signal);
  }

  async failTimes(times: number): Promise<void> {
    this.fails = 'provider-unavailable';
    for (let time = 0; time < times; time++) await assert.rejects(this.ask());
  }
}

describe('the circuit breaker', () => {
  it('leaves a provider alone for 15 seconds after three failures in a row', async () => {
    const provider = new Provider();
    await provider.failTimes(3);
    assert.equal(provider.asked, 3);
    provider.pace.advance(14_000);
    await assert.rejects(provider.ask(), (error) => {
      assert.ok(error instanceof AttemptError);
      assert.equal(error.code, 'provider-unavailable');
      assert.equal(error.retryable, false);
      assert.match(
        error.message,
        /Acme failed 3 times in a row and is left alone for another 1 s\. It is down\./,
      );
      return true;
    });
    assert.equal(provider.asked, 3);
  });

  it('probes it with one request, and trusts it again when that is answered', async () => {
    const provider = new Provider();
    await provider.failTimes(3);
    provider.pace.advance(15_000);
    provider.fails = null;
    const [probe, other] = await Promise.allSettled([provider.ask(), provider.ask()]);
    assert.equal(probe.status, 'fulfilled');
    assert.equal(other.status, 'rejected');
    assert.equal(provider.asked, 4);
    await Promise.all([provider.ask(), provider.ask()]);
    assert.equal(provider.asked, 6);
  });

  it('rests it again when the probe fails', async () => {
    const provider = new Provider();
    await provider.failTimes(3);
    provider.pace.advance(15_000);
    await assert.rejects(provider.ask(), /It is down/);
    assert.equal(provider.asked, 4);
    provider.pace.advance(14_999);
    await assert.rejects(provider.ask());
    assert.equal(provider.asked, 4);
  });

  it('counts only failures in a row', async () => {
    const provider = new Provider();
    await provider.failTimes(2);
    provider.fails = null;
    await provider.ask();
    await provider.failTimes(2);
    assert.equal(provider.breaker.open, false);
  });

  it('does not hold a wrong key or a long prompt against it', async () => {
    const provider = new Provider();
    for (const code of ['unauthorized', 'context-too-long', 'content-refused', 'model-not-found'] as const) {
      provider.fails = code;
      for (let time = 0; time < 4; time++) await assert.rejects(provider.ask(), { code });
    }
    assert.equal(provider.asked, 16);
  });
});

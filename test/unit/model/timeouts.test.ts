import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'mocha';
import type { Complete } from '../../../src/core/model/completion.ts';
import { type AttemptLimits, cloudLimits } from '../../../src/core/model/deadlines.ts';
import { timeouts } from '../../../src/core/model/timeouts.ts';
import { systemPace } from '../../../src/node/systemPace.ts';
import { completion, completionRequest } from '../../harness/completions.ts';

/** An adapter that says a word after each of the waits, and answers after the last. */
function speaking(waits: readonly number[], thoughts = 0): Complete & { aborted: () => boolean } {
  let aborted = false;
  const complete: Complete = async (request, signal) => {
    signal.addEventListener('abort', () => (aborted = true), { once: true });
    let text = '';
    for (const [number, wait] of waits.entries()) {
      await sleep(wait);
      if (number < thoughts) request.onThought?.();
      else request.onText?.((text += `${number} `));
    }
    return completion(text);
  };
  return Object.assign(complete, { aborted: () => aborted });
}

async function ask(adapter: Complete, limits: Partial<AttemptLimits>, local = false): Promise<string> {
  const middleware = timeouts({
    name: 'Acme',
    pace: systemPace,
    local,
    limits: { ...cloudLimits, ...limits },
  });
  return (await middleware(adapter)(completionRequest(), new AbortController().signal)).text;
}

describe('timeouts', () => {
  it('let an answer through that keeps coming', async () => {
    assert.equal(await ask(speaking([10, 30, 30, 30]), { firstTokenMs: 60, stallMs: 60 }), '0 1 2 3 ');
  });

  it('end an attempt whose first token does not come, and close the connection', async () => {
    const adapter = speaking([200]);
    await assert.rejects(ask(adapter, { firstTokenMs: 40 }), {
      code: 'timeout',
      retryable: false,
      message: 'Acme did not begin to answer within 40 ms.',
    });
    assert.equal(adapter.aborted(), true);
  });

  it('say that a local model may still be loading', async () => {
    await assert.rejects(ask(speaking([300]), { firstTokenMs: 100 }, true), /may still be loading the model/);
  });

  it('end an answer that stalls, sooner than its first token would have been waited for', async () => {
    const started = performance.now();
    await assert.rejects(ask(speaking([5, 5, 400]), { firstTokenMs: 300, stallMs: 60 }), /silent for 60 ms/);
    assert.ok(performance.now() - started < 200);
  });

  it('take a model that thinks for alive', async () => {
    assert.equal(await ask(speaking([30, 30, 30, 30], 3), { firstTokenMs: 60, stallMs: 60 }), '3 ');
  });

  it('end an attempt that takes too long though it never stalls', async () => {
    const limits = { stallMs: 100, attemptMs: 120 };
    await assert.rejects(ask(speaking([30, 30, 30, 30, 30, 30]), limits), /did not finish its answer/);
    const local = { ...limits, attemptFrom: 'first-token', firstTokenMs: 500 } as const;
    assert.equal(await ask(speaking([150, 30, 30]), local), '0 1 2 ');
  });

  it('tell nobody of what comes after the end', async () => {
    const heard: string[] = [];
    const middleware = timeouts({
      name: 'Acme',
      pace: systemPace,
      local: false,
      limits: { ...cloudLimits, firstTokenMs: 20 },
    });
    const request = completionRequest('x', { onText: (text) => heard.push(text) });
    await assert.rejects(middleware(speaking([60]))(request, new AbortController().signal));
    await sleep(70);
    assert.deepEqual(heard, []);
  });

  it('end within 100 ms of an abort, with its reason', async () => {
    const controller = new AbortController();
    const adapter = speaking([500]);
    const middleware = timeouts({ name: 'Acme', pace: systemPace, local: false, limits: cloudLimits });
    const asked = middleware(adapter)(completionRequest(), controller.signal);
    setTimeout(() => controller.abort(), 10);
    const started = performance.now();
    await assert.rejects(asked, { name: 'AbortError' });
    assert.ok(performance.now() - started < 110);
    assert.equal(adapter.aborted(), true);
  });
});

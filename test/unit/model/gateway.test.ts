import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { AttemptError } from '../../../src/core/model/attemptError.ts';
import type { Complete, Middleware } from '../../../src/core/model/completion.ts';
import { type Connection, gateway, type Surroundings } from '../../../src/core/model/gateway.ts';
import { switches } from '../../../src/core/model/switches.ts';
import { systemPace } from '../../../src/node/systemPace.ts';
import { completion, completionRequest } from '../../harness/completions.ts';

const { signal } = new AbortController();

function connection(complete: Complete): Connection {
  return {
    name: 'OpenAI',
    enabled: () => true,
    model: {
      id: 'openai',
      kind: 'openai',
      local: false,
      complete,
      listModels: async () => [],
      health: async () => ({ healthy: true, latencyMs: 1, error: null }),
    },
  };
}

describe('the gateway', () => {
  it('passes a request through everything around it, in one order', async () => {
    const steps: string[] = [];
    const noting =
      (step: string): Middleware =>
      (next) =>
      (request, given) => {
        steps.push(step);
        return next(request, given);
      };
    const around: Required<Surroundings> = {
      rateLimit: noting('rate limit'),
      budget: noting('budget'),
      cache: noting('cache'),
      switches: noting('switches'),
      guard: noting('guard'),
      audit: noting('audit'),
      meter: ({ name }) => noting(`meter of ${name}`),
    };
    let failures = 1;
    const complete = gateway({
      connections: [
        connection(async () => {
          steps.push('attempt');
          if (failures-- > 0) throw new AttemptError('network', 'Reset.', 'Retry.', { retryable: true });
          return completion('done');
        }),
      ],
      surroundings: around,
      pace: systemPace,
      retry: { attempts: 3, baseMs: 1, longestWaitMs: 10 },
    });
    assert.equal((await complete(completionRequest(), signal)).text, 'done');
    assert.deepEqual(steps, [
      'audit',
      'guard',
      'switches',
      'cache',
      'budget',
      'rate limit',
      'meter of OpenAI',
      'attempt',
      'meter of OpenAI',
      'attempt',
    ]);
  });

  it('runs nothing behind a switch that is off', async () => {
    let asked = 0;
    const complete = gateway({
      connections: [connection(async () => completion(String((asked += 1))))],
      surroundings: { switches: switches((operation) => operation !== 'enhancement') },
      pace: systemPace,
    });
    await assert.rejects(complete(completionRequest(), signal), { code: 'disabled' });
    assert.equal(asked, 0);
    await complete(completionRequest('x', { operation: 'template' }), signal);
    assert.equal(asked, 1);
  });

  it('ends within 100 ms of an abort, even when something around it waits and does not listen', async () => {
    const controller = new AbortController();
    const complete = gateway({
      connections: [connection(async () => completion('done'))],
      surroundings: {
        budget: (next) => async (request, given) => {
          await sleep(400);
          return next(request, given);
        },
      },
      pace: systemPace,
    });
    setTimeout(() => controller.abort(), 10);
    const started = performance.now();
    await assert.rejects(complete(completionRequest(), controller.signal), { name: 'AbortError' });
    assert.ok(performance.now() - started < 110);
  });
});

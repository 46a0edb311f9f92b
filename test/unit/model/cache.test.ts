import assert from 'node:assert/strict';
import fc from 'fast-check';
import { WhetstoneError } from '../../../src/core/errors.ts';
import type { AnswerCache } from '../../../src/core/model/answerCache.ts';
import { AttemptError } from '../../../src/core/model/attemptError.ts';
import { ageInWords, cache, type CachedAnswers } from '../../../src/core/model/cache.ts';
import { cacheText } from '../../../src/core/model/cacheKey.ts';
import { cacheRules } from '../../../src/core/model/cacheRules.ts';
import type {
  Complete,
  Completion,
  CompletionRequest,
  Operation,
} from '../../../src/core/model/completion.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { completion, completionRequest } from '../../harness/completions.ts';
import { tableAnswers } from '../../harness/tableAnswers.ts';

const hour = 3_600_000;
const never = new AbortController().signal;
const down = new AttemptError('provider-unavailable', 'OpenAI is down.', 'Try later.', {
  retryable: true,
  status: 503,
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the cache', () => {
  let now: number;
  let answers: AnswerCache;
  let cached: CachedAnswers;
  let calls: number;
  let rules = cacheRules(true);

  beforeEach(() => {
    now = Date.parse('2026-11-21T10:00:00Z');
    rules = cacheRules(true);
    calls = 0;
    answers = tableAnswers(() => now);
    cached = build();
  });

  function build(): CachedAnswers {
    return cache({ answers, rules: () => rules, hash: sha256, clock: () => now, now: () => now });
  }

  function ask(
    given: Partial<CompletionRequest> = {},
    answer?: Partial<Completion> | Error,
  ): Promise<Completion> {
    const next: Complete = async () => {
      calls += 1;
      if (answer instanceof Error) throw answer;
      return completion(`answer ${calls}`, { costUsd: 0.5, ...answer });
    };
    return cached.middleware(next)(completionRequest('why?', { operation: 'review', ...given }), never);
  }

  it('answers the same question from what it kept, for nothing, and after a restart too', async () => {
    const first = await ask();
    assert.deepEqual([first.cached, first.costUsd], [false, 0.5]);
    cached = build();
    now += 1000;
    const again = await ask();
    assert.deepEqual(
      [again.text, again.cached, again.stale, again.ageMs, again.costUsd, again.inputTokens, calls],
      ['answer 1', true, false, 1000, 0, 0, 1],
    );
    assert.deepEqual(
      await answers.statistics().then(({ entries, hits, misses }) => [entries, hits, misses]),
      [1, 1, 1],
    );
  });

  it('keeps each operation for its own time', async () => {
    const lifetimes: readonly [Operation, number][] = [
      ['template', hour],
      ['review', 24 * hour],
      ['debug', hour],
      ['architecture', 7 * 24 * hour],
    ];
    for (const [operation, lifetime] of lifetimes) {
      await ask({ operation });
      now += lifetime;
      assert.equal((await ask({ operation })).cached, true, operation);
      now += 1;
      assert.equal((await ask({ operation })).cached, false, operation);
    }
    rules = cacheRules(true, { default: 1000, review: 5000 });
    assert.equal(rules.lifetime('template'), 1000);
    assert.equal(rules.lifetime('review'), 5000);
    assert.equal(rules.lifetime('architecture'), 7 * 24 * hour);
  });

  it('keeps only whole answers of the provider that was meant', async () => {
    for (const wrong of [
      { finishReason: 'length' },
      { finishReason: 'refused' },
      { text: ' \n' },
      { fallbackFrom: 'anthropic' },
    ] as const) {
      await ask({}, wrong);
      assert.equal((await answers.statistics()).entries, 0, JSON.stringify(wrong));
    }
    const schema = { name: 'x', schema: {} };
    await ask({ schema }, { text: '{"cut' });
    assert.equal((await answers.statistics()).entries, 0);
    await ask({ schema }, { text: '{"whole": 1}' });
    assert.equal((await answers.statistics()).entries, 1);
  });

  it('keeps an enhancement only after it was verified', async () => {
    const request = { operation: 'enhancement' } as const;
    const { requestId } = completionRequest().account;
    await ask(request);
    assert.equal((await answers.statistics()).entries, 0);
    await cached.forget(requestId);
    await cached.confirm(requestId);
    assert.equal((await ask(request)).cached, false);
    await cached.confirm(requestId);
    assert.equal((await ask(request)).cached, true);
    await cached.forget(requestId);
    assert.equal((await ask(request)).cached, false);
  });

  it('asks anew when told to, and keeps what it gets', async () => {
    await ask();
    assert.equal((await ask({ cache: false })).text, 'answer 2');
    assert.equal((await ask()).text, 'answer 2');
    await assert.rejects(ask({ cache: false }, down));
  });

  it('runs nothing when it is switched off', async () => {
    rules = cacheRules(false);
    answers = new Proxy(answers, { get: () => assert.fail('the cache was used') });
    cached = build();
    await ask();
    await ask();
    assert.equal(calls, 2);
  });

  it('serves an expired answer with its age when nobody else answers', async () => {
    await ask();
    now += 30 * hour;
    const old = await ask({}, down);
    assert.deepEqual([old.text, old.cached, old.stale, old.ageMs], ['answer 1', true, true, 30 * hour]);
    assert.deepEqual(old.notes, ['This answer is 30 hours old. OpenAI is down.']);
    await assert.rejects(ask({ temperature: 0 }, down), down);
  });

  it('does not hide a refusal of our own, of the question, or an abort behind an old answer', async () => {
    await ask();
    now += 30 * hour;
    const abort = new DOMException('stop', 'AbortError');
    for (const error of [
      new WhetstoneError('rate-limited', 'm', 'h'),
      new WhetstoneError('budget-exceeded', 'm', 'h'),
      new AttemptError('content-refused', 'm', 'h', { retryable: false }),
      new AttemptError('context-too-long', 'm', 'h', { retryable: false }),
      abort,
    ]) {
      await assert.rejects(ask({}, error), error);
    }
  });

  it('takes an answer that seems to come from the future for old', async () => {
    await ask();
    now -= 90 * 24 * hour;
    assert.equal((await ask()).cached, false);
  });

  it('goes on without the cache when the cache fails', async () => {
    const troubles: unknown[] = [];
    const broken = new WhetstoneError('storage', 'The disk is full.', 'h');
    const fail = (): Promise<never> => Promise.reject(broken);
    cached = cache({
      answers: { find: fail, keep: fail, drop: fail, clear: fail, statistics: fail },
      rules: () => rules,
      hash: sha256,
      clock: () => now,
      now: () => now,
      onTrouble: (error) => troubles.push(error),
    });
    assert.equal((await ask()).text, 'answer 1');
    await turn();
    assert.deepEqual(troubles, [broken, broken]);
  });

  it('makes room for new answers, the least recently used first', async () => {
    const size = JSON.stringify(completion('answer 1', { costUsd: 0.5 })).length;
    rules = cacheRules(true, {}, size * 3 + 10);
    for (const temperature of [0, 0.1, 0.2]) {
      await ask({ temperature });
      now += 1;
    }
    await ask({ temperature: 0 });
    now += 1;
    await ask({ temperature: 0.3 });
    assert.equal((await ask({ temperature: 0 })).cached, true);
    assert.equal((await ask({ temperature: 0.2 })).cached, true);
    assert.equal((await ask({ temperature: 0.1 })).cached, false);
    const { bytes } = await answers.statistics();
    assert.ok(bytes <= size * 3 + 10);
    await ask({ temperature: 0.9 }, { text: 'x'.repeat(size * 4) });
    assert.ok((await answers.statistics()).entries >= 2);
  });

  it('can be cleared', async () => {
    await ask();
    assert.equal(await answers.clear(), 1);
    assert.deepEqual(await answers.statistics(), { entries: 0, bytes: 0, hits: 0, misses: 1 });
  });

  describe('with the same question twice at once', () => {
    interface Slow {
      readonly complete: Complete;
      readonly aborted: () => boolean;
      say(text: string): void;
      end(outcome: Completion | Error): void;
    }

    function slow(): Slow {
      let request: CompletionRequest | undefined;
      let signal: AbortSignal | undefined;
      let settle: (outcome: Completion | Error) => void = () => {};
      return {
        complete: (asked, given) => {
          calls += 1;
          request = asked;
          signal = given;
          return new Promise((resolve, reject) => {
            settle = (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome));
          });
        },
        aborted: () => signal?.aborted === true,
        say: (text) => request?.onText?.(text),
        end: (outcome) => settle(outcome),
      };
    }

    const review = (given: Partial<CompletionRequest> = {}): CompletionRequest =>
      completionRequest('why?', { operation: 'review', ...given });

    it('makes one call, whose text both hear', async () => {
      const server = slow();
      const ask = cached.middleware(server.complete);
      const heard: string[][] = [[], []];
      const first = ask(review({ onText: (text) => heard[0]?.push(text) }), never);
      await turn();
      server.say('a');
      const second = ask(review({ onText: (text) => heard[1]?.push(text) }), never);
      await turn();
      server.say('ab');
      server.end(completion('ab', { costUsd: 0.5 }));
      const [one, two] = await Promise.all([first, second]);
      assert.equal(calls, 1);
      assert.deepEqual(heard, [
        ['a', 'ab'],
        ['a', 'ab'],
      ]);
      assert.deepEqual([one.costUsd, two.costUsd, two.text], [0.5, 0, 'ab']);
    });

    it('lets one leave without ending the call of the other', async () => {
      const server = slow();
      const ask = cached.middleware(server.complete);
      const [leaver, stayer] = [new AbortController(), new AbortController()];
      const first = ask(review(), leaver.signal);
      const second = ask(review(), stayer.signal);
      await turn();
      leaver.abort();
      await assert.rejects(first, { name: 'AbortError' });
      assert.equal(server.aborted(), false);
      server.end(completion('done'));
      assert.equal((await second).text, 'done');
      assert.equal(calls, 1);
    });

    it('ends the call when the last has left, and begins a new one after that', async () => {
      const server = slow();
      const ask = cached.middleware(server.complete);
      const controllers = [new AbortController(), new AbortController()];
      const asked = controllers.map(({ signal }) => assert.rejects(ask(review(), signal)));
      await turn();
      for (const controller of controllers) controller.abort();
      await Promise.all(asked);
      assert.equal(server.aborted(), true);
      const again = ask(review(), never);
      await turn();
      server.end(completion('new'));
      assert.equal((await again).text, 'new');
      assert.equal(calls, 2);
    });

    it('tells both of a failure, and does not remember it', async () => {
      const server = slow();
      const ask = cached.middleware(server.complete);
      const both = [ask(review(), never), ask(review(), never)].map((call) => assert.rejects(call, down));
      await turn();
      server.end(down);
      await Promise.all(both);
      const again = ask(review(), never);
      await turn();
      server.end(completion('fine'));
      assert.equal((await again).text, 'fine');
    });
  });
});

describe('the key of the cache', () => {
  const base = completionRequest('why?');
  const key = (given: Partial<CompletionRequest> = {}, route = ''): string =>
    sha256(cacheText({ ...base, ...given }, route));

  it('changes with everything that determines the answer', () => {
    const keys = [
      key(),
      key({ operation: 'debug' }),
      key({ provider: 'openai' }),
      key({ model: 'gpt-4o' }),
      key({ messages: [{ role: 'user', content: 'why' }] }),
      key({ messages: [{ role: 'system', content: 'why?' }] }),
      key({
        messages: [
          { role: 'user', content: 'wh' },
          { role: 'user', content: 'y?' },
        ],
      }),
      key({ maxTokens: 1 }),
      key({ temperature: 0 }),
      key({ stop: ['x'] }),
      key({ schema: { name: 'a', schema: {} } }),
      key({ schema: { name: 'a', schema: { type: 'object' } } }),
      key({}, 'gpt-4o'),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });

  it('does not change with who asks, nor with the order of a schema', () => {
    const account = { ...base.account, requestId: 'other', workspace: '/x', evaluation: true };
    assert.equal(key({ account, onText: () => {} }), key());
    const [one, two] = [
      { a: 1, b: { c: 1, d: [{ e: 1, f: 2 }] } },
      { b: { d: [{ f: 2, e: 1 }], c: 1 }, a: 1 },
    ];
    assert.equal(key({ schema: { name: 'a', schema: one } }), key({ schema: { name: 'a', schema: two } }));
  });

  it('never is the same for different messages', () => {
    const messages = fc.array(fc.record({ role: fc.constantFrom('system', 'user'), content: fc.string() }));
    fc.assert(
      fc.property(messages, messages, (one, two) => {
        const same = JSON.stringify(one) === JSON.stringify(two);
        assert.equal(key({ messages: one }) === key({ messages: two }), same);
      }),
    );
  });
});

it('an age is told in words', () => {
  assert.deepEqual([60_000, 300_000, hour, 30 * hour, 72 * hour].map(ageInWords), [
    '1 minute',
    '5 minutes',
    '1 hour',
    '30 hours',
    '3 days',
  ]);
});

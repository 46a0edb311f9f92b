import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ErrorCode, WhetstoneError } from '../../../src/core/errors.ts';
import { AttemptError } from '../../../src/core/model/attemptError.ts';
import type { Completion, CompletionRequest } from '../../../src/core/model/completion.ts';
import { type Candidate, fallback, type FallbackOptions } from '../../../src/core/model/fallback.ts';
import { systemPace } from '../../../src/node/systemPace.ts';
import { completion, completionRequest } from '../../harness/completions.ts';

const { signal } = new AbortController();
const asked: { id: string; model: string | null }[] = [];

type Behaviour = 'answers' | 'refuses' | 'hangs' | ErrorCode | Error;

function provider(id: string, does: Behaviour = 'answers', given: Partial<Candidate> = {}): Candidate {
  return {
    id,
    name: id,
    local: id === 'ollama',
    enabled: () => true,
    complete: async ({ model }) => {
      asked.push({ id, model });
      if (does === 'answers') return completion(`from ${id}`, { provider: id });
      if (does === 'refuses') return completion('', { provider: id, finishReason: 'refused' });
      if (does === 'hangs') return new Promise(() => {});
      if (does instanceof Error) throw does;
      throw new AttemptError(does, `${id} says ${does}.`, 'Do something.', { retryable: false });
    },
    ...given,
  };
}

async function ask(
  candidates: readonly Candidate[],
  request: Partial<CompletionRequest> = {},
  options: Partial<FallbackOptions> = {},
): Promise<Completion> {
  asked.length = 0;
  return fallback({
    candidates,
    order: ['openai', 'anthropic', 'ollama'],
    allowCloudFromLocal: false,
    allowAfterRefusal: false,
    limits: { cloudMs: 90_000, localMs: 200_000 },
    pace: systemPace,
    ...options,
  })(completionRequest('x', request), signal);
}

const who = (): string[] => asked.map(({ id }) => id);

describe('fallback', () => {
  it('asks the preferred provider and nobody else when it answers', async () => {
    const made = await ask([provider('openai'), provider('anthropic')], { provider: 'anthropic' });
    assert.equal(made.provider, 'anthropic');
    assert.equal(made.fallbackFrom, null);
    assert.deepEqual(who(), ['anthropic']);
  });

  it('goes on to the next in order after any failure of a provider and says so', async () => {
    for (const code of [
      'unauthorized',
      'payment-required',
      'model-not-found',
      'provider-rate-limited',
      'provider-unavailable',
      'provider-invalid-response',
      'timeout',
      'network',
    ] as const) {
      const made = await ask([provider('openai'), provider('anthropic', code), provider('ollama')], {
        provider: 'anthropic',
      });
      assert.equal(made.provider, 'openai');
      assert.equal(made.fallbackFrom, 'anthropic');
      assert.match(
        made.notes.join(' '),
        new RegExp(`openai answered instead of anthropic. anthropic says ${code}`),
      );
    }
  });

  it('keeps the order that the user gave, and leaves out who is not listed or turned off', async () => {
    const made = await ask(
      [
        provider('openai', 'answers'),
        provider('anthropic', 'answers', { enabled: () => false }),
        provider('openrouter', 'network'),
        provider('ollama'),
      ],
      { provider: 'openrouter' },
      { order: ['anthropic', 'ollama'] },
    );
    assert.equal(made.provider, 'ollama');
    assert.deepEqual(who(), ['openrouter', 'ollama']);
  });

  it('does not ask who was turned off while the one before failed', async () => {
    let on = true;
    const candidates = [
      provider('openai', 'network', {
        complete: async () => {
          on = false;
          throw new AttemptError('network', 'Gone.', 'Try again.', { retryable: false });
        },
      }),
      provider('anthropic', 'answers', { enabled: () => on }),
      provider('ollama'),
    ];
    assert.equal((await ask(candidates)).provider, 'ollama');
    assert.deepEqual(who(), ['ollama']);
  });

  it('keeps what was meant for this machine on this machine, unless the user has allowed otherwise', async () => {
    const candidates = [provider('ollama', 'provider-unavailable'), provider('openai')];
    await assert.rejects(ask(candidates, { provider: 'ollama' }), { code: 'provider-unavailable' });
    assert.deepEqual(who(), ['ollama']);
    const made = await ask(candidates, { provider: 'ollama' }, { allowCloudFromLocal: true });
    assert.equal(made.provider, 'openai');
    assert.equal(made.fallbackFrom, 'ollama');
  });

  it('keeps it here as well when the local model is turned off or only `auto`', async () => {
    const off = provider('ollama', 'answers', { enabled: () => false });
    await assert.rejects(ask([off, provider('openai')], { provider: 'ollama' }), { code: 'disabled' });
    const order = ['ollama', 'openai'];
    await assert.rejects(ask([provider('ollama', 'network'), provider('openai')], {}, { order }), {
      code: 'network',
    });
    assert.deepEqual(who(), ['ollama']);
  });

  it('does not carry a refused content to another vendor, unless the user has allowed it', async () => {
    for (const refusing of ['content-refused', 'refuses'] as const) {
      const candidates = [provider('openai', refusing), provider('anthropic')];
      if (refusing === 'refuses') assert.equal((await ask(candidates)).finishReason, 'refused');
      else await assert.rejects(ask(candidates), { code: 'content-refused' });
      assert.deepEqual(who(), ['openai']);
      const made = await ask(candidates, {}, { allowAfterRefusal: true });
      assert.equal(made.provider, 'anthropic');
      assert.equal(made.fallbackFrom, 'openai');
    }
  });

  it('hands back a prompt that is too long, and refusals of our own, at once', async () => {
    for (const error of [
      new AttemptError('context-too-long', 'Too long.', 'Shorten it.', { retryable: false }),
      new WhetstoneError('budget-exceeded', 'The budget is spent.', 'Raise it.'),
      new WhetstoneError('rate-limited', 'Enough for this hour.', 'Wait.', {
        resetAt: '2026-11-21T11:00:00Z',
      }),
      new TypeError('a bug'),
    ]) {
      await assert.rejects(ask([provider('openai', error), provider('anthropic')]), error);
      assert.deepEqual(who(), ['openai']);
    }
  });

  it('tells the first cause when nobody answers', async () => {
    const asking = ask([provider('openai', 'unauthorized'), provider('anthropic', 'provider-unavailable')]);
    await assert.rejects(asking, {
      code: 'unauthorized',
      message:
        'openai says unauthorized. anthropic could not answer instead: anthropic says provider-unavailable.',
    });
  });

  it('lets each fallback choose its own model, and never invents an answer', async () => {
    const chooseModel = (): string => 'claude-small';
    const candidates = [provider('openai', 'network'), provider('anthropic', 'answers', { chooseModel })];
    await ask(candidates, { provider: 'openai', model: 'gpt-5' });
    assert.deepEqual(asked, [
      { id: 'openai', model: 'gpt-5' },
      { id: 'anthropic', model: 'claude-small' },
    ]);
    await assert.rejects(ask([]), { code: 'config-invalid' });
    await assert.rejects(ask([provider('openai')], { provider: 'nobody' }), { code: 'config-invalid' });
  });

  it('ends the whole request after its limit, longer when the model is local', async () => {
    const limits = { cloudMs: 60, localMs: 200 };
    const started = performance.now();
    await assert.rejects(ask([provider('openai', 'hangs'), provider('anthropic')], {}, { limits }), {
      code: 'timeout',
    });
    assert.ok(performance.now() - started < 160);
    assert.deepEqual(who(), ['openai']);
    const later = performance.now();
    await assert.rejects(ask([provider('ollama', 'hangs')], {}, { limits }), { code: 'timeout' });
    assert.ok(performance.now() - later >= 199);
  });

  it('ends within 100 ms of an abort', async () => {
    const controller = new AbortController();
    const complete = fallback({
      candidates: [provider('openai', 'hangs')],
      order: ['openai'],
      allowCloudFromLocal: false,
      allowAfterRefusal: false,
      limits: { cloudMs: 90_000, localMs: 200_000 },
      pace: systemPace,
    });
    setTimeout(() => controller.abort(), 10);
    const started = performance.now();
    await assert.rejects(complete(completionRequest(), controller.signal), { name: 'AbortError' });
    assert.ok(performance.now() - started < 110);
  });
});

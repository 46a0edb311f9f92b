import assert from 'node:assert/strict';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, before, describe, it } from 'mocha';
import type { Completion, CompletionRequest } from '../../../src/core/model/completion.ts';
import type { GatewayOptions } from '../../../src/core/model/gateway.ts';
import { completionRequest } from '../../harness/completions.ts';
import {
  answers,
  type Behaviour,
  fails,
  faultyServer,
  type FaultyServer,
  type Protocol,
  resets,
  sends,
  silent,
} from '../../harness/faultyServer.ts';
import { markedKey } from '../../harness/endpoints.ts';
import type { AttemptLimits } from '../../../src/core/model/deadlines.ts';
import { shortGateway, shortLimits, vendor } from '../../harness/providers.ts';

const protocols: readonly Protocol[] = ['openai', 'anthropic', 'ollama'];
const text = 'The answer, whole and in one piece.';
const closing: (() => Promise<void>)[] = [];

async function server(protocol: Protocol, behave: (number: number) => Behaviour): Promise<FaultyServer> {
  const made = await faultyServer(protocol, behave);
  closing.push(made.close);
  return made;
}

/** In turn; the last for ever. */
const inTurn =
  (...behaviours: readonly Behaviour[]) =>
  (number: number): Behaviour =>
    behaviours[Math.min(number, behaviours.length - 1)]!;

interface Outcome {
  readonly completion: Completion | null;
  readonly error: (Error & { code?: string; hint?: string }) | null;
  readonly ms: number;
  readonly first: FaultyServer;
  readonly second: FaultyServer;
}

/** Asks a faulty provider with a healthy one (or none) behind it. */
async function ask(
  protocol: Protocol,
  behave: (number: number) => Behaviour,
  given: {
    readonly alone?: boolean;
    readonly options?: Partial<GatewayOptions>;
    readonly request?: Partial<CompletionRequest>;
    readonly times?: number;
    readonly limits?: AttemptLimits;
  } = {},
): Promise<Outcome> {
  const other: Protocol = protocol === 'openai' ? 'anthropic' : 'openai';
  const first = await server(protocol, behave);
  const second = await server(other, () => answers('from the fallback', { inputTokens: 3, outputTokens: 4 }));
  const models = [vendor(protocol, first.url), ...(given.alone ? [] : [vendor(other, second.url)])];
  const complete = shortGateway(models, { allowCloudFromLocal: true, ...given.options }, given.limits);
  const started = performance.now();
  let completion: Completion | null = null;
  let error: Outcome['error'] = null;
  for (let time = 0; time < (given.times ?? 1); time++)
    try {
      const request = completionRequest('fix it', { provider: protocol, ...given.request });
      completion = await complete(request, new AbortController().signal);
    } catch (thrown) {
      assert.ok(thrown instanceof Error);
      error = thrown;
    }
  const ms = performance.now() - started;
  const shown = JSON.stringify([error?.message, error?.hint, error?.stack, error?.cause, completion?.notes]);
  assert.ok(!shown.includes(markedKey), 'the key shows');
  return { completion, error, ms, first, second };
}

// The vendors' libraries load on first use, which counts against no limit here.
before(async function () {
  this.timeout(30_000);
  await Promise.all([import('undici'), import('openai'), import('@anthropic-ai/sdk'), import('ollama')]);
});

for (const protocol of protocols)
  describe(`faults of ${protocol}`, () => {
    const other: Protocol = protocol === 'openai' ? 'anthropic' : 'openai';
    const fallenBack = (outcome: Outcome, attempts: number): void => {
      assert.equal(outcome.error, null, outcome.error?.message);
      assert.equal(outcome.completion?.text, 'from the fallback');
      assert.equal(outcome.completion.provider, other);
      assert.equal(outcome.completion.model, `${other}-model`);
      assert.equal(outcome.completion.fallbackFrom, protocol);
      assert.equal(outcome.completion.outputTokens, 4);
      assert.equal(outcome.first.times.length, attempts);
    };
    const recovered = (outcome: Outcome, attempts = 2): void => {
      assert.equal(outcome.error, null, outcome.error?.message);
      assert.equal(outcome.completion?.text, text);
      assert.equal(outcome.completion.provider, protocol);
      assert.equal(outcome.completion.fallbackFrom, null);
      assert.equal(outcome.first.times.length, attempts);
      assert.equal(outcome.second.times.length, 0);
    };
    afterEach(async () => {
      await Promise.all(closing.splice(0).map((close) => close()));
    });

    it('none: streams, and says what was used', async () => {
      const shown: string[] = [];
      const outcome = await ask(protocol, () => answers(text, { inputTokens: 12, outputTokens: 7 }), {
        request: { onText: (sofar) => shown.push(sofar) },
      });
      recovered(outcome, 1);
      assert.deepEqual([outcome.completion?.inputTokens, outcome.completion?.outputTokens], [12, 7]);
      assert.equal(outcome.completion?.finishReason, 'stop');
      assert.ok((outcome.completion.firstTokenMs ?? 0) > 0);
      assert.ok(shown.length >= 4);
      assert.equal(shown.at(-1), text);
    });

    it('429 with Retry-After 2, then fine: waits and succeeds', async () => {
      const outcome = await ask(
        protocol,
        inTurn(fails(429, { headers: { 'retry-after': '2' } }), answers(text)),
      );
      recovered(outcome);
      const [one = 0, two = 0] = outcome.first.times;
      assert.ok(two - one >= 2000 && two - one < 2800, String(two - one));
    });

    it('Retry-After as a date', async () => {
      const date = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString();
      const outcome = await ask(
        protocol,
        inTurn(fails(429, { headers: { 'retry-after': date } }), answers(text)),
      );
      recovered(outcome);
      const [one = 0, two = 0] = outcome.first.times;
      assert.ok(two - one >= 900 && two - one < 2800, String(two - one));
    });

    it('Retry-After of a minute: the next provider at once', async () => {
      const outcome = await ask(protocol, () => fails(429, { headers: { 'retry-after': '60' } }));
      fallenBack(outcome, 1);
      assert.ok(outcome.ms < 1500);
    });

    it('429 for ever: three attempts, then the fallback', async () => {
      fallenBack(await ask(protocol, () => fails(429)), 3);
      const { error } = await ask(protocol, () => fails(429), { alone: true });
      assert.equal(error?.code, 'provider-rate-limited');
    });

    it('500 once: tried again', async () =>
      recovered(await ask(protocol, inTurn(fails(500), answers(text)))));

    it('408 and 409: tried again', async () =>
      recovered(await ask(protocol, inTurn(fails(408), fails(409), answers(text))), 3));

    it('503 for ever: three attempts, then the fallback', async () => {
      fallenBack(await ask(protocol, () => fails(503)), 3);
      const { error } = await ask(protocol, () => fails(503), { alone: true });
      assert.equal(error?.code, 'provider-unavailable');
    });

    it('a reset before headers: tried again', async () =>
      recovered(await ask(protocol, inTurn(resets, answers(text)))));

    it('accepts and never answers: the fallback after the first-token limit', async () => {
      const outcome = await ask(protocol, () => silent);
      fallenBack(outcome, 1);
      assert.ok(outcome.ms >= 500 && outcome.ms < 1400, String(outcome.ms));
      await sleep(50);
      assert.equal(outcome.first.closedByClient(), 1);
    });

    it('headers, then nothing for long: the fallback after the first-token limit', async () => {
      const outcome = await ask(protocol, () => answers(text, { beforeFirstMs: 2000 }));
      fallenBack(outcome, 1);
      assert.ok(outcome.ms < 1400, String(outcome.ms));
    });

    it('a stream cut in the middle: a fresh request, never shown as success', async () => {
      const cut = answers(text, { after: { chunks: 2, then: 'cut' } });
      recovered(await ask(protocol, inTurn(cut, answers(text))));
      fallenBack(await ask(protocol, () => cut), 3);
    });

    it('a stream that stalls: the fallback', async () => {
      const outcome = await ask(protocol, () => answers(text, { after: { chunks: 2, then: 'stall' } }));
      fallenBack(outcome, 1);
      assert.ok(outcome.ms >= 600 && outcome.ms < 1600, String(outcome.ms));
    });

    it('one malformed event: no truncated success', async () => {
      recovered(await ask(protocol, inTurn(answers(text, { malformedAfter: 2 }), answers(text))));
    });

    it('a whole stream without its end mark: accepted at once', async () => {
      const outcome = await ask(protocol, () => answers(text, { noEndMark: true }));
      recovered(outcome, 1);
      assert.ok(outcome.ms < 290, String(outcome.ms));
    });

    it('a stream that ends without a finish: not a success', async () => {
      recovered(await ask(protocol, inTurn(answers(text, { noFinish: true }), answers(text))));
      const { error } = await ask(protocol, () => answers(text, { noFinish: true }), { alone: true });
      assert.equal(error?.code, 'provider-invalid-response');
    });

    it('an empty answer: not a success', async () => {
      const { error } = await ask(protocol, () => answers(''), { alone: true });
      assert.equal(error?.code, 'provider-invalid-response');
    });

    it('400 context too long: no plain retry', async () => {
      const tooLong = fails(400, {
        code: 'context_length_exceeded',
        message: "This model's maximum context length is 4096 tokens.",
      });
      const { error, first, second } = await ask(protocol, () => tooLong);
      assert.equal(error?.code, 'context-too-long');
      assert.deepEqual([first.times.length, second.times.length], [1, 0]);
    });

    it('400 content policy: one attempt, and no other vendor', async () => {
      const refused = fails(400, {
        code: 'content_policy_violation',
        message: 'Rejected by our content policy.',
      });
      const { error, first, second } = await ask(protocol, () => refused);
      assert.equal(error?.code, 'content-refused');
      assert.deepEqual([first.times.length, second.times.length], [1, 0]);
      fallenBack(await ask(protocol, () => refused, { options: { allowAfterRefusal: true } }), 1);
    });

    for (const [status, code] of [
      [401, 'unauthorized'],
      [402, 'payment-required'],
      [404, 'model-not-found'],
    ] as const)
      it(`${status}: one attempt, ${code}, else the fallback`, async () => {
        const { error, first } = await ask(
          protocol,
          () => fails(status, { message: `The key ${markedKey} and the model are wrong.` }),
          { alone: true },
        );
        assert.equal(error?.code, code);
        assert.equal(first.times.length, 1);
        fallenBack(await ask(protocol, () => fails(status)), 1);
      });

    it('404 with the names of the nearest models', async () => {
      const gone = await faultyServer(protocol, () => fails(404), [
        'claude-opus',
        'gpt-5.4-mini',
        'llama3:8b',
      ]);
      closing.push(gone.close);
      const complete = shortGateway([vendor(protocol, gone.url)]);
      const request = completionRequest('x', { provider: protocol, model: 'gpt-5.4-mni' });
      await assert.rejects(
        complete(request, new AbortController().signal),
        (error: Error & { code?: string; hint?: string }) => {
          assert.equal(error.code, 'model-not-found');
          assert.match(error.message, /gpt-5\.4-mni/);
          assert.match(error.hint ?? '', /Nearest: gpt-5\.4-mini\./);
          return true;
        },
      );
    });

    it('HTML with 200, an error body with 200, nothing at all: never an empty success', async () => {
      const page = sends(
        200,
        { 'content-type': 'text/html; charset=utf-8' },
        '<!doctype html><h1>Hello</h1>',
      );
      const error = sends(
        200,
        { 'content-type': 'application/json' },
        '{"error":{"message":"overloaded","type":"server_error","code":503}}',
      );
      const nothing = sends(200, { 'content-type': 'text/event-stream' }, '');
      const noJson = sends(200, { 'content-type': 'application/json' }, 'hello');
      for (const [behaviour, code] of [
        [page, 'provider-invalid-response'],
        [error, protocol === 'ollama' ? 'provider-invalid-response' : 'provider-unavailable'],
        [nothing, 'provider-invalid-response'],
        [noJson, 'provider-invalid-response'],
      ] as const) {
        const outcome = await ask(protocol, () => behaviour, { alone: true });
        assert.equal(outcome.completion, null);
        assert.equal(outcome.error?.code, code, outcome.error?.message);
        const again = await ask(protocol, () => behaviour);
        fallenBack(again, again.first.times.length);
        assert.ok(again.first.times.length <= 3);
      }
    });

    it('gzip garbage', async () => {
      const garbage = sends(
        200,
        { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' },
        new Uint8Array(2000).fill(7),
      );
      const { error } = await ask(protocol, () => garbage, { alone: true });
      assert.equal(error?.code, 'provider-invalid-response', error?.message);
    });

    it('a 50 MB answer is not read to its end', async () => {
      let written = 0;
      const huge: Behaviour = async ({ response }) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const part = ` ${'x'.repeat(65_534)}\n`;
        while (written < 50 * 1024 * 1024 && !response.destroyed) {
          if (!response.write(part)) await sleep(1);
          written += part.length;
        }
        response.end();
      };
      const { error } = await ask(protocol, () => huge, {
        alone: true,
        options: { retry: { attempts: 1, baseMs: 1, longestWaitMs: 1 } },
        // Ten megabytes take their time on a busy machine.
        limits: { ...shortLimits, firstTokenMs: 10_000, stallMs: 10_000, attemptMs: 10_000 },
      });
      assert.equal(error?.code, 'provider-invalid-response', error?.message);
      assert.ok(written < 40 * 1024 * 1024, String(written));
    });

    it('a redirect to another origin is refused, and the key stays home', async () => {
      const elsewhere = await server(protocol, () => answers(text));
      const redirect = sends(307, { location: `${elsewhere.url}/v1/chat/completions` }, '');
      const { error, first } = await ask(protocol, () => redirect, { alone: true });
      assert.equal(error?.code, 'provider-invalid-response');
      assert.equal(elsewhere.times.length, 0);
      assert.equal(first.times.length, 1);
    });

    it('a redirect within the origin is followed, three times and no more', async () => {
      const on: Behaviour = ({ request, response }) => {
        response.writeHead(308, { location: request.url ?? '/' });
        response.end();
      };
      recovered(await ask(protocol, inTurn(on, on, on, answers(text))), 4);
      const { error, first } = await ask(protocol, () => on, { alone: true });
      assert.equal(error?.code, 'provider-invalid-response');
      assert.equal(first.times.length, 4);
    });

    it('connection refused, DNS failure, TLS failure: the true cause, at once', async () => {
      const gone = await faultyServer(protocol, () => silent);
      await gone.close();
      const plain = await server(protocol, () => answers(text));
      const tls = createTlsServer({}).listen(0, '127.0.0.1');
      closing.push(async () => void tls.close());
      await new Promise((done) => tls.once('listening', done));
      const { port } = tls.address() as AddressInfo;
      for (const [url, said] of [
        [gone.url, protocol === 'ollama' ? /not running/ : /Nothing answers/],
        ['http://no-such-host.invalid', /could not be found|cannot be reached/],
        [`https://127.0.0.1:${port}`, /certificate|cannot be reached/],
        [plain.url.replace('http:', 'https:'), /certificate|cannot be reached/],
      ] as const) {
        const complete = shortGateway([vendor(protocol, url)]);
        await assert.rejects(
          complete(completionRequest(), new AbortController().signal),
          (error: Error & { code?: string; hint?: string }) => {
            assert.equal(error.code, 'network', error.message);
            assert.match(error.message, said);
            assert.ok((error.hint ?? '') !== '');
            return true;
          },
        );
      }
    });

    it('down, then back: the fallback meanwhile, itself again after the rest', async () => {
      let down = true;
      const first = await server(protocol, () => (down ? fails(503) : answers(text)));
      const second = await server(other, () => answers('from the fallback'));
      const complete = shortGateway([vendor(protocol, first.url), vendor(other, second.url)], {
        allowCloudFromLocal: true,
        breaker: { failures: 3, restMs: 400 },
        retry: { attempts: 1, baseMs: 1, longestWaitMs: 1 },
      });
      const provider = async (): Promise<string> =>
        (await complete(completionRequest('x', { provider: protocol }), new AbortController().signal))
          .provider;
      for (let time = 0; time < 6; time++) assert.equal(await provider(), other);
      assert.equal(first.times.length, 3);
      down = false;
      assert.equal(await provider(), other);
      await sleep(420);
      assert.equal(await provider(), protocol);
      assert.equal(await provider(), protocol);
    });

    it('an abort ends it within 100 ms and closes the connection', async () => {
      for (const behaviour of [silent, answers(text, { after: { chunks: 1, then: 'stall' } })]) {
        const first = await server(protocol, () => behaviour);
        const complete = shortGateway([vendor(protocol, first.url)]);
        const controller = new AbortController();
        const asked = complete(completionRequest(), controller.signal);
        setTimeout(() => controller.abort(), 120);
        let at = 0;
        controller.signal.addEventListener('abort', () => (at = performance.now()));
        await assert.rejects(asked, { name: 'AbortError' });
        assert.ok(performance.now() - at < 100);
        await sleep(80);
        assert.equal(first.closedByClient(), 1);
        assert.equal(first.times.length, 1);
      }
    });
  });

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { AttemptError } from '../../../src/core/model/attemptError.ts';
import type { ErrorCode } from '../../../src/core/errors.ts';
import type { Completion } from '../../../src/core/model/completion.ts';
import { learnedFile } from '../../../src/node/learnedFile.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';
import { completionRequest } from '../../harness/completions.ts';
import { adapter, markedKey } from '../../harness/endpoints.ts';
import {
  answers,
  type Behaviour,
  fails,
  type FaultyServer,
  faultyServer,
  type Protocol,
  resets,
  sends,
  silent,
} from '../../harness/faultyServer.ts';

const protocols: readonly Protocol[] = ['openai', 'anthropic', 'ollama'];
const open: FaultyServer[] = [];
const never = new AbortController().signal;

async function serve(protocol: Protocol, behave: (number: number) => Behaviour): Promise<FaultyServer> {
  const server = await faultyServer(protocol, behave);
  open.push(server);
  return server;
}

async function failure(protocol: Protocol, behaviour: Behaviour): Promise<AttemptError> {
  const server = await serve(protocol, () => behaviour);
  const error = await adapter(protocol, server.url)
    .complete(completionRequest(), never)
    .then(
      () => assert.fail('it should have failed'),
      (reason: unknown) => reason,
    );
  assert.ok(error instanceof AttemptError, inspect(error));
  assert.ok(!inspect(error, { depth: 10, showHidden: true }).includes(markedKey), 'the key is in the error');
  return error;
}

describe('providers', () => {
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });

  for (const protocol of protocols) {
    describe(protocol, () => {
      it('streams an answer with its tokens and its model', async () => {
        const server = await serve(protocol, () =>
          answers('Rewrite of the prompt.', { model: 'model-1', inputTokens: 12, outputTokens: 5 }),
        );
        const seen: string[] = [];
        const { latencyMs, firstTokenMs, ...completion } = await adapter(protocol, server.url).complete(
          completionRequest('x', { onText: (text) => seen.push(text) }),
          never,
        );
        assert.equal(completion.text, 'Rewrite of the prompt.');
        assert.equal(completion.provider, 'test');
        assert.equal(completion.model, 'model-1');
        assert.equal(completion.finishReason, 'stop');
        assert.equal(completion.inputTokens, 12);
        assert.equal(completion.outputTokens, 5);
        assert.ok(firstTokenMs !== null && firstTokenMs <= latencyMs);
        assert.ok(seen.length > 1);
        assert.equal(seen.at(-1), completion.text);
        assert.equal(server.bodies[0]?.['stream'], true);
      });

      it('sends system messages, limits, stop sequences and the key', async () => {
        const server = await serve(protocol, () => answers('fine'));
        await adapter(protocol, server.url, { headers: { 'x-team': 'a' } }).complete(
          completionRequest('do it', {
            model: 'm',
            stop: ['END'],
            maxTokens: 77,
            messages: [
              { role: 'system', content: 'You rewrite.' },
              { role: 'user', content: 'do it' },
            ],
          }),
          never,
        );
        const body = JSON.stringify(server.bodies[0]);
        for (const part of ['You rewrite.', 'do it', '"m"', '77', 'END'])
          assert.ok(body.includes(part), part);
        assert.ok(JSON.stringify(server.headers[0]).includes(markedKey));
        assert.equal(server.headers[0]?.['x-team'], 'a');
        const { authorization, 'x-api-key': apiKey } = server.headers[0] ?? {};
        assert.deepEqual(
          [authorization, apiKey],
          protocol === 'anthropic' ? [undefined, markedKey] : [`Bearer ${markedKey}`, undefined],
        );
      });

      it('asks for JSON by schema', async () => {
        const server = await serve(protocol, () => answers('{"a":1}'));
        const schema = { type: 'object', properties: { marker: { type: 'string' } } };
        await adapter(protocol, server.url).complete(
          completionRequest('x', { schema: { name: 'answer', schema } }),
          never,
        );
        assert.ok(JSON.stringify(server.bodies[0]).includes('marker'));
      });

      const faults: readonly (readonly [string, Behaviour, ErrorCode, boolean])[] = [
        ['401', fails(401), 'unauthorized', false],
        ['402', fails(402), 'payment-required', false],
        ['404', fails(404), 'model-not-found', false],
        ['409', fails(409), 'provider-unavailable', true],
        ['429', fails(429), 'provider-rate-limited', true],
        ['500', fails(500), 'provider-unavailable', true],
        ['529', fails(529), 'provider-unavailable', true],
        [
          'a prompt that is too long',
          fails(400, { message: 'prompt is too long: 210000 tokens' }),
          'context-too-long',
          false,
        ],
        ['a content policy', fails(400, { code: 'content_policy_violation' }), 'content-refused', false],
        ['another 400', fails(400), 'provider-invalid-response', false],
        ['a reset before headers', resets, 'network', true],
        [
          'a page of HTML with 200',
          sends(200, { 'content-type': 'text/html' }, '<html>hello</html>'),
          'provider-invalid-response',
          false,
        ],
        ['nothing with 200', sends(200, {}, ''), 'provider-invalid-response', false],
        [
          'gzip garbage',
          sends(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' }, 'this is no gzip'),
          'provider-invalid-response',
          true,
        ],
        [
          'a cut stream',
          answers('one two three four', { after: { chunks: 2, then: 'cut' } }),
          'network',
          true,
        ],
        [
          'a stream without a finish',
          answers('one two', { noFinish: true }),
          'provider-invalid-response',
          true,
        ],
        ['a malformed event', answers('one two', { malformedAfter: 1 }), 'provider-invalid-response', true],
        ['an empty answer', answers(''), 'provider-invalid-response', true],
      ];
      for (const [name, behaviour, code, retryable] of faults) {
        // A model of one's own has no policy.
        if (protocol === 'ollama' && code === 'content-refused') continue;
        it(`says what is wrong after ${name}`, async () => {
          const error = await failure(protocol, behaviour);
          assert.equal(error.code, code, `${error.code}: ${error.message}`);
          assert.equal(error.retryable, retryable);
          assert.match(error.message, /\.$/);
          assert.match(error.hint, /\.$/);
        });
      }

      it('reads Retry-After in seconds and as a date', async () => {
        const seconds = await failure(protocol, fails(429, { headers: { 'retry-after': '2' } }));
        assert.equal(seconds.retryAfterMs, 2000);
        const date = new Date(Date.now() + 8000).toUTCString();
        const later = await failure(protocol, fails(503, { headers: { 'retry-after': date } }));
        assert.ok(later.retryAfterMs !== null && later.retryAfterMs > 5000 && later.retryAfterMs <= 8000);
      });

      it('takes a whole stream without its end mark at once', async () => {
        const server = await serve(protocol, () => answers('whole', { noEndMark: true }));
        const started = performance.now();
        const { text } = await adapter(protocol, server.url).complete(completionRequest(), never);
        assert.equal(text, 'whole');
        assert.ok(performance.now() - started < 3000);
      });

      it('uses a connection again, and closes one that stays open behind a whole answer', async () => {
        const server = await serve(protocol, () => answers('fine'));
        const model = adapter(protocol, server.url);
        for (let call = 0; call < 8; call++) await model.complete(completionRequest(), never);
        assert.ok(server.connections() <= 3, `${server.connections()} connections for 8 calls`);
        assert.equal(server.closedByClient(), 0);
        const open = await serve(protocol, () => answers('fine', { staysOpen: true }));
        await adapter(protocol, open.url).complete(completionRequest(), never);
        for (let tries = 0; tries < 100 && open.closedByClient() === 0; tries++) await sleep(10);
        assert.equal(open.closedByClient(), 1);
      });

      it('refuses an answer of 50 MB', async () => {
        const behaviour: Behaviour = async ({ response }) => {
          response.writeHead(200, {
            'content-type': protocol === 'ollama' ? 'application/x-ndjson' : 'text/event-stream',
          });
          const chunk = `: ${'x'.repeat(1024 * 1024)}\n`;
          for (let at = 0; at < 50 && !response.destroyed; at += 1) {
            if (!response.write(chunk))
              await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
          }
          response.end();
        };
        const error = await failure(protocol, behaviour);
        assert.equal(error.code, 'provider-invalid-response');
      });

      it('ends within 100 ms of an abort, and the server sees the connection closed', async () => {
        const server = await serve(protocol, () => silent);
        const controller = new AbortController();
        const call = adapter(protocol, server.url).complete(completionRequest(), controller.signal);
        while (server.times.length === 0) await sleep(5);
        const started = performance.now();
        controller.abort();
        await assert.rejects(call, { name: 'AbortError' });
        assert.ok(performance.now() - started < 100);
        for (let round = 0; round < 100 && server.closedByClient() === 0; round += 1) await sleep(10);
        assert.equal(server.closedByClient(), 1);
      });

      it('follows no redirect to another origin, and one to its own', async () => {
        const other = await serve(protocol, () => answers('stolen'));
        const away: Behaviour = ({ response }) => {
          response.writeHead(307, { location: other.url }).end();
        };
        const error = await failure(protocol, away);
        assert.equal(error.code, 'provider-invalid-response');
        assert.equal(other.times.length, 0);
        const server = await serve(protocol, (number) =>
          number === 0
            ? ({ request, response }) => {
                response.writeHead(308, { location: `${request.url ?? ''}?again=1` }).end();
              }
            : answers('here'),
        );
        const { text } = await adapter(protocol, server.url).complete(completionRequest(), never);
        assert.equal(text, 'here');
      });

      it('says who does not run', async () => {
        const server = await serve(protocol, () => silent);
        await server.close();
        open.pop();
        const error: unknown = await adapter(protocol, server.url)
          .complete(completionRequest(), never)
          .catch((reason: unknown) => reason);
        assert.ok(error instanceof AttemptError);
        assert.equal(error.code, 'network');
        if (protocol === 'ollama') assert.match(error.hint, /ollama serve/);
      });

      it('says how it is', async () => {
        const server = await serve(protocol, () => silent);
        const model = adapter(protocol, server.url);
        const { healthy, error } = await model.health(never);
        assert.equal(healthy, true, error ?? '');
      });
    });
  }

  describe('openai', () => {
    it('leaves out what a model refuses, and remembers it', async () => {
      const server = await serve('openai', (number) =>
        number === 0
          ? sends(
              400,
              { 'content-type': 'application/json' },
              JSON.stringify({ error: { message: 'no', code: 'unsupported_value', param: 'temperature' } }),
            )
          : answers('fine'),
      );
      const model = adapter('openai', server.url);
      const first = await model.complete(completionRequest(), never);
      assert.deepEqual(first.notes, ['The model takes no temperature, so none was sent.']);
      await model.complete(completionRequest(), never);
      assert.deepEqual(
        server.bodies.map((body) => 'temperature' in body),
        [true, false, false],
      );
    });

    it('knows after a restart what models of this server refuse', async () => {
      const folder = temporaryFolder();
      for (const [protocol, refusals] of [
        ['openai', ['temperature', 'response_format.type', 'max_completion_tokens']],
        ['anthropic', ['output_config.format']],
      ] as const) {
        const server = await serve(protocol, (number) =>
          number < refusals.length
            ? fails(400, { message: `${refusals[number] ?? ''}: not supported by this model` })
            : answers('{}'),
        );
        const ask = (model: string): Promise<Completion> =>
          adapter(protocol, server.url, { learned: learnedFile(folder.path, Date.now) }).complete(
            completionRequest('x', { model, schema: { name: 'answer', schema: { type: 'object' } } }),
            never,
          );
        const { notes } = await ask('m-1');
        const before = server.bodies.length;
        assert.deepEqual((await ask('m-1')).notes, notes);
        assert.equal(server.bodies.length, before + 1);
        const body = server.bodies.at(-1) ?? {};
        const schema = protocol === 'openai' ? 'response_format' : 'output_config';
        assert.deepEqual(
          [body['max_tokens'], body['max_completion_tokens'], body['temperature'], body[schema]],
          [2000, undefined, undefined, undefined],
        );
        await ask('m-2');
        assert.ok(schema in (server.bodies.at(-1) ?? {}), 'another model was not asked yet');
      }
      folder.remove();
    });

    it('speaks to servers that know only max_tokens', async () => {
      const server = await serve('openai', (number) =>
        number === 0
          ? fails(400, { message: "Unknown parameter: 'max_completion_tokens'" })
          : answers('fine'),
      );
      await adapter('openai', server.url).complete(completionRequest(), never);
      assert.equal(server.bodies[1]?.['max_tokens'], 2000);
    });

    it('reads an answer in one piece, from a server that does not stream', async () => {
      const whole = {
        model: 'm',
        choices: [{ message: { content: 'all at once' }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 3, completion_tokens: 2 },
      };
      const server = await serve('openai', () =>
        sends(200, { 'content-type': 'application/json' }, JSON.stringify(whole)),
      );
      const { text, inputTokens } = await adapter('openai', server.url).complete(completionRequest(), never);
      assert.deepEqual([text, inputTokens], ['all at once', 3]);
    });

    it('unpacks gzip', async () => {
      const events =
        'data: {"model":"m","choices":[{"delta":{"content":"packed"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}\n\ndata: [DONE]\n\n';
      const headers = { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' };
      const server = await serve('openai', () => sends(200, headers, gzipSync(events)));
      const { text } = await adapter('openai', server.url).complete(completionRequest(), never);
      assert.equal(text, 'packed');
    });

    it('takes an error with status 200 for an error', async () => {
      const error = await failure(
        'openai',
        sends(
          200,
          { 'content-type': 'application/json' },
          '{"error":{"code":"rate_limit_exceeded","message":"slow"}}',
        ),
      );
      assert.equal(error.code, 'provider-rate-limited');
    });

    it('says that a quota is used up rather than to wait', async () => {
      const error = await failure('openai', fails(429, { code: 'insufficient_quota' }));
      assert.equal(error.code, 'payment-required');
      assert.equal(error.retryable, false);
    });

    it('does not wait for the counts of a stream that stays open', async () => {
      const server = await serve('openai', () => ({ response }) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(
          'data: {"model":"m","choices":[{"delta":{"content":"done"},"finish_reason":null}]}\n\n',
        );
        response.write('data: {"model":"m","choices":[{"delta":{},"finish_reason":"stop"}]}\n\n');
      });
      const started = performance.now();
      const { text, inputTokens } = await adapter('openai', server.url).complete(completionRequest(), never);
      assert.deepEqual([text, inputTokens], ['done', null]);
      assert.ok(performance.now() - started < 2000);
    });
  });

  describe('ollama', () => {
    it('makes the window of the model large enough for the whole question, since Ollama cuts off what does not fit', async () => {
      const server = await serve('ollama', () => answers('Rewrite.'));
      const ask = (content: string): Promise<unknown> =>
        adapter('ollama', server.url).complete(completionRequest(content), never);
      await ask('short');
      await ask('x'.repeat(20_000));
      await ask('x'.repeat(1_000_000));
      assert.deepEqual(
        server.bodies.map(({ options }) => (options as { num_ctx: number }).num_ctx),
        [4096, 16_384, 32_768],
      );
    });
  });
});

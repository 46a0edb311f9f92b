import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { isAbort } from '../../../../src/core/errors.ts';
import { AttemptError } from '../../../../src/core/model/attemptError.ts';
import type { ConnectionDefinition } from '../../../../src/core/model/connectionDefinition.ts';
import type { DownloadProgress, EngineHost } from '../../../../src/node/engine/host.ts';
import { HostAnswers } from '../../../../src/node/engine/hostAnswers.ts';
import { HostLink } from '../../../../src/node/engine/hostLink.ts';
import type { FromWorker, ToWorker } from '../../../../src/node/engine/protocol.ts';
import { WorkerEngine } from '../../../../src/node/engine/workerEngine.ts';
import { networkOfEnvironment } from '../../../../src/node/network/networkSettings.ts';
import { completion, completionRequest } from '../../../harness/completions.ts';
import { markedKey } from '../../../harness/endpoints.ts';

const never = new AbortController().signal;
const network = networkOfEnvironment;
const script = new URL('../../../../src/worker.ts', import.meta.url).pathname;

function definition(given: Partial<ConnectionDefinition>): ConnectionDefinition {
  return {
    id: 'openai',
    kind: 'openai',
    name: 'OpenAI',
    baseUrl: null,
    headers: {},
    models: {},
    enabled: true,
    ...given,
  };
}

/** A host without models of an editor. */
function hostWith(key: (connection: string) => Promise<string | null>): EngineHost {
  const none = (): never => assert.fail('not asked for');
  return { key, complete: none, listModels: none, health: none };
}

describe('connections in the engine', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let engine: WorkerEngine;
  const asked: string[] = [];

  before(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    engine = new WorkerEngine(
      script,
      hostWith((connection) => {
        asked.push(connection);
        return Promise.resolve(connection === 'openai' ? markedKey : null);
      }),
    );
  });

  beforeEach(() => {
    asked.length = 0;
  });

  after(() => {
    engine.dispose();
    server.closeAllConnections();
    server.close();
  });

  it('asks the host for the key at each call, and sends it only to its own server', async () => {
    const seen: (string | undefined)[] = [];
    answer = (request, response) => {
      seen.push(request.headers.authorization);
      response.setHeader('content-type', 'application/json').end('{"object":"list","data":[{"id":"m-1"}]}');
    };
    const input = { definition: definition({ baseUrl: `${url}/v1` }), network };
    const models = await engine.listModels(input, never);
    assert.deepEqual(
      models.map(({ id }) => id),
      ['m-1'],
    );
    await engine.listModels(input, never);
    await engine.listModels(
      { ...input, definition: definition({ id: 'local', baseUrl: `${url}/v1` }) },
      never,
    );
    assert.deepEqual(asked, ['openai', 'openai', 'local']);
    assert.deepEqual(seen, [`Bearer ${markedKey}`, `Bearer ${markedKey}`, undefined]);
  });

  it('reads a list of 5,000 models, and an empty one', async () => {
    const data = Array.from({ length: 5000 }, (_, index) => ({ id: `model-${index}` }));
    answer = (_request, response) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'list', data }));
    const input = { definition: definition({ baseUrl: `${url}/v1` }), network };
    assert.equal((await engine.listModels(input, never)).length, 5000);
    answer = (_request, response) =>
      response.setHeader('content-type', 'application/json').end('{"object":"list","data":[]}');
    assert.deepEqual(await engine.listModels(input, never), []);
  });

  it('says how a connection is, and keeps what an error tells', async () => {
    answer = (_request, response) =>
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{"message":"no"}}');
    const input = { definition: definition({ baseUrl: `${url}/v1` }), network };
    const health = await engine.health(input, never);
    assert.equal(health.healthy, false);
    assert.match(health.error ?? '', /does not accept the key/);
    await assert.rejects(engine.listModels(input, never), (error) => {
      assert.ok(error instanceof AttemptError);
      assert.equal(error.code, 'unauthorized');
      assert.equal(error.status, 401);
      assert.equal(error.retryable, false);
      return true;
    });
  });

  it('closes the connection when a call is called off', async () => {
    const closed = new Promise<void>((resolve) => {
      answer = (request) => request.on('close', resolve);
    });
    const controller = new AbortController();
    const call = engine.listModels(
      { definition: definition({ baseUrl: `${url}/v1` }), network },
      controller.signal,
    );
    setTimeout(() => controller.abort(), 150);
    await assert.rejects(call, isAbort);
    await closed;
  });

  it('downloads a model of Ollama with its progress, and refuses it elsewhere', async () => {
    answer = (request, response) => {
      assert.equal(request.url, '/api/pull');
      response.setHeader('content-type', 'application/x-ndjson');
      response.write('{"status":"pulling manifest"}\n{"status":"pulling x","total":100,"completed":40}\n');
      response.end('{"status":"success"}\n');
    };
    const steps: DownloadProgress[] = [];
    const ollama = definition({ id: 'ollama', kind: 'ollama', name: 'Ollama', baseUrl: url });
    await engine.pullModel({ definition: ollama, network, model: 'tiny' }, (step) => steps.push(step), never);
    assert.deepEqual(
      steps.map(({ completed, total }) => [completed, total]),
      [
        [null, null],
        [40, 100],
        [null, null],
      ],
    );
    await assert.rejects(
      engine.pullModel({ definition: definition({ baseUrl: url }), network, model: 'x' }, () => {}, never),
      { code: 'usage' },
    );
  });
});

describe('the models of the editor in the engine', () => {
  function linked(host: EngineHost): { link: HostLink; close: () => void } {
    const { port1, port2 } = new MessageChannel();
    const answers = new HostAnswers(host, (message) => port1.postMessage(message));
    const link = new HostLink((message) => port2.postMessage(message));
    port1.on('message', (message: FromWorker) => {
      if (message.type === 'ask') void answers.answer(message.id, message.question);
      if (message.type === 'withdraw') answers.withdraw(message.id);
    });
    port2.on('message', (message: ToWorker) => void link.receive(message));
    return { link, close: () => port1.close() };
  }

  it('pass text, thoughts and the answer on', async () => {
    const { link, close } = linked({
      ...hostWith(() => Promise.resolve(null)),
      complete: (_connection, request) => {
        request.onThought?.();
        request.onText?.('Re');
        request.onText?.('Rewrite');
        return Promise.resolve(completion('Rewrite', { provider: 'vscode-lm' }));
      },
    });
    const heard: (string | null)[] = [];
    const answer = await link.editorModel('vscode-lm').complete(
      completionRequest('x', {
        onText: (text) => heard.push(text),
        onThought: () => heard.push(null),
      }),
      never,
    );
    assert.equal(answer.text, 'Rewrite');
    assert.deepEqual(heard, [null, 'Re', 'Rewrite']);
    close();
  });

  it('keep what the retry needs of a failure, and call off what nobody waits for', async () => {
    let calledOff: (() => void) | undefined;
    const ended = new Promise<void>((resolve) => (calledOff = resolve));
    const { link, close } = linked({
      ...hostWith(() => Promise.resolve(null)),
      listModels: () =>
        Promise.reject(
          new AttemptError('provider-rate-limited', 'Later.', 'Wait.', { retryable: true, retryAfterMs: 5 }),
        ),
      complete: (_connection, _request, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            calledOff?.();
            reject(signal.reason);
          });
        }),
    });
    const model = link.editorModel('vscode-lm');
    await assert.rejects(model.listModels(never), {
      code: 'provider-rate-limited',
      retryAfterMs: 5,
      retryable: true,
    });
    const controller = new AbortController();
    const call = model.complete(completionRequest('x'), controller.signal);
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(call, isAbort);
    await ended;
    close();
  });
});

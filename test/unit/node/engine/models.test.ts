import assert from 'node:assert/strict';
import { isAbort } from '../../../../src/core/errors.ts';
import { AttemptError } from '../../../../src/core/model/attemptError.ts';
import type { CompletionRequest } from '../../../../src/core/model/completion.ts';
import type {
  ConnectionDefinition,
  ConnectionKind,
} from '../../../../src/core/model/connectionDefinition.ts';
import { defaultTimeouts } from '../../../../src/core/model/timeoutSettings.ts';
import type { EngineHost } from '../../../../src/node/engine/host.ts';
import type { EngineModels } from '../../../../src/node/engine/engineModels.ts';
import { networkOfEnvironment } from '../../../../src/node/network/networkSettings.ts';
import type { EngineProgress, EnhanceInput } from '../../../../src/node/engine/engine.ts';
import { WorkerEngine } from '../../../../src/node/engine/workerEngine.ts';
import { projectRoot } from '../../../../scripts/prepare/cacheFolder.ts';
import { completion } from '../../../harness/completions.ts';
import { answers, fails, faultyServer, type FaultyServer, silent } from '../../../harness/faultyServer.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../harness/temporaryFolder.ts';

const never = new AbortController().signal;
const prompt = 'the balance endpoint is off by one day';
const good = JSON.stringify({
  enhanced_prompt:
    'The balance endpoint is off by one day. Find the cause and fix it.\n\n## Done when\n- A test fails without the fix and passes with it.',
  goal: 'The right day.',
});
describe('models behind the engine', function () {
  this.timeout(30_000);
  let engine: WorkerEngine;
  let home: TemporaryFolder;
  let server: FaultyServer;
  let keysAsked = 0;
  let connection: ConnectionDefinition<ConnectionKind>;
  let complete: EngineHost['complete'] = () => Promise.reject(new Error('not asked'));

  const host: EngineHost = {
    key: async () => {
      keysAsked += 1;
      return 'sk-kept-in-the-host';
    },
    complete: (...given) => complete(...given),
    listModels: async () => [],
    health: async () => ({ healthy: true, latencyMs: 0, error: null }),
  };

  const models = (): EngineModels => ({
    connections: [connection],
    preferred: connection.id,
    order: [connection.id],
    allowCloudFromLocal: false,
    allowAfterRefusal: false,
    timeouts: defaultTimeouts,
    network: networkOfEnvironment,
    home: home.path,
    installation: projectRoot,
    accounting: {},
  });

  const input = (given: Partial<EnhanceInput> = {}): EnhanceInput => ({
    text: prompt,
    style: 'balanced',
    customInstructions: '',
    context: null,
    contextMissing: null,
    models: models(),
    ...given,
  });

  const openai = (): ConnectionDefinition<ConnectionKind> => ({
    id: 'openai',
    kind: 'openai',
    name: 'OpenAI',
    baseUrl: `${server.url}/v1`,
    headers: {},
    models: {},
    enabled: true,
  });

  beforeEach(async () => {
    home = temporaryFolder();
    keysAsked = 0;
    server = await faultyServer('openai', () => answers(good));
    connection = openai();
    engine = new WorkerEngine(new URL('../../../../src/worker.ts', import.meta.url).pathname, host);
  });

  afterEach(async () => {
    engine.dispose();
    await server.close();
    home.remove();
  });

  it('are asked with the key that the host keeps, at each request anew, and the prompt is shown while it is written', async () => {
    const steps: EngineProgress[] = [];
    const made = await engine.enhance(input(), (step) => steps.push(step), never);
    assert.deepEqual([made.provider, made.changed], ['openai', true]);
    assert.equal(server.headers[0]?.['authorization'], 'Bearer sk-kept-in-the-host');
    assert.ok(steps.some((step) => step.step === 'asking' && step.model === 'OpenAI'));
    const written = steps.flatMap((step) => (step.step === 'writing' ? [step.text] : []));
    assert.ok(written.length > 0 && written.every((text) => made.enhancedPrompt.startsWith(text)));
    await engine.enhance(input({ cache: false }), () => {}, never);
    assert.equal(keysAsked, 2);
    assert.ok(!JSON.stringify(made).includes('sk-kept'));
  });

  it('are not asked when nobody wants them', async () => {
    const made = await engine.enhance(input({ provider: 'offline' }), () => {}, never);
    assert.equal(made.provider, 'offline');
    assert.equal(server.times.length, 0);
  });

  it('are waited for as long as the user has said', async () => {
    await server.close();
    server = await faultyServer('openai', () => silent);
    connection = openai();
    // The vendor's library loads before the clock of a short limit starts.
    await engine.listModels(
      { definition: connection as ConnectionDefinition, network: networkOfEnvironment },
      never,
    );
    const { cloud } = defaultTimeouts;
    const short = { ...models(), timeouts: { ...defaultTimeouts, cloud: { ...cloud, firstTokenMs: 600 } } };
    await assert.rejects(
      engine.enhance(input({ models: short }), () => {}, never),
      {
        code: 'timeout',
        message: /within 600 ms/,
      },
    );
  });

  it('fail with their true cause', async () => {
    await server.close();
    server = await faultyServer('openai', () => fails(401));
    connection = openai();
    await assert.rejects(
      engine.enhance(input(), () => {}, never),
      { code: 'unauthorized' },
    );
    await assert.rejects(
      engine.enhance(input({ provider: 'anthropic' }), () => {}, never),
      {
        code: 'config-invalid',
      },
    );
  });

  it('are shown the request that would be sent', async () => {
    const preview = await engine.preview(input(), never);
    assert.equal(preview.provider, 'openai');
    assert.equal(preview.sentTo, `OpenAI (${new URL(server.url).host})`);
    assert.match(preview.text, /^# system\n\nYou rewrite requests/);
    assert.equal(server.times.length, 0);
  });

  it('let go of the connection when the enhancement is cancelled', async () => {
    await server.close();
    server = await faultyServer('openai', () => silent);
    connection = openai();
    const controller = new AbortController();
    const asked = engine.enhance(input(), () => {}, controller.signal);
    while (server.times.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    await assert.rejects(asked, isAbort);
    for (let waited = 0; waited < 100 && server.closedByClient() === 0; waited++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(server.closedByClient(), 1);
  });

  it('of the editor are asked through the host, with their text as it comes and their errors as they are', async () => {
    connection = { ...openai(), id: 'vscode-lm', kind: 'vscode-lm', name: 'VS Code' };
    const requests: CompletionRequest[] = [];
    complete = async (id, request) => {
      assert.equal(id, 'vscode-lm');
      requests.push(request);
      request.onText?.(good.slice(0, 60));
      request.onThought?.();
      request.onText?.(good);
      return completion(good, { provider: id, model: 'copilot' });
    };
    const steps: EngineProgress[] = [];
    const made = await engine.enhance(input(), (step) => steps.push(step), never);
    assert.deepEqual([made.provider, made.model], ['vscode-lm', 'copilot']);
    assert.ok(steps.some(({ step }) => step === 'writing'));
    assert.equal(requests[0]?.messages[0]?.role, 'system');
    complete = () =>
      Promise.reject(
        new AttemptError('unauthorized', 'You have not allowed it.', 'Allow it.', { retryable: false }),
      );
    await assert.rejects(
      engine.enhance(input({ cache: false }), () => {}, never),
      {
        code: 'unauthorized',
        message: 'You have not allowed it.',
        hint: 'Allow it.',
      },
    );
  });

  it('of the editor are told when nobody waits for them any more', async () => {
    connection = { ...openai(), id: 'vscode-lm', kind: 'vscode-lm', name: 'VS Code' };
    const controller = new AbortController();
    const told = new Promise<void>((resolve) => {
      complete = (_id, _request, signal) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
        controller.abort();
        return new Promise(() => {});
      };
    });
    await assert.rejects(
      engine.enhance(input(), () => {}, controller.signal),
      isAbort,
    );
    await told;
  });
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { isAbort } from '../../../../src/core/errors.ts';
import type { ConnectionDefinition } from '../../../../src/core/model/connectionDefinition.ts';
import { defaultTimeouts } from '../../../../src/core/model/timeoutSettings.ts';
import type { EngineProgress } from '../../../../src/node/engine/engine.ts';
import type { RunTemplateInput } from '../../../../src/node/engine/templateRun.ts';
import { WorkerEngine } from '../../../../src/node/engine/workerEngine.ts';
import { networkOfEnvironment } from '../../../../src/node/network/networkSettings.ts';
import { openStore, type Store } from '../../../../src/node/store/openStore.ts';
import { projectRoot } from '../../../../scripts/prepare/cacheFolder.ts';
import {
  answers,
  fails,
  faultyServer,
  type Behaviour,
  type FaultyServer,
} from '../../../harness/faultyServer.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../harness/temporaryFolder.ts';

const never = new AbortController().signal;

describe('running a template behind the engine', function () {
  this.timeout(30_000);
  let engine: WorkerEngine;
  let home: TemporaryFolder;
  let server: FaultyServer;
  let store: Store;
  let behave: (number: number) => Behaviour;

  const connection = (): ConnectionDefinition => ({
    id: 'openai',
    kind: 'openai',
    name: 'OpenAI',
    baseUrl: `${server.url}/v1`,
    headers: {},
    models: { medium: 'gpt-usual' },
    enabled: true,
  });

  const input = (given: Partial<RunTemplateInput> = {}): RunTemplateInput => ({
    folders: [{ scope: 'user', path: join(home.path, 'templates') }],
    id: 'tone',
    variables: { text: 'Hi' },
    models: {
      connections: [connection()],
      preferred: 'openai',
      order: ['openai'],
      allowCloudFromLocal: false,
      allowAfterRefusal: false,
      timeouts: defaultTimeouts,
      network: networkOfEnvironment,
      home: home.path,
      installation: projectRoot,
      accounting: {},
    },
    root: home.path,
    ...given,
  });

  beforeEach(async () => {
    home = temporaryFolder();
    home.write({
      'templates/tone.prompt':
        '---\nname: Tone\ninput: {schema: {text: string}}\n---\nSay it kindly: {{text}}',
    });
    behave = () => answers('Hello there', { inputTokens: 20, outputTokens: 5 });
    server = await faultyServer('openai', (number) => behave(number));
    store = openStore({ path: join(home.path, 'whetstone.db') });
    engine = new WorkerEngine(new URL('../../../../src/worker.ts', import.meta.url).pathname, {
      key: async () => 'sk-test',
      complete: () => Promise.reject(new Error('not asked')),
      listModels: async () => [],
      health: async () => ({ healthy: true, latencyMs: 0, error: null }),
    });
  });

  afterEach(async () => {
    engine.dispose();
    await store.close();
    await server.close();
    home.remove();
  });

  it('keeps the answer with its concrete version, streams it, and counts the use', async () => {
    const steps: EngineProgress[] = [];
    const made = await engine.runTemplate(input(), (step) => steps.push(step), never);
    assert.deepEqual([made.status, made.answer, made.model], ['ok', 'Hello there', 'gpt-usual']);
    assert.deepEqual([made.inputTokens, made.outputTokens], [20, 5]);
    assert.deepEqual(made.template, { id: 'tone', place: 'user', scope: 'user', name: 'Tone', version: 1 });
    assert.ok(steps.some((step) => step.step === 'asking' && step.model === 'OpenAI'));
    const written = steps.flatMap((step) => (step.step === 'writing' ? [step.text] : []));
    assert.ok(written.length > 0 && written.every((text) => 'Hello there'.startsWith(text)));
    assert.deepEqual(await store.executions.get(made.id), made);
    assert.equal((await store.templates.records(['user']))[0]?.usageCount, 1);

    home.write({ 'templates/tone.prompt': 'Say it loudly: {{text}}' });
    assert.equal((await engine.runTemplate(input(), () => {}, never)).template.version, 2);
    const old = await engine.runTemplate(input({ version: 1, cache: false }), () => {}, never);
    assert.deepEqual([old.template.version, old.messages[0]?.content], [1, 'Say it kindly: Hi']);
    await assert.rejects(
      engine.runTemplate(input({ version: 9 }), () => {}, never),
      { code: 'usage' },
    );
    assert.equal((await store.executions.find({})).executions.length, 3);
    // Nobody waits for the audit to be written.
    let { entries } = await store.audit.find({});
    for (let waited = 0; waited < 200 && entries.length < 3; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      ({ entries } = await store.audit.find({}));
    }
    assert.deepEqual(
      entries.map(({ template }) => template),
      ['tone@1', 'tone@2', 'tone@1'],
    );
  });

  it('asks the model that the template names, and another with a note where that is not set up', async () => {
    home.write({ 'templates/tone.prompt': '---\nmodel: openai/gpt-own\n---\nHi {{text}}' });
    assert.equal((await engine.runTemplate(input(), () => {}, never)).model, 'gpt-own');
    assert.equal(
      (await engine.runTemplate(input({ model: 'gpt-wished' }), () => {}, never)).model,
      'gpt-wished',
    );
    home.write({ 'templates/tone.prompt': '---\nmodel: anthropic/claude-own\n---\nHi {{text}}' });
    const made = await engine.runTemplate(input(), () => {}, never);
    assert.equal(made.model, 'gpt-usual');
    assert.match(made.notes.join(), /made for anthropic\/claude-own, which is not set up/);
  });

  it('keeps what failed and what the guard held back', async () => {
    behave = () => fails(401);
    const failed = await engine.runTemplate(input(), () => {}, never);
    assert.deepEqual([failed.status, failed.error?.code], ['failed', 'unauthorized']);
    const secret = `ghp_${'A1b2C3d4E5f6G7h8I9j0'.repeat(2).slice(0, 36)}`;
    const blocked = await engine.runTemplate(input({ variables: { text: secret } }), () => {}, never);
    assert.equal(blocked.error?.code, 'blocked-by-guard');
    const { executions } = await store.executions.find({ status: 'failed' });
    assert.deepEqual(
      executions.map(({ errorCode }) => errorCode),
      ['blocked-by-guard', 'unauthorized'],
    );
    assert.ok(!JSON.stringify(await store.executions.get(blocked.id)).includes(secret));
    assert.equal(server.bodies.filter((body) => JSON.stringify(body).includes(secret)).length, 0);
  });

  it('keeps what had come of a run that is cancelled, and lets go of the connection', async () => {
    behave = () =>
      answers('A long answer that never ends', { chunks: 10, after: { chunks: 4, then: 'stall' } });
    const controller = new AbortController();
    const running = engine.runTemplate(
      input(),
      (step) => {
        if (step.step === 'writing' && step.text !== '') controller.abort();
      },
      controller.signal,
    );
    await assert.rejects(running, isAbort);
    let found = (await store.executions.find({})).executions;
    for (let waited = 0; waited < 200 && found.length === 0; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      found = (await store.executions.find({})).executions;
    }
    assert.equal(found[0]?.status, 'cancelled');
    assert.match((await store.executions.get(found[0].id))?.answer ?? '', /^A /);
  });

  it('says what is missing where nobody can be asked', async () => {
    await assert.rejects(
      engine.runTemplate(input({ models: null }), () => {}, never),
      {
        code: 'provider-unavailable',
      },
    );
    await assert.rejects(
      engine.runTemplate(input({ id: 'tune' }), () => {}, never),
      {
        code: 'template-not-found',
        hint: 'Did you mean "tone"?',
      },
    );
  });
});

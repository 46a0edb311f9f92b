import assert from 'node:assert/strict';
import { isAbort, WhetstoneError } from '../../../../src/core/errors.ts';
import type { EngineProgress, EnhanceInput } from '../../../../src/node/engine/engine.ts';
import { WorkerEngine } from '../../../../src/node/engine/workerEngine.ts';

const never = new AbortController().signal;

describe('WorkerEngine', () => {
  let engine: WorkerEngine;

  beforeEach(() => {
    engine = new WorkerEngine(new URL('practiceWorker.ts', import.meta.url).pathname);
  });

  afterEach(() => {
    engine.dispose();
  });

  it('brings the result back', async () => {
    assert.deepEqual(await engine.score({ text: 'echo' }, never), { echoed: 'echo' });
  });

  it('passes progress on before the result', async () => {
    const seen: EngineProgress[] = [];
    await engine.enhance({ text: 'progress' } as EnhanceInput, (progress) => seen.push(progress), never);
    assert.deepEqual(seen, [{ step: 'reading', files: 3 }]);
  });

  it('keeps code and hint of a failure', async () => {
    await assert.rejects(engine.score({ text: 'fail' }, never), (error) => {
      assert.ok(error instanceof WhetstoneError);
      assert.equal(error.code, 'input-too-large');
      assert.equal(error.hint, 'Cut it.');
      return true;
    });
  });

  it('lets go at once when aborted, though the worker is busy, and serves the next caller', async function () {
    this.timeout(10_000);
    await engine.score({ text: 'echo' }, never);
    const controller = new AbortController();
    const stuck = engine.score({ text: 'spin' }, controller.signal);
    const next = engine.score({ text: 'echo' }, never);
    const started = performance.now();
    controller.abort();
    await assert.rejects(stuck, isAbort);
    assert.ok(performance.now() - started < 100, 'the abort took too long');
    assert.deepEqual(await next, { echoed: 'echo' });
  });

  it('asks no model a second time because another call was aborted while the worker was busy', async () => {
    engine.dispose();
    const script = new URL('practiceWorker.ts', import.meta.url).pathname;
    engine = new WorkerEngine(script, null, () => {}, { usual: 50, whileAsking: 5000 });
    const thread: unknown = await engine.score({ text: 'thread' }, never);
    const run = async (asking: Partial<EnhanceInput>): Promise<unknown> => {
      const controller = new AbortController();
      const asked = engine.enhance({ text: 'ask', ...asking } as EnhanceInput, () => {}, never);
      const busy = engine.score({ text: 'work' }, controller.signal);
      controller.abort();
      await assert.rejects(busy, isAbort);
      return asked;
    };
    assert.equal(await run({ models: {} as NonNullable<EnhanceInput['models']> }), thread);
    assert.notEqual(await run({ models: null }), thread);
  });

  it('refuses to start when already aborted', async () => {
    await assert.rejects(engine.score({ text: 'echo' }, AbortSignal.abort()), isAbort);
  });

  it('reports a worker that died, and starts another', async () => {
    await assert.rejects(engine.score({ text: 'die' }, never), { code: 'internal' });
    assert.deepEqual(await engine.score({ text: 'echo' }, never), { echoed: 'echo' });
  });
});

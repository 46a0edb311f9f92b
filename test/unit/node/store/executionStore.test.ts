import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { WhetstoneError } from '../../../../src/core/errors.ts';
import type { ExecutionFilter } from '../../../../src/core/library/executionStore.ts';
import { ExecutionTable } from '../../../../src/node/store/executionTable.ts';
import { openStore, type Store } from '../../../../src/node/store/openStore.ts';
import { executionOf } from '../../../harness/executions.ts';
import { storeFolder, type StoreFolder } from '../../../harness/storeFolder.ts';

describe('the executions of templates', () => {
  let folder: StoreFolder;
  let store: Store;
  const key = { place: 'user', id: 'release-notes' };

  beforeEach(() => {
    folder = storeFolder();
    store = openStore({ path: folder.database });
  });

  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  async function titles(filter: ExecutionFilter): Promise<string[]> {
    return (await store.executions.find(filter)).executions.map(({ title }) => title);
  }

  it('come back as they were, to the last character', async () => {
    const whole = executionOf(1, {
      values: { list: ['a', { b: null }], 'nul\0': '\uD800' },
      messages: [
        { role: 'system', content: 'one\0' },
        { role: 'user', content: '\uDC00' },
        { role: 'model', content: '' },
      ],
      answer: '{"ok": true}',
      parsed: { ok: true },
      repaired: true,
      notes: ['A note.'],
      costUsd: null,
    });
    const failed = executionOf(2, {
      status: 'failed',
      answer: '',
      provider: null,
      model: null,
      inputTokens: null,
      error: { code: 'timeout', message: 'Nobody answered.', hint: 'Try again.' },
    });
    await store.executions.add(whole);
    await store.executions.add(failed);
    await store.executions.add(executionOf(1, { answer: 'another' }));
    assert.deepEqual(await store.executions.get(whole.id), whole);
    assert.deepEqual(await store.executions.get(failed.id), failed);
    assert.equal(await store.executions.get(executionOf(3).id), null);
    const { executions } = await store.executions.find({});
    assert.deepEqual(
      executions.map(({ errorCode, title }) => [title, errorCode]),
      [
        ['Nobody answered.', 'timeout'],
        ['{"ok": true}', null],
      ],
    );
  });

  it('are kept with every secret masked', async () => {
    const secret = `ghp_${'A1b2C3d4E5f6G7h8I9j0'.repeat(2).slice(0, 36)}`;
    await store.executions.add(
      executionOf(1, {
        values: { token: secret },
        messages: [{ role: 'user', content: `Use ${secret} to push.` }],
        answer: `I will use ${secret}.`,
        parsed: { said: secret },
        notes: [secret],
      }),
    );
    const kept = await store.executions.get(executionOf(1).id);
    assert.match(kept?.messages[0]?.content ?? '', /^Use <[A-Z_]+_1> to push\.$/);
    await store.close();
    const raw = folder.raw();
    raw.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    raw.close();
    assert.ok(!readFileSync(folder.database).includes(secret));
  });

  it('are found by template, version, status, provider, time and id', async () => {
    const other = { ...executionOf(0).template, id: 'tone', name: 'Tone', version: 2 };
    await store.executions.add(executionOf(1));
    await store.executions.add(executionOf(2, { template: other, provider: 'ollama' }));
    await store.executions.add(executionOf(3, { status: 'cancelled' }));
    assert.deepEqual(await titles({}), ['Changes 3', 'Changes 2', 'Changes 1']);
    assert.deepEqual(await titles({ template: key }), ['Changes 3', 'Changes 1']);
    assert.deepEqual(await titles({ template: { ...key, place: 'builtin' } }), []);
    assert.deepEqual(await titles({ version: 2 }), ['Changes 2']);
    assert.deepEqual(await titles({ status: 'cancelled' }), ['Changes 3']);
    assert.deepEqual(await titles({ provider: 'ollama' }), ['Changes 2']);
    const { createdAt } = executionOf(2);
    assert.deepEqual(await titles({ from: createdAt, until: executionOf(3).createdAt }), ['Changes 2']);
    assert.deepEqual(await titles({ idPrefix: executionOf(3).id.slice(0, 36) }), ['Changes 3']);
    assert.deepEqual(await titles({ idPrefix: '00000000-0000-4' }), ['Changes 3', 'Changes 2', 'Changes 1']);
  });

  it('are found by words, beginnings, what stands together, and scripts without blanks', async () => {
    await store.executions.add(executionOf(1, { answer: 'The login page fails: auth.token is null' }));
    await store.executions.add(executionOf(2, { answer: 'A logout page, 100%_done' }));
    await store.executions.add(executionOf(3, { answer: '修复登录页面' }));
    const found = async (text: string): Promise<number[]> =>
      (await store.executions.find({ text })).executions.map(({ createdAt }) =>
        Number(createdAt.slice(14, 16)),
      );
    assert.deepEqual(await found('LOG page'), [2, 1]);
    assert.deepEqual(await found('login'), [1]);
    assert.deepEqual(await found('"page fails"'), [1]);
    assert.deepEqual(await found('"fails page"'), []);
    assert.deepEqual(await found('auth.token'), [1]);
    assert.deepEqual(await found('100%_d'), [2]);
    assert.deepEqual(await found('登录'), [3]);
    assert.deepEqual(await found('since'), [3, 2, 1]);
    for (const odd of ['"', "' OR 1=1 --", 'NEAR(', '*', '\0', 'a"b', '-', '"sent:" answer:x'])
      await found(odd);
  });

  it('come in pages that new ones do not shift', async () => {
    for (let number = 1; number <= 5; number += 1) await store.executions.add(executionOf(number));
    const first = await store.executions.find({ limit: 2 });
    await store.executions.add(executionOf(6));
    const second = await store.executions.find({ limit: 2, after: first.next ?? '' });
    assert.deepEqual(
      second.executions.map(({ title }) => title),
      ['Changes 3', 'Changes 2'],
    );
    await assert.rejects(
      store.executions.find({ after: 'x' }),
      (error) => error instanceof WhetstoneError && error.code === 'usage',
    );
  });

  it('come to figures of each template and count its uses', async () => {
    await store.executions.add(executionOf(1, { costUsd: 0.2, latencyMs: 100 }));
    await store.executions.add(executionOf(2, { costUsd: 0.4, latencyMs: 300 }));
    await store.executions.add(executionOf(3, { status: 'failed', costUsd: null }));
    await store.executions.add(executionOf(4, { status: 'cancelled', costUsd: null }));
    await store.executions.add(executionOf(5, { cached: true, costUsd: 0, latencyMs: 1 }));
    const [figures] = await store.executions.figures(['user', 'builtin']);
    assert.deepEqual(
      { ...figures, meanCostUsd: Number(figures?.meanCostUsd?.toFixed(9)) },
      {
        ...key,
        runs: 5,
        successShare: 0.75,
        meanCostUsd: 0.2,
        meanLatencyMs: 200,
        lastRunAt: executionOf(5).createdAt,
      },
    );
    const [record] = await store.templates.records(['user']);
    assert.deepEqual([record?.usageCount, record?.lastUsedAt], [5, executionOf(5).createdAt]);
    assert.deepEqual(await store.executions.figures(['builtin']), []);
  });

  it('are rated, and deleted without a trace', async () => {
    for (let number = 1; number <= 4; number += 1)
      await store.executions.add(executionOf(number, { answer: `unmistakable-${number}` }));
    assert.equal(await store.executions.rate(executionOf(1).id, -1), true);
    assert.equal(await store.executions.rate(executionOf(9).id, 1), false);
    assert.equal((await store.executions.get(executionOf(1).id))?.rating, -1);
    assert.equal(await store.executions.remove({ ids: [executionOf(1).id, executionOf(9).id] }), 1);
    assert.equal((await store.executions.figures(['user']))[0]?.runs, 3);
    assert.deepEqual(await titles({ text: 'unmistakable' }), [
      'unmistakable-4',
      'unmistakable-3',
      'unmistakable-2',
    ]);
    assert.equal(await store.executions.remove({ template: key }), 3);
    assert.deepEqual(await store.executions.figures(['user']), []);
    assert.equal(await store.executions.remove('all'), 0);
    await store.close();
    assert.ok(!readFileSync(folder.database).includes('unmistakable'));
  });

  it('go, the oldest first, when they are too many or too large; the figures stay', async () => {
    await store.state();
    const raw = folder.raw();
    const table = new ExecutionTable(raw, { most: 150, mostBytes: 1_000_000 });
    for (let number = 0; number < 301; number += 1) table.add(executionOf(number));
    const left = table.find({ limit: 1000 }).executions;
    assert.equal(left.length, 150);
    assert.equal(left.at(-1)?.title, 'Changes 151');
    assert.equal(table.figures(['user'])[0]?.runs, 301);
    const narrow = new ExecutionTable(raw, { most: 150, mostBytes: left.length * 50 });
    narrow.add(executionOf(400));
    assert.ok(narrow.find({ limit: 1000 }).executions.length < 80);
    assert.equal(narrow.find({ limit: 1 }).executions[0]?.title, 'Changes 400');
    raw.exec("INSERT INTO execution_search (execution_search) VALUES ('integrity-check')");
    raw.close();
  });
});

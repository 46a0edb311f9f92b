import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { WhetstoneError } from '../../../../src/core/errors.ts';
import type { TemplateSave } from '../../../../src/core/library/templateVersions.ts';
import { openStore, type Store } from '../../../../src/node/store/openStore.ts';
import { SeededRandom } from '../../../harness/seededRandom.ts';
import { templateKills } from '../../../harness/templateKills.ts';
import { storeFolder, type StoreFolder } from '../../../harness/storeFolder.ts';

describe('the versions of templates', () => {
  let folder: StoreFolder;
  let store: Store;
  const key = { place: 'user', id: 'release-notes' };
  const at = Date.parse('2026-11-02T08:00:00Z');

  beforeEach(() => {
    folder = storeFolder();
    store = openStore({ path: folder.database });
  });

  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  function save(text: string, changes: Partial<TemplateSave> = {}): TemplateSave {
    return { ...key, text, author: 'Ada <ada@example.com>', at, note: '', ...changes };
  }

  function isUsage(error: unknown): boolean {
    return error instanceof WhetstoneError && error.code === 'usage';
  }

  it('make one for every changed text, with parent, author, time, note and hash', async () => {
    await store.templates.record([save('one')]);
    await store.templates.record([save('one'), save('two', { note: 'shorter', at: at + 1000 })]);
    const [record] = await store.templates.record([save('three \0 \uD800', { parent: 1 })]);
    assert.equal(record?.latest, 3);
    const versions = await store.templates.versions(key);
    assert.deepEqual(
      versions.map(({ number, parent, note }) => [number, parent, note]),
      [
        [3, 1, ''],
        [2, 1, 'shorter'],
        [1, null, ''],
      ],
    );
    assert.equal(versions[1]?.createdAt, '2026-11-02T08:00:01.000Z');
    assert.equal(versions[1].author, 'Ada <ada@example.com>');
    assert.match(versions[1].hash, /^[0-9a-f]{64}$/u);
    assert.equal((await store.templates.read(key, 3)).text, 'three \0 \uD800');
    assert.equal((await store.templates.read(key, 1)).text, 'one');
  });

  it('restore as a new version that costs no new text', async () => {
    await store.templates.record([save('one'), save('two')]);
    const { text } = await store.templates.read(key, 1);
    await store.templates.record([save(text, { parent: 1, note: 'restored' })]);
    assert.deepEqual(
      (await store.templates.versions(key)).map(({ number, parent }) => [number, parent]),
      [
        [3, 1],
        [2, 1],
        [1, null],
      ],
    );
    const raw = folder.raw();
    assert.equal(raw.prepare('SELECT count(*) AS count FROM template_text').get()?.['count'], 2);
    assert.throws(() => raw.exec("UPDATE template_version SET note = 'x'"), /never changes/u);
    raw.close();
  });

  it('are refused to who has not seen the latest one, unless it says the same', async () => {
    await store.templates.record([save('one', { seen: 0 })]);
    await store.templates.record([save('two', { seen: 1 })]);
    const late = save('three', { seen: 1 });
    const other = save('untouched', { id: 'other' });
    await assert.rejects(
      store.templates.record([other, late]),
      (error) =>
        error instanceof WhetstoneError &&
        error.code === 'conflict' &&
        /version is 2 now/.test(error.message),
    );
    assert.deepEqual(await store.templates.versions({ ...key, id: 'other' }), []);
    assert.equal((await store.templates.record([save('two', { seen: 1 })]))[0]?.latest, 2);
    assert.equal((await store.templates.record([save('three', { seen: 2 })]))[0]?.latest, 3);
  });

  it('of two processes that save one template at once each see the other’s, and none is overwritten unseen', async function () {
    this.timeout(60_000);
    const program = fileURLToPath(new URL('programs/templateRival.ts', import.meta.url));
    const rivals = await Promise.all(
      [
        ['left', 'right'],
        ['right', 'left'],
      ].map((names) => promisify(execFile)(process.execPath, [program, folder.database, ...names, '25'])),
    );
    const told = rivals.map(({ stdout }) => JSON.parse(stdout) as { saved: number; conflicts: number });
    assert.deepEqual(
      told.map(({ saved }) => saved),
      [25, 25],
    );
    const versions = await store.templates.versions(key);
    assert.equal(versions.length, 50);
    assert.ok(
      versions.every(
        ({ note, number, parent }) => String(parent ?? 0) === note && number === (parent ?? 0) + 1,
      ),
    );
    assert.ok(
      told.some(({ conflicts }) => conflicts > 0),
      'they never met',
    );
  });

  it('carry labels that move, and refuse strange ones and versions that are not there', async () => {
    await store.templates.record([save('one'), save('two')]);
    await store.templates.amend(key, { label: 'production', version: 1 });
    const moved = await store.templates.amend(key, { label: 'production', version: 2 });
    assert.deepEqual(moved.labels, { production: 2 });
    assert.equal((await store.templates.read(key, 'production')).version.number, 2);
    const gone = await store.templates.amend(key, { label: 'production', version: null });
    assert.deepEqual(gone.labels, {});
    for (const label of ['', '12', 'a b', '-x', 'x'.repeat(41)])
      await assert.rejects(store.templates.amend(key, { label, version: 1 }), isUsage);
    await assert.rejects(store.templates.amend(key, { label: 'staging', version: 9 }), isUsage);
    await assert.rejects(store.templates.read(key, 'staging'), isUsage);
    await assert.rejects(store.templates.read(key, 9), isUsage);
    await assert.rejects(store.templates.read({ place: 'user', id: 'unknown' }, 1), isUsage);
  });

  it('count uses, remember activity and deletion, and keep everything of a deleted one', async () => {
    await store.templates.record([save('one')]);
    await store.templates.amend(key, { usedAt: at + 5000 });
    const used = await store.templates.amend(key, { usedAt: at });
    assert.equal(used.usageCount, 2);
    assert.equal(used.lastUsedAt, '2026-11-02T08:00:05.000Z');
    assert.equal((await store.templates.amend(key, { active: false })).active, false);
    await store.templates.amend(key, { deletedAt: at });
    const [deleted] = await store.templates.records(['user', 'builtin']);
    assert.equal(deleted?.deletedAt, '2026-11-02T08:00:00.000Z');
    assert.equal((await store.templates.read(key, 1)).text, 'one');
    const [back] = await store.templates.record([save('one')]);
    assert.deepEqual([back?.deletedAt, back?.latest, back?.active], [null, 1, false]);
    assert.deepEqual(await store.templates.records(['workspace:/elsewhere']), []);
  });

  it('are never lost, halved or misnumbered when processes are killed while they save', async function () {
    this.timeout(60_000);
    const { kills, inAWrite, saved, lost, broken } = await templateKills(folder, 6, new SeededRandom(11));
    assert.equal(kills, 12);
    assert.ok(inAWrite > 4, `${inAWrite} of ${kills} kills came in a write`);
    assert.ok(saved > 0);
    assert.deepEqual([lost, broken], [0, 0]);
  });

  it('are numbered without gaps when two windows save at once', async () => {
    const other = openStore({ path: folder.database });
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    await Promise.all(
      texts.map((text, index) => (index % 2 === 0 ? store : other).templates.record([save(text)])),
    );
    const versions = await store.templates.versions(key);
    assert.deepEqual(
      versions.map(({ number }) => number),
      Array.from({ length: 20 }, (_, index) => 20 - index),
    );
    await other.close();
  });
});

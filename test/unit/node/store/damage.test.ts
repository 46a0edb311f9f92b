import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { openStore, type Store } from '../../../../src/node/store/openStore.ts';
import { entryOf } from '../../../harness/enhancements.ts';
import { storeFolder, type StoreFolder } from '../../../harness/storeFolder.ts';

describe('a damaged or missing database', () => {
  let folder: StoreFolder;
  let store: Store;

  beforeEach(() => {
    folder = storeFolder();
    store = openStore({ path: folder.database });
  });

  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  /** Lays `count` entries into the main file, not the log. */
  async function laidDown(count: number): Promise<void> {
    for (let number = 0; number < count; number += 1) await store.history.save(entryOf(number));
    await store.close();
    const raw = folder.raw();
    raw.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    raw.close();
    store = openStore({ path: folder.database });
  }

  it('is set aside with its path shown, and what can be read is carried over', async () => {
    await laidDown(300);
    const bytes = readFileSync(folder.database);
    // Two pages in the middle become noise, as a failing disk leaves them.
    const middle = 4096 * Math.floor(bytes.length / 4096 / 2);
    bytes.fill(0xa5, middle, middle + 2 * 4096);
    writeFileSync(folder.database, bytes);
    const ids = Array.from({ length: 300 }, (_, number) => entryOf(number).id);
    const entries = await store.history.read(ids);
    const { mode, notice } = await store.state();
    assert.equal(mode, 'ready');
    assert.ok(existsSync(notice?.path ?? ''));
    assert.equal(
      notice?.message,
      `The history was damaged and a new one begun; ${entries.length} entries could be carried over.`,
    );
    assert.ok(entries.length > 280, `${entries.length} of 300 entries came over`);
    for (const entry of entries)
      assert.deepEqual(entry, entryOf(Number(entry.id.slice(-12))), 'what came over is whole');
    await store.history.save(entryOf(999));
    assert.equal((await store.history.find({ text: 'login' })).total, entries.length + 1);
  });

  it('is set aside when its end is missing', async () => {
    await laidDown(300);
    truncateSync(folder.database, 4096 * 20 + 77);
    await store.history.save(entryOf(999));
    const { mode, notice } = await store.state();
    assert.equal(mode, 'ready');
    assert.match(notice?.message ?? '', /damaged and a new one begun/u);
    assert.ok(existsSync(notice?.path ?? ''));
    assert.equal((await store.history.read([entryOf(999).id])).length, 1);
  });

  it('tells every window the path, and they agree on one new file', async () => {
    await laidDown(3);
    writeFileSync(folder.database, Buffer.alloc(50_000, 'noise'));
    const other = openStore({ path: folder.database });
    const told: (string | undefined)[] = [];
    store.onState((state) => told.push(state.notice?.path));
    await Promise.all([store.history.save(entryOf(10)), other.history.save(entryOf(11))]);
    assert.equal((await store.history.find({})).total, 2);
    assert.equal((await other.history.find({})).total, 2);
    const aside = readdirSync(folder.path).filter((name) => name.includes('.damaged-'));
    assert.equal(aside.filter((name) => name.endsWith('Z')).length, 1, aside.join());
    await other.close();
  });

  it('notices that the file was moved away under it, and begins a new one there', async () => {
    await store.history.save(entryOf(1));
    renameSync(folder.database, `${folder.database}.elsewhere`);
    for (const suffix of ['-wal', '-shm'])
      renameSync(folder.database + suffix, `${folder.database}.elsewhere${suffix}`);
    await store.history.save(entryOf(2));
    assert.equal((await store.history.find({})).total, 1);
    assert.ok(existsSync(folder.database));
  });
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAbort, WhetstoneError } from '../../../../src/core/errors.ts';
import { summaryOf } from '../../../../src/core/history/entry.ts';
import { openStore, type Store } from '../../../../src/node/store/openStore.ts';
import { entryOf } from '../../../harness/enhancements.ts';

describe('the history store', () => {
  let folder: string;
  let store: Store;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whetstone-store-'));
    store = openStore({ path: join(folder, 'home', 'whetstone.db') });
  });

  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function saved(count: number): Promise<void> {
    for (let number = 0; number < count; number += 1) await store.history.save(entryOf(number));
  }

  const at = Date.parse('2026-11-02T08:00:00Z');

  it('gives back an entry exactly', async () => {
    const entry = entryOf(1, {
      originalPrompt: '\uFEFFfix\r\nit 😀 \uD800 lone \0 nul',
      enhancedPrompt: '\0\uDC00',
      costUsd: 0.000_001,
    });
    await store.history.save(entry);
    const plain = entryOf(2);
    await store.history.save(plain);
    assert.deepEqual(await store.history.read([plain.id, 'unknown', entry.id]), [plain, entry]);
    const page = await store.history.find({});
    assert.deepEqual(page.entries, [summaryOf(plain), summaryOf(entry)]);
  });

  it('keeps file and folder to the user alone', async () => {
    await saved(1);
    for (const name of ['whetstone.db', 'whetstone.db-wal', 'whetstone.db-shm']) {
      assert.equal(statSync(join(folder, 'home', name)).mode & 0o777, 0o600, name);
    }
    assert.equal(statSync(join(folder, 'home')).mode & 0o777, 0o700);
    assert.deepEqual(await store.state(), { mode: 'ready', notice: null });
  });

  it('survives closing and opening', async () => {
    await saved(3);
    await store.close();
    store = openStore({ path: join(folder, 'home', 'whetstone.db') });
    assert.equal((await store.history.find({})).total, 3);
  });

  it('saves an entry once, however often it is told', async () => {
    await saved(1);
    await store.history.amend(entryOf(0).id, { rating: 5, at });
    await saved(1);
    const [summary] = (await store.history.find({})).entries;
    assert.equal(summary?.rating, 5);
  });

  it('lists newest first in pages that do not shift', async () => {
    await saved(5);
    const first = await store.history.find({ limit: 2 });
    await store.history.save(entryOf(99));
    const second = await store.history.find({ limit: 2, after: first.next! });
    const third = await store.history.find({ limit: 2, after: second.next! });
    const numbers = [first, second, third].map((page) =>
      page.entries.map((entry) => Number(entry.id.slice(-2))),
    );
    assert.deepEqual(numbers, [[4, 3], [2, 1], [0]]);
    assert.equal(third.next, null);
    assert.equal(third.total, 6);
  });

  it('keeps pages apart even when entries were made in the same millisecond', async () => {
    for (let number = 0; number < 5; number += 1) {
      await store.history.save({ ...entryOf(number), createdAt: '2026-11-01T12:00:00.000Z' });
    }
    const seen = new Set<string>();
    let after: string | null = null;
    do {
      const page = await store.history.find({ limit: 2, ...(after === null ? {} : { after }) });
      for (const entry of page.entries) seen.add(entry.id);
      after = page.next;
    } while (after !== null);
    assert.equal(seen.size, 5);
  });

  it('counts by day of the zone', async () => {
    await store.history.save({ ...entryOf(1), createdAt: '2026-11-21T23:30:00.000Z' });
    await store.history.save({ ...entryOf(2), createdAt: '2026-11-21T12:00:00.000Z' });
    const { days, entries } = await store.history.find({ limit: 0, zone: 'Europe/Zurich' });
    assert.deepEqual(
      days.map((day) => [day.date, day.count]),
      [
        ['2026-11-22', 1],
        ['2026-11-21', 1],
      ],
    );
    assert.equal(entries.length, 0);
    const day = await store.history.find({ from: days[1]!.from, until: days[1]!.until });
    assert.deepEqual(
      day.entries.map((entry) => entry.id),
      [entryOf(2).id],
    );
  });

  it('finds words in originals, results, edits and comments, parts of words and short ones too', async () => {
    await store.history.save(entryOf(1, { originalPrompt: 'Répare failedLogins() 修复登录 100%_' }));
    await store.history.save(entryOf(2));
    await store.history.amend(entryOf(2).id, {
      comment: 'splendid',
      decision: { outcome: 'accepted', text: 'my own wording' },
      at,
    });
    const find = async (text: string): Promise<number[]> =>
      (await store.history.find({ text })).entries.map((entry) => Number(entry.id.slice(-2)));
    assert.deepEqual(await find('LOGINS'), [1]);
    assert.deepEqual(await find('repare'), [1]);
    assert.deepEqual(await find('登录'), [1]);
    assert.deepEqual(await find('修复登录'), [1]);
    assert.deepEqual(await find('failed done'), [2, 1]);
    assert.deepEqual(await find('splendid own'), [2]);
    assert.deepEqual(await find('"own wording"'), [2]);
    assert.deepEqual(await find('"wording own"'), []);
    assert.deepEqual(await find('0%'), [1]);
    assert.deepEqual(await find('0%_'), [1]);
    assert.deepEqual(await find("'; DROP TABLE enhancement; --"), []);
    assert.deepEqual(await find('NEAR( AND *'), []);
    assert.deepEqual(await find('  '), [2, 1]);
  });

  it('filters by id, workspace and outcome', async () => {
    await saved(2);
    await store.history.amend(entryOf(0).id, { decision: { outcome: 'rejected', text: null }, at });
    assert.equal((await store.history.find({ idPrefix: entryOf(1).id.slice(0, 8) })).total, 2);
    assert.equal((await store.history.find({ idPrefix: entryOf(1).id })).total, 1);
    assert.equal((await store.history.find({ idPrefix: '%' })).total, 0);
    assert.equal((await store.history.find({ outcome: 'rejected' })).total, 1);
    assert.equal((await store.history.find({ workspace: '/elsewhere' })).total, 0);
  });

  it('records a decision with the edits and their distance', async () => {
    await saved(1);
    const { id, enhancement } = entryOf(0);
    const text = `${enhancement.enhancedPrompt}!!!`;
    const summary = await store.history.amend(id, { decision: { outcome: 'accepted', text }, at });
    assert.equal(summary?.outcome, 'acceptedEdited');
    assert.equal(summary?.editDistance, 3);
    const [entry] = await store.history.read([id]);
    assert.equal(entry?.editedPrompt, text);
    assert.equal(entry?.decidedAt, '2026-11-02T08:00:00.000Z');
    const later = await store.history.amend(id, { decision: { outcome: 'dismissed', text: 'x' }, at });
    assert.equal(later?.outcome, 'acceptedEdited');
    assert.equal(await store.history.amend('unknown', { rating: 1, at }), null);
  });

  it('refuses a rating that is none and keeps the old one', async () => {
    await saved(1);
    const { id } = entryOf(0);
    await store.history.amend(id, { rating: 4, at });
    await assert.rejects(store.history.amend(id, { rating: 6, comment: 'lost', at }), isStorageError);
    const [entry] = await store.history.read([id]);
    assert.equal(entry?.rating, 4);
    assert.equal(entry?.comment, '');
  });

  it('deletes and undoes, search included', async () => {
    await saved(4);
    const before = await store.history.read([entryOf(1).id, entryOf(2).id]);
    const removal = await store.history.remove({ ids: [entryOf(1).id, 'unknown', entryOf(2).id] }, false);
    assert.equal(removal.count, 2);
    assert.equal((await store.history.find({ text: 'number 1' })).total, 0);
    await store.history.save(entryOf(7));
    assert.equal(await removal.undo(), 2);
    assert.equal(await removal.undo(), 0);
    assert.deepEqual(await store.history.read([entryOf(1).id, entryOf(2).id]), before);
    assert.equal((await store.history.find({ text: 'login "number 1"' })).total, 1);
    assert.equal((await store.history.find({})).total, 5);
  });

  it('deletes everything and undoes it, deletes for good what is old', async () => {
    await saved(4);
    const all = await store.history.remove('all', false);
    assert.equal(all.count, 4);
    assert.equal((await store.history.find({ text: 'login' })).total, 0);
    assert.equal(await all.undo(), 4);
    assert.equal((await store.history.find({ text: 'login' })).total, 4);
    const old = await store.history.remove({ before: entryOf(3).createdAt }, true);
    assert.equal(old.count, 3);
    assert.equal(await old.undo(), 0);
    assert.equal((await store.history.find({ text: 'login' })).total, 1);
  });

  it('stops waiting at once when aborted, and never does what had not begun', async () => {
    const controller = new AbortController();
    const first = store.history.save(entryOf(1));
    const second = store.history.save(entryOf(2), controller.signal);
    controller.abort();
    await assert.rejects(second, isAbort);
    await first;
    assert.equal((await store.history.find({})).total, 1);
    await assert.rejects(store.history.find({}, controller.signal), isAbort);
  });

  it('refuses calls after it was closed, in words', async () => {
    await saved(1);
    await store.close();
    await store.close();
    await assert.rejects(store.history.find({}), isStorageError);
  });

  it('finishes what was asked before the close', async () => {
    const saves = [1, 2, 3].map((number) => store.history.save(entryOf(number)));
    await store.close();
    await Promise.all(saves);
    store = openStore({ path: join(folder, 'home', 'whetstone.db') });
    assert.equal((await store.history.find({})).total, 3);
  });
});

function isStorageError(error: unknown): boolean {
  assert.ok(error instanceof WhetstoneError);
  assert.equal(error.code, 'storage');
  assert.ok(error.hint.length > 0);
  return true;
}

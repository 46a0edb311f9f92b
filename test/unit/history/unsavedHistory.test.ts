import assert from 'node:assert/strict';
import { WhetstoneError } from '../../../src/core/errors.ts';
import { summaryOf, type HistoryEntry } from '../../../src/core/history/entry.ts';
import type { HistoryStore } from '../../../src/core/history/historyStore.ts';
import { UnsavedHistory } from '../../../src/core/history/unsavedHistory.ts';
import { entryOf } from '../../harness/enhancements.ts';

/** A store in memory whose disk can be full, and which says what was asked of it. */
class FlakyStore implements HistoryStore {
  isFull = true;
  readonly saved = new Map<string, HistoryEntry>();
  readonly calls: string[] = [];

  save(entry: HistoryEntry): Promise<void> {
    return this.#write(`save ${entry.outcome}`, () => {
      if (!this.saved.has(entry.id)) this.saved.set(entry.id, entry);
    });
  }

  amend: HistoryStore['amend'] = (id, { decision }) =>
    this.#write(`amend ${decision?.outcome ?? ''}`, () => {
      const entry = this.saved.get(id);
      if (entry === undefined) return null;
      const amended = { ...entry, ...(decision && { outcome: decision.outcome }) };
      this.saved.set(id, amended);
      return summaryOf(amended);
    });

  find: HistoryStore['find'] = () => {
    const entries = [...this.saved.values()].map(summaryOf);
    return Promise.resolve({ entries, next: null, total: entries.length, days: [] });
  };

  read: HistoryStore['read'] = (ids) => Promise.resolve(ids.flatMap((id) => this.saved.get(id) ?? []));

  remove: HistoryStore['remove'] = () => Promise.resolve({ count: 0, undo: () => Promise.resolve(0) });

  async #write<T>(name: string, work: () => T): Promise<T> {
    await Promise.resolve();
    if (this.isFull) throw new WhetstoneError('storage', 'The disk is full.', 'Free some space.');
    this.calls.push(name);
    return work();
  }
}

describe('a history whose store cannot be written', () => {
  let store: FlakyStore;
  let history: UnsavedHistory;

  beforeEach(() => {
    store = new FlakyStore();
    history = new UnsavedHistory(store);
  });

  it('says so, keeps the entry, and lists, finds and reads it like the rest', async () => {
    const entry = entryOf(1);
    await assert.rejects(history.save(entry), { code: 'storage' });
    assert.equal(history.count, 1);
    assert.deepEqual(await history.read([entry.id]), [entry]);
    const { entries, total, days } = await history.find({ zone: 'Europe/Zurich' });
    assert.deepEqual([entries[0]?.id, total, days[0]?.date, days[0]?.count], [entry.id, 1, '2026-11-01', 1]);
    assert.equal((await history.find({ text: 'FAILED "login number"' })).total, 1);
    assert.equal((await history.find({ text: 'failed zebra' })).total, 0);
    assert.equal((await history.find({ until: entry.createdAt })).total, 0);
  });

  it('saves what waits with the next call that gets through, decided as it was', async () => {
    const [first, second] = [entryOf(1), entryOf(2)];
    await assert.rejects(history.save(first));
    const summary = await history.amend(first.id, { at: 1, decision: { outcome: 'accepted', text: 'mine' } });
    assert.equal(summary?.outcome, 'acceptedEdited');
    assert.equal(store.saved.size, 0);
    store.isFull = false;
    await history.save(second);
    assert.equal(history.isWaiting, false);
    assert.deepEqual([...store.saved.keys()], [second.id, first.id]);
    assert.equal(store.saved.get(first.id)?.outcome, 'acceptedEdited');
    assert.equal(store.saved.get(first.id)?.editedPrompt, 'mine');
  });

  it('keeps a decision on an entry that is saved already', async () => {
    const entry = entryOf(1);
    store.isFull = false;
    await history.save(entry);
    store.isFull = true;
    await assert.rejects(history.amend(entry.id, { at: 1, decision: { outcome: 'rejected', text: null } }));
    assert.equal(await history.retry(), false);
    store.isFull = false;
    assert.equal(await history.retry(), true);
    assert.equal(store.saved.get(entry.id)?.outcome, 'rejected');
  });

  it('deletes what was never saved, and brings it back', async () => {
    const entry = entryOf(1);
    await assert.rejects(history.save(entry));
    const removal = await history.remove({ ids: [entry.id] }, false);
    assert.deepEqual([removal.count, history.count], [1, 0]);
    assert.deepEqual([await removal.undo(), await removal.undo(), history.count], [1, 0, 1]);
  });

  it('keeps at most 500 and lets other failures pass', async () => {
    for (let number = 0; number < 510; number++) await history.save(entryOf(number)).catch(() => {});
    assert.equal(history.count, 500);
    assert.equal((await history.read([entryOf(0).id])).length, 0);
    store.save = () => Promise.reject(new DOMException('left', 'AbortError'));
    const aborted = new UnsavedHistory(store);
    await assert.rejects(aborted.save(entryOf(1)), { name: 'AbortError' });
    assert.equal(aborted.count, 0);
  });
});

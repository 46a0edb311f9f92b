import assert from 'node:assert/strict';
import { WhetstoneError } from '../../../../src/core/errors.ts';
import { openStore, type Store } from '../../../../src/node/store/openStore.ts';
import { entryOf } from '../../../harness/enhancements.ts';
import { storeFolder, type StoreFolder } from '../../../harness/storeFolder.ts';

describe('the store when its thread dies', () => {
  let folder: StoreFolder;
  let store: Store;

  beforeEach(() => {
    folder = storeFolder();
    const worker = new URL('programs/fragileWorker.ts', import.meta.url);
    store = openStore({ path: folder.database, worker });
  });

  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  function crash(): Promise<unknown> {
    return assert.rejects(store.history.find({ text: 'crash' }), (error) => {
      assert.ok(error instanceof WhetstoneError);
      assert.equal(error.code, 'storage');
      assert.match(error.message, /stopped unexpectedly/u);
      return true;
    });
  }

  it('fails only the call under way, starts again and does what was waiting', async () => {
    await store.history.save(entryOf(1));
    const crashed = crash();
    const waiting = store.history.save(entryOf(2));
    await crashed;
    await waiting;
    assert.equal((await store.history.find({})).total, 2);
    assert.deepEqual(await store.state(), { mode: 'ready', notice: null });
  });

  it('gives up in words when it dies again, instead of starting for ever', async () => {
    await store.history.save(entryOf(1));
    await crash();
    await crash();
    await assert.rejects(store.history.find({}), WhetstoneError);
    const { mode, notice } = await store.state();
    assert.equal(mode, 'unavailable');
    assert.match(notice?.hint ?? '', /reload the window/u);
  });
});

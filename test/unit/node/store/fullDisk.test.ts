import assert from 'node:assert/strict';
import { WhetstoneError } from '../../../../src/core/errors.ts';
import { Database } from '../../../../src/node/store/database.ts';
import { migrations } from '../../../../src/node/store/migrations.ts';
import { entryOf } from '../../../harness/enhancements.ts';
import { runSaver } from '../../../harness/savers.ts';
import { storeFolder, type StoreFolder } from '../../../harness/storeFolder.ts';

describe('a full disk', () => {
  let folder: StoreFolder;

  beforeEach(() => {
    folder = storeFolder();
  });

  afterEach(() => folder.remove());

  function idsNow(): number[] {
    const database = folder.open();
    const page = database.run(({ history }) => history.find({ limit: 1000 }));
    database.close();
    return (page?.entries ?? []).map(({ id }) => Number(id.slice(-12))).toSorted((a, b) => a - b);
  }

  it('refuses a save in words, keeps what was saved, and saves again when there is room', async function () {
    this.timeout(30_000);
    // The system refuses every write beyond 3 MiB of a file, as a full disk or a quota does.
    const { finished, refusal } = await runSaver(folder.database, { count: 200, size: 60_000, limit: 3072 });
    assert.ok(finished.length > 0 && finished.length < 200, `${finished.length} were saved`);
    assert.equal(refusal?.[0], 'storage');
    assert.match(refusal[1], /disk/u);
    assert.ok(refusal[2].includes(folder.database));
    assert.deepEqual(idsNow(), finished);
    const after = await runSaver(folder.database, { first: 900, count: 1 });
    assert.deepEqual(after.finished, [900]);
    assert.deepEqual(idsNow(), [...finished, 900]);
  });

  it('says that the disk is full when SQLite says so, and stays usable', () => {
    const bounded = [...migrations, { what: 'a small disk', sql: 'PRAGMA max_page_count = 120' }];
    const database = new Database({ path: folder.database, migrations: bounded, busyTimeout: 500 });
    let saved = 0;
    const originalPrompt = 'word '.repeat(4000);
    assert.throws(
      () => {
        for (; saved < 100; saved += 1)
          database.run(({ history }) => history.save(entryOf(saved, { originalPrompt })));
      },
      (error) => {
        assert.ok(error instanceof WhetstoneError);
        assert.equal(error.message, 'The disk is full, so the history could not be saved.');
        return true;
      },
    );
    assert.ok(saved > 0 && saved < 100);
    assert.equal(
      database.run(({ history }) => history.find({}).total),
      saved,
    );
    assert.deepEqual(database.state(), { mode: 'ready', notice: null });
    database.close();
  });
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WhetstoneError } from '../../../../src/core/errors.ts';
import { openStore } from '../../../../src/node/store/openStore.ts';
import { entryOf } from '../../../harness/enhancements.ts';
import { killRounds } from '../../../harness/killRounds.ts';
import { runSaver } from '../../../harness/savers.ts';
import { SeededRandom } from '../../../harness/seededRandom.ts';
import { storeFolder, type StoreFolder } from '../../../harness/storeFolder.ts';

const locker = fileURLToPath(new URL('programs/locker.ts', import.meta.url));

describe('one history and several processes', () => {
  let folder: StoreFolder;

  beforeEach(() => {
    folder = storeFolder();
  });

  afterEach(() => folder.remove());

  it('keeps what two processes save at once, none waiting in vain', async () => {
    const results = await Promise.all(
      [0, 1000].map((first) => runSaver(folder.database, { first, count: 60 })),
    );
    assert.deepEqual(
      results.map(({ finished, refusal }) => [finished.length, refusal]),
      [
        [60, null],
        [60, null],
      ],
    );
    const database = folder.open();
    assert.equal(
      database.run(({ history }) => history.find({}).total),
      120,
    );
    database.close();
  });

  it('loses nothing and halves nothing when processes are killed in the middle', async function () {
    this.timeout(60_000);
    const { kills, inAWrite, saved, lost, halves, integrity } = await killRounds(
      folder,
      12,
      new SeededRandom(10),
    );
    assert.equal(kills, 24);
    assert.ok(inAWrite > 4, `${inAWrite} of ${kills} kills came in a write`);
    assert.ok(saved > 0);
    assert.deepEqual(lost, []);
    assert.deepEqual(halves, []);
    assert.equal(integrity, 'ok');
  });

  it('waits while another process holds the lock for five seconds, and blocks nobody meanwhile', async function () {
    this.timeout(30_000);
    await runSaver(folder.database, { count: 1 });
    const holder = spawn(process.execPath, [locker, folder.database, '5000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    const ended = once(holder, 'close');
    const patient = openStore({ path: folder.database });
    const hasty = openStore({ path: folder.database, busyTimeout: 200 });
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 50);
    const start = performance.now();
    const save = patient.history.save(entryOf(7));
    await assert.rejects(hasty.history.save(entryOf(8)), (error) => {
      assert.ok(error instanceof WhetstoneError);
      assert.equal(error.code, 'storage');
      assert.match(error.message, /in use by another program/u);
      return true;
    });
    assert.equal((await hasty.history.find({})).total, 1);
    await save;
    const waited = performance.now() - start;
    clearInterval(timer);
    assert.ok(waited > 3500, `the save waited ${waited} ms`);
    assert.ok(ticks > waited / 50 / 3, `${ticks} ticks of this thread in ${waited} ms`);
    await ended;
    await hasty.history.save(entryOf(8));
    assert.equal((await patient.history.find({})).total, 3);
    await Promise.all([patient.close(), hasty.close()]);
  });
});

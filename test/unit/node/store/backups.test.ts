import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WhetstoneError } from '../../../../src/core/errors.ts';
import { backupFolder, backupName, backupsOf } from '../../../../src/node/store/backups/backupFiles.ts';
import { makeBackup } from '../../../../src/node/store/backups/makeBackup.ts';
import { listBackups, restoreBackup } from '../../../../src/node/store/backups/restoreBackup.ts';
import { surplusOf, type KeptBackup } from '../../../../src/node/store/backups/thinBackups.ts';
import { migrations } from '../../../../src/node/store/migrations.ts';
import { openStore } from '../../../../src/node/store/openStore.ts';
import { entryOf } from '../../../harness/enhancements.ts';
import { executionOf } from '../../../harness/executions.ts';
import { runSaver } from '../../../harness/savers.ts';
import { SeededRandom } from '../../../harness/seededRandom.ts';
import { storeFolder, type StoreFolder } from '../../../harness/storeFolder.ts';

const program = fileURLToPath(new URL('programs/backups.ts', import.meta.url));
const day = 24 * 3_600_000;
const january = Date.UTC(2026, 0, 1);

describe('which backups are kept', () => {
  const backup = (at: number, bytes = 1): KeptBackup => ({ name: String(at), at, bytes });

  it('are seven at most, the newest three and then further and further apart, over weeks', () => {
    let kept: readonly KeptBackup[] = [];
    for (let number = 0; number < 100; number += 1) {
      const now = january + number * day;
      const all = [...kept, backup(now)];
      const going = surplusOf(all, now);
      assert.ok(going.length <= 1);
      kept = all.filter((one) => !going.includes(one));
      assert.equal(kept.length, Math.min(number + 1, 7));
      assert.ok(kept.some(({ at }) => at === now));
    }
    const ages = kept.map(({ at }) => 99 - (at - january) / day).toSorted((one, other) => one - other);
    assert.deepEqual(ages.slice(0, 3), [0, 1, 2]);
    assert.ok((ages[6] ?? 0) >= 21 && (ages[6] ?? 0) <= 61, ages.join());
    assert.ok(
      ages.slice(1).every((age, place) => age - (ages[place] ?? 0) <= 32),
      ages.join(),
    );
  });

  it('take no more than the bound, the newest in any case', () => {
    const all = [1, 2, 3].map((number) => backup(number * day, 400));
    const names = (bounds: number): string[] =>
      surplusOf(all, 4 * day, { most: 7, mostBytes: bounds }).map(({ at }) => String(at / day));
    assert.deepEqual([names(1200), names(1000), names(100)], [[], ['1'], ['1', '2']]);
  });
});

describe('backups of the database', function () {
  this.timeout(60_000);
  let folder: StoreFolder;
  beforeEach(() => {
    folder = storeFolder();
  });
  afterEach(() => folder.remove());

  function filled(first: number, count: number, size = 200): void {
    const database = folder.open();
    for (let number = first; number < first + count; number += 1)
      database.run(({ history }) => history.save(entryOf(number, { originalPrompt: 'x'.repeat(size) })));
    database.close();
  }

  function totalNow(): number | undefined {
    const database = folder.open();
    const total = database.run(({ history }) => history.find({}).total);
    assert.deepEqual(database.state(), { mode: 'ready', notice: null });
    database.close();
    return total ?? undefined;
  }

  it('are whole, for their owner alone, made while others write, and one a day', () => {
    filled(0, 3);
    const writer = folder.open();
    writer.run(({ history }) => history.save(entryOf(3)));
    const path = makeBackup(folder.database, new Date(january)) ?? '';
    writer.run(({ history }) => history.save(entryOf(4)));
    assert.equal(path, join(backupFolder(folder.database), 'whetstone-2026-01-01.db'));
    if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(listBackups(folder.database)[0]?.holds, {
      enhancements: 4,
      templateVersions: 0,
      runs: 0,
    });
    makeBackup(folder.database, new Date(january + 1000));
    writer.close();
    assert.deepEqual(
      listBackups(folder.database).map(({ at, holds, name }) => [name, at, holds?.enhancements]),
      [['whetstone-2026-01-01.db', '2026-01-01T00:00:01.000Z', 5]],
    );
    for (let number = 1; number < 12; number += 1)
      makeBackup(folder.database, new Date(january + number * day));
    assert.equal(backupsOf(folder.database).length, 7);
    assert.equal(readdirSync(backupFolder(folder.database)).length, 7);
  });

  it('are made by the store itself once a day, and in the list with what they hold', async () => {
    filled(0, 2);
    const troubles: WhetstoneError[] = [];
    const times = {
      delay: 1,
      patience: 20_000,
      youngest: 0,
      onTrouble: (error: WhetstoneError) => troubles.push(error),
    };
    const open = (): ReturnType<typeof openStore> => openStore({ path: folder.database, backups: times });
    const store = open();
    await store.executions.add(executionOf(1));
    await store.close();
    const today = join(backupFolder(folder.database), backupName(new Date()));
    assert.ok(existsSync(today));
    const made = statSync(today).mtimeMs;
    const again = open();
    await again.history.find({});
    assert.deepEqual(
      (await again.backups.list()).map(({ holds, kind }) => [kind, holds?.runs]),
      [['daily', 1]],
    );
    await again.close();
    assert.equal(statSync(today).mtimeMs, made);
    const third = open();
    assert.equal(await third.backups.make(), today);
    await third.close();
    assert.ok(statSync(today).mtimeMs > made);
    assert.deepEqual(troubles, []);
    const young = openStore({ path: `${folder.database}.young.db`, backups: { delay: 1, patience: 1000 } });
    await young.history.find({});
    await young.close();
    assert.equal(backupsOf(folder.database).length, 1);
  });

  it('are put back, what was there set aside whole, and that can be put back as well', () => {
    filled(0, 3);
    makeBackup(folder.database, new Date(january));
    filled(3, 2);
    const other = folder.open();
    assert.equal(
      other.run(({ history }) => history.find({}).total),
      5,
    );
    const restored = restoreBackup(
      folder.database,
      'whetstone-2026-01-01.db',
      migrations.length,
      new Date(january),
    );
    assert.equal(restored.setAside, `${folder.database}.replaced-20260101T000000Z`);
    // Another process that has the old one open notices by itself.
    assert.equal(
      other.run(({ history }) => history.find({}).total),
      3,
    );
    other.run(({ history }) => history.save(entryOf(9)));
    other.close();
    assert.equal(totalNow(), 4);
    const aside = listBackups(folder.database).find(({ kind }) => kind === 'replaced');
    assert.ok(aside !== undefined);
    assert.equal(aside.holds?.enhancements, 5);
    restoreBackup(folder.database, aside.name, migrations.length, new Date(january + 1000));
    assert.equal(totalNow(), 5);
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => /restoring|recovering/.test(name)),
      [],
    );
  });

  it('are refused when unknown, damaged, empty or newer, and nothing changes', () => {
    filled(0, 1);
    const backups = backupFolder(folder.database);
    makeBackup(folder.database, new Date(january));
    const names = ['02', '03', '04'].map((number) => `whetstone-2026-01-${number}.db`);
    for (const name of names) copyFileSync(join(backups, 'whetstone-2026-01-01.db'), join(backups, name));
    writeFileSync(join(backups, names[0] ?? ''), 'x'.repeat(5000));
    writeFileSync(join(backups, names[1] ?? ''), '');
    const raw = folder.raw();
    raw.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    raw.close();
    copyFileSync(folder.database, join(backups, names[2] ?? ''));
    const lowered = folder.raw();
    lowered.exec(`PRAGMA user_version = ${migrations.length}`);
    lowered.close();
    for (const name of [...names, 'whetstone-2026-09-09.db', '../whetstone.db'])
      assert.throws(() => restoreBackup(folder.database, name, migrations.length, new Date(january)), name);
    assert.equal(totalNow(), 1);
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => /replaced|restoring|recovering/.test(name)),
      [],
    );
  });

  it('are whole or not there when the process is killed, and the database is sound', async () => {
    filled(0, 60, 40_000);
    const random = new SeededRandom(7);
    let inAWrite = 0;
    for (let round = 0; round < 5; round += 1) {
      const { underWay } = await runSaver(folder.database, {
        first: round * 10,
        program,
        killAfter: random.below(120),
      });
      if (underWay !== null) inAWrite += 1;
      const listed = listBackups(folder.database);
      assert.ok(
        listed.every(({ holds }) => holds?.enhancements === 60),
        JSON.stringify(listed),
      );
    }
    assert.ok(inAWrite > 0);
    assert.equal(totalNow(), 60);
    // What a killed process left behind stands in nobody's way for long.
    const part = join(backupFolder(folder.database), `${backupName(new Date(january))}.part`);
    writeFileSync(part, 'half');
    assert.equal(makeBackup(folder.database, new Date()) === null, false);
    assert.equal(makeBackup(folder.database, new Date(january)), null);
    utimesSync(part, new Date(january - day), new Date(january - day));
    assert.notEqual(makeBackup(folder.database, new Date(january)), null);
    assert.ok(!existsSync(part));
  });

  it('are put back whole or not at all when the process is killed', async () => {
    filled(0, 20, 40_000);
    makeBackup(folder.database, new Date(january));
    filled(20, 20, 40_000);
    makeBackup(folder.database, new Date(january + day));
    const random = new SeededRandom(11);
    process.env['WHETSTONE_TEST_RESTORE'] = '1';
    try {
      for (let round = 0; round < 5; round += 1) {
        await runSaver(folder.database, { first: round * 1000, program, killAfter: random.below(150) });
        assert.ok([20, 40].includes(totalNow() ?? 0));
        // A lock of a killed process is taken over after half a minute.
        const lock = `${folder.database}.recovering`;
        if (existsSync(lock)) utimesSync(lock, new Date(january), new Date(january));
      }
    } finally {
      delete process.env['WHETSTONE_TEST_RESTORE'];
    }
  });

  it('leave nothing behind on a full disk, and say so', async () => {
    filled(0, 60, 40_000);
    const { finished, refusal } = await runSaver(folder.database, { count: 1, program, limit: 512 });
    assert.deepEqual(finished, []);
    assert.equal(refusal?.[0], 'storage');
    assert.match(refusal[1], /disk/);
    assert.deepEqual(readdirSync(backupFolder(folder.database)), []);
    assert.equal(totalNow(), 60);
  });
});

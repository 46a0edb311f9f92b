import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, type Store } from '../../../../src/node/store/openStore.ts';
import { storageError } from '../../../../src/node/store/storageError.ts';
import { freeRules, reservation, settlement, tableLedger } from '../../../harness/tableLedger.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../harness/temporaryFolder.ts';

describe('the account in trouble', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  let store: Store | undefined;

  beforeEach(() => {
    folder = temporaryFolder();
  });

  afterEach(async () => {
    await store?.close();
    store = undefined;
    folder.remove();
  });

  it('refuses a reservation for which the disk has no room, and keeps what was there', () => {
    const { table, connection } = tableLedger(() => 1_800_000_000_000);
    const first = table.reserve(reservation(), freeRules);
    assert.ok(first.admitted);
    const pages = connection.prepare('PRAGMA page_count').get()?.['page_count'];
    connection.exec(`PRAGMA max_page_count = ${Number(pages)}`);
    const fill = (): void => {
      for (let number = 0; number < 10_000; number += 1) table.reserve(reservation(), freeRules);
    };
    assert.throws(fill, (error: unknown) => {
      const shown = storageError(error, '/data/whetstone.db', { mode: 'ready', notice: null });
      assert.match(`${shown.code}: ${shown.message}`, /^storage: The disk is full/);
      return true;
    });
    table.settle(first.attempt, settlement(), freeRules);
    const count = Number(connection.prepare('SELECT count(*) AS n FROM attempt').get()?.['n']);
    const [model] = table.usage('month', freeRules).models;
    assert.deepEqual([model?.attempts, model?.open], [count, count - 1]);
  });

  function lock(file: string): DatabaseSync {
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    return other;
  }

  it('waits for a database that is locked for five seconds', async () => {
    const file = path.join(folder.path, 'whetstone.db');
    store = openStore({ path: file });
    await store.state();
    const other = lock(file);
    const started = performance.now();
    const waiting = store.ledger.reserve(reservation(), freeRules);
    await sleep(5000);
    other.exec('ROLLBACK');
    other.close();
    assert.equal((await waiting).admitted, true);
    assert.ok(performance.now() - started >= 5000);
  });

  it('refuses when it is locked for longer than one can wait', async () => {
    const file = path.join(folder.path, 'whetstone.db');
    store = openStore({ path: file, busyTimeout: 100 });
    await store.state();
    const other = lock(file);
    await assert.rejects(store.ledger.reserve(reservation(), freeRules), { code: 'storage' });
    other.exec('ROLLBACK');
    other.close();
    assert.equal((await store.ledger.reserve(reservation(), freeRules)).admitted, true);
  });

  it('makes no call on a database that can only be read', async () => {
    const file = path.join(folder.path, 'whetstone.db');
    const newer = new DatabaseSync(file);
    newer.exec('CREATE TABLE x (y); PRAGMA user_version = 999');
    newer.close();
    store = openStore({ path: file });
    await assert.rejects(store.ledger.reserve(reservation(), freeRules), { code: 'storage' });
  });
});

// A process that writes to the account without a pause until it is killed. It marks in a file of its own whether it is inside a write, so that
// whoever kills it can tell where that landed: what is in the system's page cache survives the process.
import { openSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LedgerTable } from '../../src/node/store/ledgerTable.ts';
import { migrate } from '../../src/node/store/migrate.ts';
import { migrations } from '../../src/node/store/migrations.ts';
import { freeRules, reservation, settlement } from './tableLedger.ts';
import { randomUUID } from 'node:crypto';

const [database = '', marker = ''] = process.argv.slice(2);
const mark = openSync(marker, 'w');
const connection = new DatabaseSync(database);
connection.exec('PRAGMA busy_timeout = 20000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
migrate(connection, migrations);
const table = new LedgerTable(connection, () => Date.now());

function write<T>(work: () => T): T {
  writeSync(mark, 'w', 0);
  const result = work();
  writeSync(mark, '-', 0);
  return result;
}

process.send?.('ready');
for (let number = 0; ; number += 1) {
  const admission = write(() => table.reserve(reservation({ requestId: randomUUID() }), freeRules));
  // Every third call is never settled, as if the process had died during it.
  if (admission.admitted && number % 3 !== 0)
    write(() => table.settle(admission.attempt, settlement(), freeRules));
}

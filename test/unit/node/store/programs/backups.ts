// Makes backups day by day, or restores two of them in turns, until it is killed. Arguments: path of the database, first number, how many, `make` or `restore`.
import { writeSync } from 'node:fs';
import { WhetstoneError } from '../../../../../src/core/errors.ts';
import { makeBackup } from '../../../../../src/node/store/backups/makeBackup.ts';
import { backupsOf } from '../../../../../src/node/store/backups/backupFiles.ts';
import { restoreBackup } from '../../../../../src/node/store/backups/restoreBackup.ts';
import { migrations } from '../../../../../src/node/store/migrations.ts';
import { storageError } from '../../../../../src/node/store/storageError.ts';

const [path = '', first = '0', count = '0'] = process.argv.slice(2);
const isRestore = process.env['WHETSTONE_TEST_RESTORE'] === '1';
const day = 24 * 3_600_000;
for (let number = Number(first); number < Number(first) + Number(count); number += 1) {
  writeSync(1, `begin ${number}\n`);
  try {
    if (isRestore) {
      const names = backupsOf(path).map(({ name }) => name);
      restoreBackup(
        path,
        names[number % 2] ?? '',
        migrations.length,
        new Date(Date.UTC(2026, 0, 1) + number * 1000),
      );
    } else makeBackup(path, new Date(Date.UTC(2026, 0, 1) + number * day));
  } catch (error) {
    const { code, hint, message } =
      error instanceof WhetstoneError ? error : storageError(error, path, { mode: 'ready', notice: null });
    writeSync(1, `refused ${JSON.stringify([code, message, hint])}\n`);
    break;
  }
  writeSync(1, `saved ${number}\n`);
}

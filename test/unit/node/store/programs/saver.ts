// Saves entries one after another until it is killed or refused, and says on stdout what it is about to save and what was saved.
// Arguments: path of the database, first number, how many, characters of each prompt.
import { writeSync } from 'node:fs';
import { WhetstoneError } from '../../../../../src/core/errors.ts';
import { Database } from '../../../../../src/node/store/database.ts';
import { migrations } from '../../../../../src/node/store/migrations.ts';
import { entryOf } from '../../../../harness/enhancements.ts';

const [path = '', first = '0', count = '1', size = '100'] = process.argv.slice(2);
const database = new Database({ path, migrations, busyTimeout: 20_000 });
try {
  for (let number = Number(first); number < Number(first) + Number(count); number += 1) {
    const originalPrompt = `number ${number} ${'word '.repeat(Number(size) / 5)}`;
    writeSync(1, `begin ${number}\n`);
    database.run(({ history }) => history.save(entryOf(number, { originalPrompt })));
    writeSync(1, `saved ${number}\n`);
  }
} catch (error) {
  if (!(error instanceof WhetstoneError)) throw error;
  writeSync(1, `refused ${JSON.stringify([error.code, error.message, error.hint])}\n`);
}
database.close();

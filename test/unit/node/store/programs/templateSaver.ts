// Saves versions of one template one after another until it is killed, and says on stdout what it is about to save and what was saved.
// Arguments: path of the database, first number.
import { writeSync } from 'node:fs';
import { Database } from '../../../../../src/node/store/database.ts';
import { migrations } from '../../../../../src/node/store/migrations.ts';

const [path = '', first = '0'] = process.argv.slice(2);
const database = new Database({ path, migrations, busyTimeout: 20_000 });
for (let number = Number(first); ; number += 1) {
  const text = `number ${number} ${'word '.repeat(400)}`;
  writeSync(1, `begin ${number}\n`);
  database.run(({ templates }) =>
    templates.record([{ place: 'user', id: 'notes', text, author: '', at: number, note: String(number) }]),
  );
  writeSync(1, `saved ${number}\n`);
}

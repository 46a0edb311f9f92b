// Saves so many versions of one template, each made from the latest that it has seen, against another process that does the same; says how many it saved and how
// often the other was quicker. Arguments: path of the database, own name, the other's, how many.
import { existsSync, writeFileSync } from 'node:fs';
import { WhetstoneError } from '../../../../../src/core/errors.ts';
import { Database } from '../../../../../src/node/store/database.ts';
import { migrations } from '../../../../../src/node/store/migrations.ts';

const [path = '', name = '', rival = '', count = '0'] = process.argv.slice(2);
const key = { place: 'user', id: 'release-notes' };
const database = new Database({ path, migrations, busyTimeout: 20_000 });
const pause = (): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3);
database.state();
writeFileSync(`${path}.${name}`, '');
while (!existsSync(`${path}.${rival}`)) pause();
let saved = 0;
let conflicts = 0;
while (saved < Number(count)) {
  const [latest] = database.run(({ templates }) => templates.versions(key)) ?? [];
  const seen = latest?.number ?? 0;
  // The other one gets its chance between looking and saving.
  pause();
  try {
    database.run(({ templates }) =>
      templates.record([
        { ...key, text: `${name} ${saved}`, author: name, at: saved, note: String(seen), seen },
      ]),
    );
    saved += 1;
  } catch (error) {
    if (!(error instanceof WhetstoneError) || error.code !== 'conflict') throw error;
    conflicts += 1;
  }
}
database.close();
console.log(JSON.stringify({ saved, conflicts }));

// 10,000 templates with 20 versions each and 100,000 executions, through the worker as editor and terminal use them.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { LibraryIndex } from '../../src/node/engine/libraryIndex.ts';
import { makeBackup } from '../../src/node/store/backups/makeBackup.ts';
import { Database } from '../../src/node/store/database.ts';
import { ExecutionTable } from '../../src/node/store/executionTable.ts';
import { migrations } from '../../src/node/store/migrations.ts';
import { openStore } from '../../src/node/store/openStore.ts';
import { executionOf } from '../harness/executions.ts';
import { SeededRandom } from '../harness/seededRandom.ts';
import { storeFolder } from '../harness/storeFolder.ts';
import { figure, measure } from './measure.ts';

const templates = 10_000;
const versions = 20;
const executions = 100_000;
const folder = storeFolder();
const never = new AbortController().signal;
const words =
  'login cart total invoice export search filter token cache retry upload theme parser queue'.split(' ');

const textOf = (number: number, version: number): string =>
  `---\nname: Template ${number}\nmetadata: {category: ${words[number % words.length] ?? ''}}\n---\nVersion ${version} of {{task_title}}\n${'- check this\n'.repeat(40)}`;

try {
  const database = new Database({ path: folder.database, migrations, busyTimeout: 1000 });
  for (let version = 1; version <= versions; version += 1)
    for (let first = 0; first < templates; first += 1000)
      database.run((repositories) =>
        repositories.templates.record(
          Array.from({ length: 1000 }, (_, index) => ({
            place: 'user',
            id: `template-${first + index}`,
            text: textOf(first + index, version),
            author: 'Ada <ada@example.com>',
            at: Date.UTC(2026, 0, 1) + version * 60_000,
            note: '',
          })),
        ),
      );
  database.close();

  const raw = folder.raw();
  raw.exec('PRAGMA synchronous = OFF');
  const table = new ExecutionTable(raw);
  const random = new SeededRandom(3);
  const pick = (count: number): string => Array.from({ length: count }, () => random.pick(words)).join(' ');
  const start = performance.now();
  for (let number = 0; number < executions; number += 1) {
    const id = `template-${random.below(templates)}`;
    table.add(
      executionOf(number, {
        template: { id, place: 'user', scope: 'user', name: id, version: 1 + random.below(versions) },
        messages: [{ role: 'user', content: `${pick(120)} number${number}` }],
        answer: pick(160),
        status: random.below(20) === 0 ? 'failed' : 'ok',
      }),
    );
  }
  const each = (performance.now() - start) / executions;
  raw.close();
  await figure('an execution, without waiting for the disk, mean of 100,000', () => each, { unit: 'ms' });

  const store = openStore({ path: folder.database });
  await store.state();
  const files = join(folder.path, 'templates');
  mkdirSync(files);
  for (let number = 0; number < templates; number += 1)
    writeFileSync(join(files, `template-${number}.prompt`), textOf(number, versions));
  const index = new LibraryIndex();
  const places = [{ scope: 'user' as const, path: files }];
  await index.list(places, () => {}, never);
  await setImmediate();

  const tree = async (): Promise<unknown> =>
    Promise.all([
      index.list(places, () => {}, never),
      store.templates.records(['user']),
      store.executions.figures(['user']),
    ]);
  await measure('files, versions and figures of 10,000 templates, for the tree', tree, {
    aim: { atMost: 200 },
  });
  await measure('figures of 10,000 templates', () => store.executions.figures(['user']));
  const page = { limit: 200 };
  const key = { place: 'user', id: 'template-77' };
  for (const [name, query] of [
    ['the newest 200 of 100,000 executions', {}],
    ['those of one template', { template: key }],
    ['those that failed', { status: 'failed' }],
    ['those with a rare word', { text: 'number4711' }],
    ['those of a model that never answered', { provider: 'ollama' }],
  ] as const)
    await measure(name, () => store.executions.find({ ...page, ...query }), { aim: { atMost: 50 } });
  // The worst that there is: every run is a hit.
  for (const text of ['login cart total', '"login cart total"'])
    await measure(`those with ${text}, words of every run`, () => store.executions.find({ ...page, text }));
  let number = executions;
  await measure('keep one execution', () => store.executions.add(executionOf((number += 1))), {
    aim: { atMost: 30 },
  });
  let version = versions;
  await measure(
    'save one changed template',
    () =>
      store.templates.record([
        {
          ...key,
          text: textOf(77, (version += 1)),
          author: '',
          at: Date.UTC(2026, 1, 1),
          note: '',
          seen: version - 1,
        },
      ]),
    { aim: { atMost: 30 } },
  );

  let waited = 0;
  let made = false;
  await measure(
    'a backup, in a thread of its own',
    async () => {
      made = false;
      const backup = store.backups.make().finally(() => (made = true));
      for (;;) {
        const asked = performance.now();
        await store.executions.find({ ...page, template: key });
        waited = Math.max(waited, performance.now() - asked);
        if (made) break;
      }
      await backup;
    },
    { runs: 2 },
  );
  await figure('longest wait for a list while a backup is made', () => waited, { unit: 'ms' });
  await figure('the database', () => statSync(folder.database).size / 1_000_000, { unit: 'MB' });
  await figure('its backup', () => statSync(makeBackup(folder.database, new Date()) ?? '').size / 1_000_000, {
    unit: 'MB',
  });
  await store.close();
} finally {
  folder.remove();
}

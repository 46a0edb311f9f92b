// 10,000 templates with 20 versions each, through the worker as editor and terminal use them.
import { migrations } from '../../src/node/store/migrations.ts';
import { Database } from '../../src/node/store/database.ts';
import { openStore } from '../../src/node/store/openStore.ts';
import type { TemplateSave } from '../../src/core/library/templateVersions.ts';
import { storeFolder } from '../harness/storeFolder.ts';
import { figure, measure } from './measure.ts';

const templates = 10_000;
const versions = 20;
const folder = storeFolder();

function saveOf(number: number, version: number): TemplateSave {
  const text = `---\nname: Template ${number}\n---\nVersion ${version} of {{task_title}}\n${'- check this\n'.repeat(40)}`;
  const at = Date.UTC(2026, 0, 1) + version * 60_000;
  return { place: 'user', id: `template-${number}`, text, author: 'Ada <ada@example.com>', at, note: '' };
}

try {
  const database = new Database({ path: folder.database, migrations, busyTimeout: 1000 });
  const start = performance.now();
  for (let version = 1; version <= versions; version += 1)
    for (let first = 0; first < templates; first += 1000)
      database.run((repositories) =>
        repositories.templates.record(
          Array.from({ length: 1000 }, (_, index) => saveOf(first + index, version)),
        ),
      );
  const each = (performance.now() - start) / (templates * versions);
  database.close();
  await figure('a version, mean of 200,000 in transactions of 1,000', () => each, { unit: 'ms' });

  const store = openStore({ path: folder.database });
  await store.state();
  await measure('what is known of 10,000 templates', () => store.templates.records(['user']), {
    aim: { atMost: 200 },
  });
  let version = versions;
  await measure('save one changed template', () => store.templates.record([saveOf(77, (version += 1))]), {
    aim: { atMost: 30 },
  });
  await measure('its versions', () => store.templates.versions({ place: 'user', id: 'template-77' }), {
    aim: { atMost: 30 },
  });
  await measure(
    'an unchanged library looked through: 10,000 texts hashed',
    () => store.templates.record(Array.from({ length: templates }, (_, number) => saveOf(number, versions))),
    { runs: 3 },
  );
  await store.close();
} finally {
  folder.remove();
}

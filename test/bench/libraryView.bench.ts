// The Library view with 10,000 templates: looking at the files, the rows of the view, filtering and searching while one types.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filterTemplates, groupTemplates, sortTemplates } from '../../src/core/library/libraryView.ts';
import { rankTemplates } from '../../src/core/library/rankTemplates.ts';
import { LibraryIndex } from '../../src/node/engine/libraryIndex.ts';
import { measure } from './measure.ts';

const count = 10_000;
const root = mkdtempSync(path.join(tmpdir(), 'whetstone-library-'));
const folder = path.join(root, 'templates');
const { signal } = new AbortController();

function textOf(number: number): string {
  return `---
name: Template ${number}
description: Does thing ${number} so that an agent can do it and prove it.
input:
  schema:
    task_title: string, One line
    task_description?: string, What to do
metadata:
  category: Category ${number % 40}
  tags: [a${number % 7}, b${number % 13}]
  sample:
    task_title: Login rejects spaces
---
## {{task_title}}
${'- check this in `src/a.ts`\n'.repeat(20)}`;
}

try {
  mkdirSync(folder);
  for (let number = 0; number < count; number += 1)
    writeFileSync(path.join(folder, `template-${number}.prompt`), textOf(number));
  const folders = [{ scope: 'user' as const, path: folder }];
  const index = new LibraryIndex();
  const file = { path: path.join(root, 'index.json'), version: 'bench' };
  const start = performance.now();
  const { templates } = await index.list(folders, () => {}, signal);
  console.log(`all of ${count} read, checked and scored once: ${Math.round(performance.now() - start)} ms`);
  await index.save(file);

  await measure(`${count} templates, nothing changed`, () => index.list(folders, () => {}, signal), {
    aim: { atMost: 200 },
  });
  await measure(
    `${count} templates after a start`,
    async () => {
      const next = new LibraryIndex();
      await next.load(file);
      await next.list(folders, () => {}, signal);
    },
    { aim: { atMost: 200 }, runs: 5 },
  );
  await measure(
    'the rows of the view: sorted and grouped',
    () => groupTemplates(sortTemplates(templates, 'name'), 'category'),
    { aim: { atMost: 200 } },
  );
  await measure(
    'a letter typed into the filter',
    () => groupTemplates(sortTemplates(filterTemplates(templates, { text: 'thing 77' }), 'name'), 'category'),
    { aim: { atMost: 50 } },
  );
  await measure('a letter typed into Use Template', () => rankTemplates(templates, 'tmp 77', new Set()), {
    aim: { atMost: 50 },
  });
} finally {
  rmSync(root, { recursive: true, force: true });
}

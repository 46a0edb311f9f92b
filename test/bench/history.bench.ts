// The history with 20,000 entries, through the worker as the editor uses it: the first page of the tree with its days, a later page, a
// search, a save.
import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { migrations } from '../../src/node/store/migrations.ts';
import { Database } from '../../src/node/store/database.ts';
import { openStore } from '../../src/node/store/openStore.ts';
import { enhancementOf } from '../harness/enhancements.ts';
import { newEntry } from '../../src/core/history/entry.ts';
import { figure, measure } from './measure.ts';

const count = 20_000;
const folder = mkdtempSync(join(tmpdir(), 'whetstone-bench-history-'));
const path = join(folder, 'whetstone.db');
const words = ['login', 'checkout', 'invoice', 'session', 'export', 'coupon', 'timeout', 'worker', 'parser'];

function entryOf(number: number): ReturnType<typeof newEntry> {
  const word = words[number % words.length]!;
  const originalPrompt = `fix the ${word} that fails for order ${number}\n\n${`The ${word} is slow. `.repeat(10)}`;
  return newEntry(enhancementOf(number, { originalPrompt }), {
    at: Date.UTC(2026, 0, 1) + number * 900_000,
    workspace: '/home/ada/shop',
    source: { kind: 'typed', uri: null, range: null },
  });
}

try {
  const database = new Database({ path, migrations, busyTimeout: 1000 });
  const start = performance.now();
  for (let number = 0; number < count; number += 1)
    database.run(({ history }) => history.save(entryOf(number)));
  const each = (performance.now() - start) / count;
  database.close();
  await figure('a save in the worker, mean of 20,000', () => each, { unit: 'ms' });

  const zone = 'Europe/Zurich';
  await measure(
    'cold: open the store, first page of the tree with its days',
    async () => {
      const store = openStore({ path });
      await store.history.find({ limit: 200, zone });
      await store.close();
    },
    { runs: 5, aim: { atMost: 500 } },
  );
  const store = openStore({ path });
  await store.state();
  await measure('first page of the tree with its days', () => store.history.find({ limit: 200, zone }), {
    aim: { atMost: 150 },
  });
  const { days } = await store.history.find({ limit: 0, zone });
  const day = days[Math.floor(days.length / 2)]!;
  await measure('the entries of one day', () => store.history.find({ from: day.from, until: day.until }), {
    aim: { atMost: 50 },
  });
  await measure('a search with 2,200 finds', () => store.history.find({ text: 'invoice', zone }), {
    aim: { atMost: 150 },
  });
  await measure('a search with one find', () => store.history.find({ text: 'invoice "order 17399"', zone }), {
    aim: { atMost: 150 },
  });
  let number = count;
  await measure('save', () => store.history.save(entryOf((number += 1))), { aim: { atMost: 30 } });
  await store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

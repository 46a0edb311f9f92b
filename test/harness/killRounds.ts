import type { StoreFolder } from './storeFolder.ts';
import { entryOf } from './enhancements.ts';
import type { SeededRandom } from './seededRandom.ts';
import { runSaver } from './savers.ts';

export interface KillReport {
  readonly kills: number;
  /** Kills that came while a save was under way. */
  readonly inAWrite: number;
  readonly saved: number;
  /** Ids whose save had returned and that are gone. */
  readonly lost: readonly string[];
  /** Entries that are there without their text, or with another one. */
  readonly halves: readonly string[];
  /** What SQLite finds wrong with the file; `ok` = nothing. */
  readonly integrity: string;
}

/** In each round two processes save into one database at once and are killed at moments drawn from `random`; then everything is read. */
export async function killRounds(
  folder: StoreFolder,
  rounds: number,
  random: SeededRandom,
): Promise<KillReport> {
  const finished: number[] = [];
  let inAWrite = 0;
  const block = 100_000;
  for (let round = 0; round < rounds; round += 1) {
    const results = await Promise.all(
      [0, 1].map((which) =>
        runSaver(folder.database, { first: (2 * round + which) * block, killAfter: random.below(60) }),
      ),
    );
    for (const result of results) {
      finished.push(...result.finished);
      if (result.underWay !== null) inAWrite += 1;
    }
  }
  const database = folder.open(5000);
  const ids = new Set(finished.map((number) => entryOf(number).id));
  const lost: string[] = [];
  const halves: string[] = [];
  const all = listed(folder);
  for (const id of ids) if (!all.has(id)) lost.push(id);
  for (const id of all) {
    const [entry] = database.run(({ history }) => history.read([id])) ?? [];
    const number = Number(id.slice(-12));
    if (entry?.enhancement.originalPrompt.startsWith(`number ${number} word `) !== true) halves.push(id);
  }
  database.close();
  const raw = folder.raw();
  const integrity = String(raw.prepare('PRAGMA integrity_check').get()?.['integrity_check']);
  raw.exec("INSERT INTO enhancement_search (enhancement_search) VALUES ('integrity-check')");
  raw.close();
  return { kills: 2 * rounds, inAWrite, saved: ids.size, lost, halves, integrity };
}

function listed(folder: StoreFolder): Set<string> {
  const raw = folder.raw();
  const rows = raw.prepare('SELECT id FROM enhancement').all();
  raw.close();
  return new Set(rows.map((row) => String(row['id'])));
}

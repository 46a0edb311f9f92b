import { fileURLToPath } from 'node:url';
import { runSaver } from './savers.ts';
import type { SeededRandom } from './seededRandom.ts';
import type { StoreFolder } from './storeFolder.ts';

const program = fileURLToPath(new URL('../unit/node/store/programs/templateSaver.ts', import.meta.url));

export interface TemplateKillReport {
  readonly kills: number;
  /** Kills that came while a save was under way. */
  readonly inAWrite: number;
  readonly saved: number;
  /** Saves that had returned and have no version. */
  readonly lost: number;
  /** Versions without their own text, or numbers that are missing between the first and the last. */
  readonly broken: number;
}

/** In each round two processes save versions of one template at once and are killed at moments drawn from `random`; then all is read. */
export async function templateKills(
  folder: StoreFolder,
  rounds: number,
  random: SeededRandom,
): Promise<TemplateKillReport> {
  const finished = new Set<string>();
  let inAWrite = 0;
  for (let round = 0; round < rounds; round += 1) {
    const results = await Promise.all(
      [0, 1].map((which) =>
        runSaver(folder.database, {
          first: (2 * round + which) * 100_000,
          killAfter: random.below(60),
          program,
        }),
      ),
    );
    for (const result of results) {
      for (const number of result.finished) finished.add(String(number));
      if (result.underWay !== null) inAWrite += 1;
    }
  }
  const key = { place: 'user', id: 'notes' };
  const database = folder.open(5000);
  const versions = database.run(({ templates }) => templates.versions(key)) ?? [];
  let broken = 0;
  versions.forEach(({ number, note }, index) => {
    const text = database.run(({ templates }) => templates.read(key, number))?.text ?? '';
    if (number !== versions.length - index || !text.startsWith(`number ${note} word `)) broken += 1;
  });
  database.close();
  const notes = new Set(versions.map(({ note }) => note));
  const lost = [...finished].filter((number) => !notes.has(number)).length;
  return { kills: 2 * rounds, inAWrite, saved: finished.size, lost, broken };
}

import type { CacheStatistics } from '../core/model/answerCache.ts';
import { grouped } from '../core/usage/money.ts';
import { exitStatus } from './exitStatus.ts';
import type { CommandIo } from './io.ts';
import { type CommonOptions, writeJson } from './terminal.ts';
import { withStore } from './withStore.ts';

/** `whetstone cache`: how many answers are kept and how often they served. */
export async function cacheCommand(options: CommonOptions, io: CommandIo): Promise<number> {
  const statistics = await withStore(options, io, ({ store }) => store.answers.statistics(io.signal));
  if (options.json) await writeJson(io, reported(statistics));
  else {
    const { bytes, entries, hits, misses } = statistics;
    const rate = Math.round(reported(statistics).hitRate * 100);
    await io.stdout.write(
      `${counted(entries, 'answer')}, ${grouped(Math.ceil(bytes / 1024))} kB; ${counted(hits, 'hit')}, ${counted(misses, 'miss', 'misses')} (${rate}%)\n`,
    );
  }
  return exitStatus.done;
}

/** `whetstone cache clear`: forgets all kept answers. */
export async function clearCacheCommand(options: CommonOptions, io: CommandIo): Promise<number> {
  const { cleared, statistics } = await withStore(options, io, async ({ store }) => ({
    cleared: await store.answers.clear(io.signal),
    statistics: await store.answers.statistics(io.signal),
  }));
  if (options.json) await writeJson(io, { ...reported(statistics), cleared });
  else if (!options.quiet) await io.stdout.write(`${counted(cleared, 'answer')} forgotten\n`);
  return exitStatus.done;
}

function counted(number: number, one: string, several = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : several}`;
}

function reported(statistics: CacheStatistics): CacheStatistics & { readonly hitRate: number } {
  const { hits, misses } = statistics;
  return { ...statistics, hitRate: hits + misses === 0 ? 0 : hits / (hits + misses) };
}

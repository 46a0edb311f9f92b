import { join } from 'node:path';
import { isAbort, WhetstoneError } from '../core/errors.ts';
import type { Enhancement } from '../core/enhance/enhancement.ts';
import { newEntry, type HistorySource } from '../core/history/entry.ts';
import { databaseName, dataFolder } from '../node/home.ts';
import { openStore } from '../node/store/openStore.ts';
import type { CommandIo } from './io.ts';
import { warnAbout } from './remarks.ts';
import type { CommonOptions } from './terminal.ts';

/**
 * Saves an enhancement of the terminal, secrets masked. By then the result is printed, and a history that cannot be written must not turn it into a
 * failure: that is a remark on stderr.
 * @param file path of the file that was enhanced, null for typed or piped text
 */
export async function keepInHistory(
  enhancement: Enhancement,
  { folder, file }: { readonly folder: string; readonly file: string | null },
  options: CommonOptions,
  io: CommandIo,
): Promise<void> {
  const source: HistorySource = { kind: 'terminal', uri: file, range: null };
  const store = openStore({ path: join(dataFolder({ env: io.env, cwd: io.cwd }), databaseName) });
  try {
    await store.history.save(newEntry(enhancement, { at: Date.now(), workspace: folder, source }), io.signal);
    const { notice } = await store.state(io.signal);
    if (notice !== null) await warnAbout([`${notice.message} ${notice.hint} (${notice.path})`], options, io);
  } catch (error) {
    if (isAbort(error) || !(error instanceof WhetstoneError)) throw error;
    await warnAbout([`Not kept in the history: ${error.message} ${error.hint}`], options, io);
  } finally {
    await store.close();
  }
}

import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { KeptBackup } from './thinBackups.ts';

/** Where the backups of a database lie. */
export function backupFolder(database: string): string {
  return join(dirname(database), 'backups');
}

/** The name of a day's backup, the day in UTC. */
export function backupName(now: Date): string {
  return `whetstone-${now.toISOString().slice(0, 10)}.db`;
}

const made = /^whetstone-\d{4}-\d{2}-\d{2}\.db$/;

/** The daily backups of a database, newest first; none where there is no folder. */
export function backupsOf(database: string): readonly KeptBackup[] {
  return filesIn(backupFolder(database), (name) => made.test(name));
}

/** What stood in the database's place before a restore or a recovery, newest first. */
export function setAsideOf(database: string): readonly KeptBackup[] {
  const beginning = basename(database);
  return filesIn(dirname(database), (name) =>
    [`${beginning}.replaced-`, `${beginning}.damaged-`].some(
      (start) => name.startsWith(start) && !/-(?:wal|shm)$/.test(name),
    ),
  );
}

function filesIn(folder: string, wanted: (name: string) => boolean): readonly KeptBackup[] {
  return namesIn(folder)
    .filter(wanted)
    .flatMap((name): KeptBackup[] => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      return found?.isFile() === true ? [{ name, at: found.mtimeMs, bytes: found.size }] : [];
    })
    .toSorted((one, other) => other.at - one.at);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Deletes a file with the log files that SQLite may have put beside it. */
export function removeWithLogs(path: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}

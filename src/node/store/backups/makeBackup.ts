import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { WhetstoneError } from '../../../core/errors.ts';
import { loadSqlite } from '../sqlite.ts';
import { backupFolder, backupName, backupsOf, removeWithLogs } from './backupFiles.ts';
import { type BackupBounds, backupBounds, surplusOf } from './thinBackups.ts';

/** A part file that nobody has written to for so long was left behind by a killed process, milliseconds. */
const partLife = 10 * 60_000;

/** Room that is left free on the disk beside the copy, bytes. */
const spare = 50 * 1024 * 1024;

/**
 * Copies a database while others go on using it, and thins the older copies. The copy is whole or not there: it is written under another name, checked, put on
 * the disk and only then renamed. Takes as long as the disk takes: for a thread of its own.
 *
 * @returns the path; null when another process is making today's
 * @throws WhetstoneError `storage` when there is no room; what SQLite or the file system throw
 */
export function makeBackup(database: string, now: Date, bounds: BackupBounds = backupBounds): string | null {
  const folder = backupFolder(database);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  refuseWithoutRoom(database, folder);
  const path = join(folder, backupName(now));
  const part = `${path}.part`;
  if (!claim(part, now)) return null;
  try {
    copyInto(database, part);
    refuseUnsound(part);
    syncFile(part);
    utimesSync(part, now, now);
    renameSync(part, path);
    syncFolder(folder);
  } catch (error) {
    removeWithLogs(part);
    throw error;
  }
  for (const { name } of surplusOf(backupsOf(database), now.getTime(), bounds))
    rmSync(join(folder, name), { force: true });
  return path;
}

/** The empty file is the claim: only one process makes it, with rights for its owner alone, and SQLite fills it. */
function claim(part: string, now: Date): boolean {
  for (const again of [false, true]) {
    try {
      closeSync(openSync(part, 'wx', 0o600));
      return true;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const there = statSync(part, { throwIfNoEntry: false });
    if (again || (there !== undefined && now.getTime() - there.mtimeMs < partLife)) return false;
    removeWithLogs(part);
  }
  return false;
}

/** A compact copy of all that is saved, as it is at one moment; readers and writers go on. Also reads what still stands in the log. */
export function copyInto(database: string, target: string): void {
  let connection: DatabaseSync | null = null;
  try {
    connection = new (loadSqlite().DatabaseSync)(database, { readOnly: true });
    connection.exec('PRAGMA busy_timeout = 5000');
    connection.prepare('VACUUM INTO ?').run(target);
  } finally {
    connection?.close();
  }
}

/** Throws when SQLite finds something wrong with a copy. */
export function refuseUnsound(path: string): void {
  const connection = new (loadSqlite().DatabaseSync)(path, { readOnly: true });
  try {
    if (connection.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok') return;
  } finally {
    connection.close();
  }
  throw new WhetstoneError('storage', `${path} is damaged.`, 'Choose another backup.');
}

function refuseWithoutRoom(database: string, folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const size = statSync(database).size;
  if (bavail * bsize > size + spare) return;
  throw new WhetstoneError(
    'storage',
    'There is no room on the disk for a backup of the history.',
    `Free some space where ${folder} lies.`,
  );
}

/** Waits until a file's content is on the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Waits until a folder's entries are on the disk, where the system can tell. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

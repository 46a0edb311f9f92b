import { existsSync, linkSync, mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { WhetstoneError } from '../../../core/errors.ts';
import { versionOf } from '../migrate.ts';
import { freeName, takeLock, timeInName } from '../setAside.ts';
import { loadSqlite } from '../sqlite.ts';
import { backupFolder, backupsOf, removeWithLogs, setAsideOf } from './backupFiles.ts';
import { copyInto, refuseUnsound, syncFile, syncFolder } from './makeBackup.ts';

/** A backup, and what is in it. */
export interface Backup {
  /** Name of the file. */
  readonly name: string;
  /** `daily`; `replaced` = what a restore took away; `damaged` = what was set aside because it could not be read. */
  readonly kind: 'daily' | 'replaced' | 'damaged';
  /** Absolute path. */
  readonly path: string;
  /** ISO 8601 UTC, when it was made or last changed. */
  readonly at: string;
  readonly bytes: number;
  /** How many there are of each; null when it cannot be read. */
  readonly holds: {
    readonly enhancements: number;
    readonly templateVersions: number;
    readonly runs: number;
  } | null;
}

/** Everything that a database can be restored from, newest first. */
export function listBackups(database: string): readonly Backup[] {
  const daily = backupsOf(database).map((file) => ({
    ...file,
    kind: 'daily' as const,
    path: join(backupFolder(database), file.name),
  }));
  const aside = setAsideOf(database).map((file) => ({
    ...file,
    kind: file.name.includes('.damaged-') ? ('damaged' as const) : ('replaced' as const),
    path: join(dirname(database), file.name),
  }));
  return [...daily, ...aside]
    .toSorted((one, other) => other.at - one.at)
    .map(({ at, bytes, kind, name, path }) => ({
      name,
      kind,
      path,
      at: new Date(at).toISOString(),
      bytes,
      holds: contentOf(path),
    }));
}

function contentOf(path: string): Backup['holds'] {
  let connection: DatabaseSync | null = null;
  try {
    connection = new (loadSqlite().DatabaseSync)(path, { readOnly: true });
    const count = (table: string): number => {
      const there = connection?.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table);
      if (there === undefined) return 0;
      return Number(connection?.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']);
    };
    return {
      enhancements: count('enhancement'),
      templateVersions: count('template_version'),
      runs: count('execution'),
    };
  } catch {
    return null; // whatever is wrong with it, it cannot be looked into
  } finally {
    connection?.close();
  }
}

/** What a restore did. */
export interface Restored {
  readonly name: string;
  /** Where what was there before is now; null when there was nothing. */
  readonly setAside: string | null;
}

/**
 * Puts a backup in the database's place. What was there is set aside whole and can be restored in the same way. Whatever ends the process in between, the
 * database is the old one or the new one. Nobody in this process may have the database open; other processes notice with their next call.
 *
 * @param version the newest that this program can read (`user_version`)
 * @throws WhetstoneError `usage` for a name that is no backup, `storage` when it is damaged, of a newer Whetstone, or the disk has no room
 */
export function restoreBackup(database: string, name: string, version: number, now: Date): Restored {
  const backup = [...listBackups(database)].find((candidate) => candidate.name === name);
  if (backup === undefined)
    throw new WhetstoneError('usage', `There is no backup "${name}".`, 'See the list of backups.');
  const fresh = `${database}.restoring`;
  const lock = `${database}.recovering`;
  mkdirSync(dirname(database), { recursive: true, mode: 0o700 });
  takeLock(lock);
  try {
    removeWithLogs(fresh);
    copyInto(backup.path, fresh);
    refuseUnsound(fresh);
    refuseNewer(fresh, version, name);
    syncFile(fresh);
    const aside = existsSync(database) ? freeName(`${database}.replaced-${timeInName(now)}`) : null;
    if (aside !== null) putAside(database, aside);
    renameSync(fresh, database);
    syncFolder(dirname(database));
    return { name: basename(backup.path), setAside: aside };
  } finally {
    removeWithLogs(fresh);
    rmdirSync(lock);
  }
}

/**
 * Gives the database its other name. By a second name for the same file where the disk can do that, so that there is no moment without a database; the log goes
 * with it, because SQLite must never read it beside another file.
 */
function putAside(database: string, aside: string): void {
  emptyLog(database);
  try {
    linkSync(database, aside);
  } catch {
    renameSync(database, aside);
  }
  for (const suffix of ['-wal', '-shm'])
    if (existsSync(database + suffix)) renameSync(database + suffix, aside + suffix);
}

/** Brings what stands in the log into the database; what another reader holds back goes along with the log itself. */
function emptyLog(database: string): void {
  let connection: DatabaseSync | null = null;
  try {
    connection = new (loadSqlite().DatabaseSync)(database);
    connection.exec('PRAGMA busy_timeout = 2000; PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // A damaged database is put aside as it is.
  } finally {
    connection?.close();
  }
}

function refuseNewer(path: string, version: number, name: string): void {
  const connection = new (loadSqlite().DatabaseSync)(path, { readOnly: true });
  const found = versionOf(connection);
  connection.close();
  if (found === 0) throw new WhetstoneError('storage', `"${name}" is empty.`, 'Choose another backup.');
  if (found <= version) return;
  throw new WhetstoneError(
    'storage',
    `"${name}" was made by a newer version of Whetstone.`,
    'Update Whetstone, or choose another backup.',
  );
}

import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DatabaseSync } from 'node:sqlite';
import type { StoreState } from '../../core/history/storeState.ts';
import { migrate, versionOf } from './migrate.ts';
import type { Migration } from './migrations.ts';
import { isDamage, loadSqlite, resultCodeOf, resultCodes } from './sqlite.ts';

export interface OpenDatabase {
  /** Null when the state is `unavailable`. */
  readonly connection: DatabaseSync | null;
  readonly state: StoreState;
  /** What was thrown, when something was. */
  readonly cause: unknown;
}

export interface OpenOptions {
  readonly path: string;
  readonly migrations: readonly Migration[];
  /** Milliseconds to wait for another process's lock. */
  readonly busyTimeout: number;
}

/**
 * Opens the database at `path`, making folder (0700) and file (0600) when there are none, and brings it up to date. What cannot be written is
 * opened for reading; what cannot be read is `unavailable`. Throws only for a damaged file (see `isDamage`) and for a lock that
 * did not go away in time: the caller knows what to do about these.
 */
export function openDatabase(options: OpenOptions): OpenDatabase {
  const { path } = options;
  try {
    makeFile(path);
  } catch (error) {
    return existsSync(path) ? openForReading(options, error) : unavailable(path, error);
  }
  let connection: DatabaseSync | null = null;
  try {
    connection = new (loadSqlite().DatabaseSync)(path);
    prepare(connection, options.busyTimeout);
    if (versionOf(connection) > options.migrations.length) {
      connection.close();
      return openForReading(options, null);
    }
    migrate(connection, options.migrations);
    return { connection, state: { mode: 'ready', notice: null }, cause: null };
  } catch (error) {
    connection?.close();
    const code = resultCodeOf(error);
    if (isDamage(error) || code === resultCodes.busy || code === resultCodes.locked) throw error;
    return openForReading(options, error);
  }
}

/** The file is made before SQLite sees it, so that it never exists with wider rights, whatever the umask; the log files inherit them. */
function makeFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  const mode = statSync(path).mode & 0o777;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) chmodSync(path, mode & 0o700);
}

function prepare(connection: DatabaseSync, busyTimeout: number): void {
  connection.exec(`PRAGMA busy_timeout = ${Math.round(busyTimeout)}`);
  // Only works before the first table; a later connection ignores it.
  if (versionOf(connection) === 0) connection.exec('PRAGMA auto_vacuum = INCREMENTAL');
  connection.exec('PRAGMA journal_mode = WAL');
  // FULL: a finished save survives a power cut too. Saves are rare; one sync is cheap.
  connection.exec(
    'PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 4194304',
  );
}

/**
 * A newer database, or one that cannot be written. `immutable` is the last way into a log-mode database on a disk where SQLite may not even
 * make its shared-memory file; it does not see what is still in the log.
 */
function openForReading(options: OpenOptions, why: unknown): OpenDatabase {
  const { path } = options;
  const { DatabaseSync } = loadSqlite();
  const immutable = pathToFileURL(path);
  immutable.search = '?immutable=1';
  let cause = why;
  for (const location of [path, immutable]) {
    let connection: DatabaseSync | null = null;
    try {
      connection = new DatabaseSync(location, { readOnly: true });
      connection.exec(`PRAGMA busy_timeout = ${Math.round(options.busyTimeout)}`);
      const version = versionOf(connection);
      if (version > 0) return { connection, state: readOnlyState(options, version, why), cause };
      connection.close();
      return unavailable(path, cause);
    } catch (error) {
      connection?.close();
      if (isDamage(error)) throw error;
      cause ??= error;
    }
  }
  return unavailable(path, cause);
}

function readOnlyState(options: OpenOptions, version: number, why: unknown): StoreState {
  const { path, migrations } = options;
  if (version > migrations.length && why === null) {
    const message = 'The history was written by a newer version of Whetstone and can only be read.';
    return { mode: 'read-only', notice: { message, hint: 'Update Whetstone to save to it again.', path } };
  }
  const message = 'The history cannot be written; nothing new is saved.';
  return {
    mode: 'read-only',
    notice: { message, hint: `Make ${path} and its folder writable, then start again.`, path },
  };
}

function unavailable(path: string, cause: unknown): OpenDatabase {
  const message = 'The history could not be opened; nothing is saved.';
  const hint = `Check that ${path} can be made, read and written, then start again.`;
  return { connection: null, state: { mode: 'unavailable', notice: { message, hint, path } }, cause };
}

import { existsSync, mkdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { loadSqlite, isDamage, resultCodeOf, resultCodes } from './sqlite.ts';

/**
 * Puts a damaged database out of the way under a name with the time, its log files with it, so that nothing of it is lost. Another process may have
 * done so a moment ago: the file is looked at again under a lock first. Returns the new path, null when the file is sound now.
 * Throws what the file system throws (on Windows while another program holds the file open).
 */
export function setAside(path: string, now: Date): string | null {
  const lock = `${path}.recovering`;
  takeLock(lock);
  try {
    if (!existsSync(path) || isSound(path)) return null;
    const target = freeName(`${path}.damaged-${timeInName(now)}`);
    renameSync(path, target);
    for (const suffix of ['-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
    }
    return target;
  } finally {
    rmdirSync(lock);
  }
}

/** A moment as it stands in a file's name: `20261121T073000Z`. */
export function timeInName(moment: Date): string {
  return moment.toISOString().replaceAll(/[-:]|\.\d+/gu, '');
}

/** True when SQLite finds nothing wrong; a broken search index alone is made anew from the texts. */
function isSound(path: string): boolean {
  let connection;
  try {
    connection = new (loadSqlite().DatabaseSync)(path);
    connection.exec('PRAGMA busy_timeout = 5000');
    if (isIntact(connection)) return true;
    for (const index of ['enhancement_search', 'execution_search'])
      connection.exec(`INSERT INTO ${index} (${index}) VALUES ('rebuild')`);
    return isIntact(connection);
  } catch (error) {
    if (isDamage(error) || resultCodeOf(error) === resultCodes.error) return false;
    throw error;
  } finally {
    connection?.close();
  }
}

function isIntact(connection: InstanceType<ReturnType<typeof loadSqlite>['DatabaseSync']>): boolean {
  return connection.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok';
}

const lockLife = 30_000;

/** A folder is made by one process only. One left behind by a killed process is taken over after 30 seconds. */
export function takeLock(lock: string): void {
  const sleep = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const taken = statSync(lock, { throwIfNoEntry: false });
    if (taken !== undefined && Date.now() - taken.mtimeMs > lockLife) return;
    Atomics.wait(sleep, 0, 0, 50);
  }
}

/** The name, or the name with a number when there is such a file. */
export function freeName(wanted: string): string {
  let name = wanted;
  for (let number = 2; existsSync(name); number += 1) name = `${wanted}-${number}`;
  return name;
}

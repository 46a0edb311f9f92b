import type * as Sqlite from 'node:sqlite';

/**
 * Loads `node:sqlite`. Node 22 announces it as experimental on stderr, which would stand between a user and the output of every terminal
 * command; that one warning is held back, every other passes. (A static import would load it before anything could listen.)
 */
export function loadSqlite(): typeof Sqlite {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    const type = typeof rest[0] === 'string' ? rest[0] : undefined;
    if (type === 'ExperimentalWarning' && String(warning).startsWith('SQLite ')) return;
    Reflect.apply(emitWarning, null, [warning, ...rest]);
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Primary result codes of SQLite (https://sqlite.org/rescode.html) that Whetstone tells apart. */
export const resultCodes = {
  error: 1,
  busy: 5,
  locked: 6,
  readOnly: 8,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

/** The primary result code of an error that SQLite raised; null for any other error. */
export function resultCodeOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

/** True when SQLite found the file itself to be damaged. */
export function isDamage(error: unknown): boolean {
  const code = resultCodeOf(error);
  return code === resultCodes.corrupt || code === resultCodes.notADatabase;
}

/**
 * Runs `work` in one write transaction: all of it is done or nothing. The lock is taken at once, so that two processes wait for each other
 * instead of failing half-way.
 */
export function inTransaction<T>(connection: Sqlite.DatabaseSync, work: () => T): T {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(connection);
    throw error;
  }
}

/** After a full disk SQLite has rolled back by itself, and says so by a plain error. */
function rollBack(connection: Sqlite.DatabaseSync): void {
  try {
    connection.exec('ROLLBACK');
  } catch (error) {
    if (resultCodeOf(error) !== resultCodes.error) throw error;
  }
}

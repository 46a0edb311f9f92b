import { existsSync } from 'node:fs';
import { inBriefTransaction } from './briefTransaction.ts';
import { versionOf } from './migrate.ts';
import { migrations } from './migrations.ts';
import { loadSqlite } from './sqlite.ts';
import { Statements } from './statements.ts';
import { addTo, type Tallied } from './tallyTable.ts';

/** How long a count is worth waiting for another program, milliseconds. */
const patience = 100;

/**
 * Counts what a short command did, in its own thread (some milliseconds, where a thread of its own would take a hundred). A database is never made for
 * that, and a count that cannot be written is left out: the command is done already. Returns whether it was written.
 */
export function countInPassing(path: string, what: Tallied, count: number): boolean {
  if (count === 0 || !existsSync(path)) return false;
  const { DatabaseSync } = loadSqlite();
  try {
    const connection = new DatabaseSync(path);
    try {
      connection.exec(`PRAGMA busy_timeout = ${patience}`);
      if (versionOf(connection) !== migrations.length) return false;
      inBriefTransaction(connection, () => addTo(new Statements(connection), what, Date.now(), count));
      return true;
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof Error && 'errcode' in error) return false;
    throw error;
  }
}

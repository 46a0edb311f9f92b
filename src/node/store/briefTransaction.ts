import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './sqlite.ts';

/**
 * A write transaction that does not wait for the disk (docs/decisions/0113): what it wrote survives the end of the process, however sudden, and the database stays sound in
 * a power cut, which may take the last moments of the account. Everything else on this connection goes on waiting for the disk.
 */
export function inBriefTransaction<T>(connection: DatabaseSync, work: () => T): T {
  connection.exec('PRAGMA synchronous = NORMAL');
  try {
    return inTransaction(connection, work);
  } finally {
    connection.exec('PRAGMA synchronous = FULL');
  }
}

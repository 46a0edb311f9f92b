import type { DatabaseSync } from 'node:sqlite';
import type { Migration } from './migrations.ts';
import { inTransaction } from './sqlite.ts';

/** The version of a database: how many migrations it has seen. */
export function versionOf(connection: DatabaseSync): number {
  const row = connection.prepare('PRAGMA user_version').get();
  return Number(row?.['user_version']);
}

/**
 * Brings a database up to the last migration, all in one transaction: after a kill or an error it is as it was. Two processes that start
 * at once wait for each other, and the second finds nothing left to do. A newer database is left alone.
 */
export function migrate(connection: DatabaseSync, migrations: readonly Migration[]): void {
  if (versionOf(connection) >= migrations.length) return;
  inTransaction(connection, () => {
    for (const migration of migrations.slice(versionOf(connection))) connection.exec(migration.sql);
    if (versionOf(connection) < migrations.length) {
      connection.exec(`PRAGMA user_version = ${migrations.length}`);
    }
  });
}

import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { inTransaction, isDamage, loadSqlite } from './sqlite.ts';

/**
 * Copies what can still be read of a damaged database into a fresh one: table by table, row by row from the front up to the damage,
 * then from the back. Returns how many rows came over; rows that lost their partner are for the repositories to tidy up. Whatever cannot
 * be read stays in the damaged file.
 */
export function salvage(damaged: string, fresh: DatabaseSync): number {
  let old: DatabaseSync | null = null;
  try {
    old = new (loadSqlite().DatabaseSync)(damaged, { readOnly: true });
    let rows = 0;
    fresh.exec('PRAGMA foreign_keys = OFF');
    for (const table of tablesOf(fresh)) rows += copyTable(old, fresh, table);
    return rows;
  } catch (error) {
    if (isDamage(error)) return 0;
    throw error;
  } finally {
    fresh.exec('PRAGMA foreign_keys = ON');
    old?.close();
  }
}

/** Whetstone's own tables, without those that a search index keeps for itself, in the order they were made: parents first. */
function tablesOf(connection: DatabaseSync): string[] {
  const rows = connection
    .prepare(
      `SELECT name FROM pragma_table_list JOIN sqlite_schema USING (name)
       WHERE schema = 'main' AND pragma_table_list.type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       ORDER BY sqlite_schema.rowid`,
    )
    .all();
  return rows.map((row) => String(row['name']));
}

function copyTable(old: DatabaseSync, fresh: DatabaseSync, table: string): number {
  return inTransaction(fresh, () => {
    let copied = 0;
    for (const direction of ['ASC', 'DESC']) {
      try {
        for (const row of old.prepare(`SELECT * FROM ${table} ORDER BY rowid ${direction}`).iterate()) {
          if (!insert(fresh, table, row)) break;
          copied += 1;
        }
        if (direction === 'ASC') break;
      } catch (error) {
        if (!isDamage(error)) throw error;
      }
    }
    return copied;
  });
}

/** False when the row is already there. */
function insert(fresh: DatabaseSync, table: string, row: Record<string, SQLOutputValue>): boolean {
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  const statement = fresh.prepare(
    `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${places})`,
  );
  return statement.run(...Object.values(row)).changes !== 0;
}

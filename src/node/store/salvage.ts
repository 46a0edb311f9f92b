import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { inTransaction, isDamage, loadSqlite } from './sqlite.ts';

/**
 * Copies what can still be read of a damaged database into a fresh one: table by table, row by row from the front up to the damage,
 * then from the back, then what lies between damaged places. Returns how many rows came over; rows that lost their partner are for the repositories to tidy up. Whatever cannot
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

/** What a table lies sorted by: its row ids, or the primary key of one without. */
function orderOf(connection: DatabaseSync, table: string): readonly string[] {
  const key = connection
    .prepare(
      `SELECT column.name FROM pragma_table_list AS list, pragma_table_info(list.name) AS column
       WHERE list.schema = 'main' AND list.name = ? AND list.wr = 1 AND column.pk > 0 ORDER BY column.pk`,
    )
    .all(table);
  return key.length === 0 ? ['rowid'] : key.map((column) => String(column['name']));
}

/** Most rows between two damaged places that are looked for one by one. */
const widestGap = 200_000;

function copyTable(old: DatabaseSync, fresh: DatabaseSync, table: string): number {
  const order = orderOf(fresh, table);
  const numbered = order.length === 1 && order[0] === 'rowid';
  return inTransaction(fresh, () => {
    let copied = 0;
    const reached: (number | null)[] = [];
    for (const direction of ['ASC', 'DESC']) {
      let last: number | null = null;
      try {
        const by = order.map((column) => `${column} ${direction}`).join(', ');
        const rows = old.prepare(
          `SELECT ${numbered ? 'rowid AS row__id, ' : ''}* FROM ${table} ORDER BY ${by}`,
        );
        for (const { row__id, ...row } of rows.iterate()) {
          if (!insert(fresh, table, row)) return copied;
          copied += 1;
          last = Number(row__id);
        }
        return copied;
      } catch (error) {
        if (!isDamage(error)) throw error;
      }
      reached.push(last);
    }
    return copied + (numbered ? copyGap(old, fresh, table, reached) : 0);
  });
}

/** Copies what lies between the first damaged place and the last, row by row: each is found on a path of its own through the file. */
function copyGap(
  old: DatabaseSync,
  fresh: DatabaseSync,
  table: string,
  [before, behind = null]: readonly (number | null)[],
): number {
  if (behind === null || behind - (before ?? 0) > widestGap) return 0;
  const statement = old.prepare(`SELECT * FROM ${table} WHERE rowid = ?`);
  let copied = 0;
  for (let number = (before ?? 0) + 1; number < behind; number += 1) {
    try {
      const row = statement.get(number);
      if (row !== undefined && insert(fresh, table, row)) copied += 1;
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
  }
  return copied;
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

import type { DatabaseSync } from 'node:sqlite';
import type { HistorySelection } from '../../core/history/historyStore.ts';
import { momentOf } from './historyConditions.ts';
import { inTransaction } from './sqlite.ts';

const tables = ['enhancement', 'enhancement_text'] as const;

/**
 * Deleting and its undo. What is deleted moves to temporary tables, which SQLite keeps in a file that has no name and goes when the
 * connection does: undo lasts for the session, and nothing deleted lies in the database afterwards (`secure_delete` overwrites it there).
 */
export class RemovedEntries {
  readonly #connection: DatabaseSync;
  #removals = 0;

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  remove(selection: HistorySelection, forGood: boolean): { count: number; removal: number } {
    const connection = this.#connection;
    const removal = (this.#removals += 1);
    if (removal === 1) this.#prepare();
    const count = inTransaction(connection, () => {
      connection.exec('DELETE FROM temp.selected');
      this.#select(selection);
      const chosen = this.#count('temp.selected');
      if (!forGood) {
        for (const table of tables) {
          connection
            .prepare(
              `INSERT INTO temp.removed_${table} SELECT ?, * FROM main.${table} WHERE key IN (SELECT key FROM temp.selected)`,
            )
            .run(removal);
        }
      }
      this.#unindexSelected(chosen);
      for (const table of tables.toReversed()) {
        connection.exec(`DELETE FROM main.${table} WHERE key IN (SELECT key FROM temp.selected)`);
      }
      return chosen;
    });
    // Gives the space back, and takes the deleted texts out of the log as well. Another reader may hold it; then a later one does.
    connection.exec('PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);');
    return { count, removal };
  }

  restore(removal: number): number {
    const connection = this.#connection;
    if (removal > this.#removals) return 0;
    return inTransaction(connection, () => {
      const keys = 'SELECT key FROM temp.removed_enhancement WHERE removal = ?';
      connection.exec('DELETE FROM temp.selected');
      connection
        .prepare(
          `INSERT INTO temp.selected ${keys} AND id NOT IN (SELECT id FROM main.enhancement)
           AND key NOT IN (SELECT key FROM main.enhancement)`,
        )
        .run(removal);
      const restored = this.#count('temp.selected');
      for (const table of tables) {
        const columns = this.#columnsOf(table);
        connection
          .prepare(
            `INSERT INTO main.${table} (${columns})
             SELECT ${columns} FROM temp.removed_${table} WHERE removal = ? AND key IN (SELECT key FROM temp.selected)`,
          )
          .run(removal);
      }
      connection.exec(
        `INSERT INTO main.enhancement_search (rowid, original, result, edited, comment)
         SELECT key, original, result, edited, comment FROM main.enhancement_text
         WHERE key IN (SELECT key FROM temp.selected)`,
      );
      for (const table of tables) {
        connection.prepare(`DELETE FROM temp.removed_${table} WHERE removal = ?`).run(removal);
      }
      return restored;
    });
  }

  /** Takes one entry out of the search index, which must happen before its texts change. */
  unindex(key: number): void {
    this.#connection
      .prepare(
        `INSERT INTO enhancement_search (enhancement_search, rowid, original, result, edited, comment)
         SELECT 'delete', key, original, result, edited, comment FROM enhancement_text WHERE key = ?`,
      )
      .run(key);
  }

  /** Beyond half of the entries it is quicker to empty the index and index what stays. */
  #unindexSelected(chosen: number): void {
    if (2 * chosen <= this.#count('main.enhancement')) {
      this.#connection.exec(
        `INSERT INTO main.enhancement_search (enhancement_search, rowid, original, result, edited, comment)
         SELECT 'delete', key, original, result, edited, comment FROM main.enhancement_text
         WHERE key IN (SELECT key FROM temp.selected)`,
      );
      return;
    }
    this.#connection.exec(
      `INSERT INTO main.enhancement_search (enhancement_search) VALUES ('delete-all');
       INSERT INTO main.enhancement_search (rowid, original, result, edited, comment)
       SELECT key, original, result, edited, comment FROM main.enhancement_text
       WHERE key NOT IN (SELECT key FROM temp.selected)`,
    );
  }

  #prepare(): void {
    this.#connection.exec(`
      CREATE TEMP TABLE IF NOT EXISTS selected (key INTEGER PRIMARY KEY);
      ${tables
        .map(
          (table) =>
            `CREATE TEMP TABLE IF NOT EXISTS removed_${table} AS SELECT 0 AS removal, * FROM main.${table} WHERE FALSE;`,
        )
        .join('\n')}
    `);
  }

  #select(selection: HistorySelection): void {
    const connection = this.#connection;
    if (selection === 'all') {
      connection.exec('INSERT INTO temp.selected SELECT key FROM main.enhancement');
    } else if ('before' in selection) {
      connection
        .prepare('INSERT INTO temp.selected SELECT key FROM main.enhancement WHERE created_at < ?')
        .run(momentOf(selection.before));
    } else {
      connection
        .prepare(
          `INSERT INTO temp.selected
           SELECT key FROM main.enhancement WHERE id IN (SELECT value FROM json_each(?))`,
        )
        .run(JSON.stringify(selection.ids));
    }
  }

  #columnsOf(table: string): string {
    const rows = this.#connection.prepare('SELECT name FROM pragma_table_info(?)').all(table);
    return rows.map((row) => String(row['name'])).join(', ');
  }

  #count(table: string): number {
    return Number(this.#connection.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']);
  }
}

import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

export type Row = Record<string, SQLOutputValue>;

/** The statements of one repository, each prepared once. Whole numbers come back as bigint, so that no amount loses a digit. */
export class Statements {
  readonly #connection: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  all(sql: string, ...parameters: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...parameters);
  }

  /** The first row; undefined when there is none. */
  get(sql: string, ...parameters: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...parameters);
  }

  /** Rows that changed, and the key of the last row that was added. */
  run(sql: string, ...parameters: SQLInputValue[]): { readonly changes: number; readonly key: number } {
    const { changes, lastInsertRowid } = this.#prepare(sql).run(...parameters);
    return { changes: Number(changes), key: Number(lastInsertRowid) };
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      statement.setReadBigInts(true);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}

/** The key of a word that many rows repeat (a model, a workspace): written once, so that rows stay small. Call it inside a transaction. */
export function keyOfName(statements: Statements, text: string): bigint {
  statements.run('INSERT INTO name (text) VALUES (?) ON CONFLICT DO NOTHING', text);
  return statements.get('SELECT key FROM name WHERE text = ?', text)?.['key'] as bigint;
}

/** The key of a word if it is known; null = no row can have it. */
export function knownName(statements: Statements, text: string): bigint | null {
  return (statements.get('SELECT key FROM name WHERE text = ?', text)?.['key'] ?? null) as bigint | null;
}

import type { DatabaseSync } from 'node:sqlite';
import { HistoryTable } from './historyTable.ts';

/** One repository a concern, all over the one connection of the worker. A new concern is a line here and a migration. */
export interface Repositories {
  readonly history: HistoryTable;
}

export function repositoriesOver(connection: DatabaseSync): Repositories {
  return { history: new HistoryTable(connection) };
}

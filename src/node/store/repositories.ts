import type { DatabaseSync } from 'node:sqlite';
import { AnswerTable } from './answerTable.ts';
import { HistoryTable } from './historyTable.ts';
import { LedgerTable } from './ledgerTable.ts';
import { TallyTable } from './tallyTable.ts';

/** One repository a concern, all over the one connection of the worker. A new concern is a line here and a migration. */
export interface Repositories {
  readonly answers: AnswerTable;
  readonly history: HistoryTable;
  readonly ledger: LedgerTable;
  readonly tally: TallyTable;
}

export function repositoriesOver(connection: DatabaseSync): Repositories {
  const now = (): number => Date.now();
  return {
    answers: new AnswerTable(connection, now),
    history: new HistoryTable(connection),
    ledger: new LedgerTable(connection, now),
    tally: new TallyTable(connection, now),
  };
}

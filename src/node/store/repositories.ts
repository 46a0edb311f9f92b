import type { DatabaseSync } from 'node:sqlite';
import { AlarmTable } from './alarmTable.ts';
import { AnswerTable } from './answerTable.ts';
import { AuditTable } from './auditTable.ts';
import { ExecutionTable } from './executionTable.ts';
import { HistoryTable } from './historyTable.ts';
import { LedgerTable } from './ledgerTable.ts';
import { TallyTable } from './tallyTable.ts';
import { TemplateTable } from './templateTable.ts';

/** One repository a concern, all over the one connection of the worker. A new concern is a line here and a migration. */
export interface Repositories {
  readonly alarms: AlarmTable;
  readonly answers: AnswerTable;
  readonly audit: AuditTable;
  readonly executions: ExecutionTable;
  readonly history: HistoryTable;
  readonly ledger: LedgerTable;
  readonly tally: TallyTable;
  readonly templates: TemplateTable;
}

export function repositoriesOver(connection: DatabaseSync): Repositories {
  const now = (): number => Date.now();
  return {
    alarms: new AlarmTable(connection, now),
    answers: new AnswerTable(connection, now),
    audit: new AuditTable(connection, now),
    executions: new ExecutionTable(connection),
    history: new HistoryTable(connection),
    ledger: new LedgerTable(connection, now),
    tally: new TallyTable(connection, now),
    templates: new TemplateTable(connection),
  };
}

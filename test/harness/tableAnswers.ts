import { DatabaseSync } from 'node:sqlite';
import type { AnswerCache } from '../../src/core/model/answerCache.ts';
import { AnswerTable } from '../../src/node/store/answerTable.ts';
import { migrate } from '../../src/node/store/migrate.ts';
import { migrations } from '../../src/node/store/migrations.ts';

/** The real table over a database in memory, in this thread, with a clock that the test moves. */
export function tableAnswers(now: () => number): AnswerCache {
  const connection = new DatabaseSync(':memory:');
  migrate(connection, migrations);
  const table = new AnswerTable(connection, now);
  return {
    find: async (hash, freshFrom) => table.find(hash, freshFrom),
    keep: async (...given) => table.keep(...given),
    drop: async (hash) => table.drop(hash),
    clear: async () => table.clear(),
    statistics: async () => table.statistics(),
  };
}

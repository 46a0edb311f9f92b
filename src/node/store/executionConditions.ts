import type { ExecutionFilter } from '../../core/library/executionStore.ts';
import { momentOf } from './historyConditions.ts';
import { termsOf } from './search.ts';
import { idToColumn } from './uuidColumn.ts';

export interface Conditions {
  /** For a WHERE over `execution e`. */
  readonly where: string;
  readonly parameters: readonly (string | number | Uint8Array)[];
}

/** A filter as SQL. Nothing a user types becomes SQL itself. */
export function conditionsOf(filter: ExecutionFilter): Conditions {
  const conditions: { sql: string; parameters: (string | number | Uint8Array)[] }[] = [];
  const add = (sql: string, ...parameters: (string | number | Uint8Array)[]): void => {
    conditions.push({ sql, parameters });
  };
  const { from, idPrefix, provider, status, template, text, until, version } = filter;
  if (template !== undefined)
    add('e.template = (SELECT key FROM template WHERE place = ? AND id = ?)', template.place, template.id);
  if (version !== undefined) add('e.version = ?', version);
  if (status !== undefined) add('e.status = ?', status);
  if (provider !== undefined) add('e.provider = (SELECT key FROM name WHERE text = ?)', provider);
  if (from !== undefined) add('e.created_at >= ?', momentOf(from));
  if (until !== undefined) add('e.created_at < ?', momentOf(until));
  if (idPrefix !== undefined) {
    const id = idToColumn(idPrefix);
    if (typeof id === 'string') add('instr(lower(hex(e.id)), ?) = 1', idPrefix.replaceAll('-', ''));
    else add('e.id = ?', id);
  }
  if (text !== undefined) for (const term of termsOf(text)) add(...searchFor(term));
  return {
    where: conditions.map(({ sql }) => sql).join(' AND ') || 'TRUE',
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

/** Scripts that write without blanks between words, which an index of words cannot find the middle of. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** One term: its words by the index; what stands between them by looking at the texts that hold the words. */
function searchFor(term: string): [string, ...string[]] {
  const words = term.match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? [];
  const look = `EXISTS (SELECT 1 FROM execution_text x WHERE x.key = e.key AND (x.sent || char(10) || x.answer) LIKE ? ESCAPE '\\')`;
  const pattern = `%${term.replaceAll(/[\\%_]/gu, '\\$&')}%`;
  if (words.length === 0 || unspaced.test(term)) return [look, pattern];
  const found = 'e.key IN (SELECT rowid FROM execution_search WHERE execution_search MATCH ?)';
  const match = words.map((word) => `"${word}"*`).join(' AND ');
  return words.length === 1 && words[0] === term ? [found, match] : [`${found} AND ${look}`, match, pattern];
}

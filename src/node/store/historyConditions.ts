import { WhetstoneError } from '../../core/errors.ts';
import type { HistoryFilter } from '../../core/history/historyStore.ts';
import type { Row } from './historyRows.ts';
import { searchConditions } from './search.ts';

export interface Conditions {
  /** For a WHERE over `enhancement e`. */
  readonly where: string;
  readonly parameters: readonly (string | number)[];
}

/** A filter as SQL. Nothing a user types becomes SQL itself. */
export function conditionsOf(filter: HistoryFilter): Conditions {
  const conditions: { sql: string; parameter: string | number }[] =
    filter.text === undefined ? [] : searchConditions(filter.text);
  const { idPrefix, workspace, outcome, from, until } = filter;
  if (idPrefix !== undefined) {
    conditions.push({ sql: 'instr(e.id, ?) = 1', parameter: idPrefix });
  }
  if (workspace !== undefined) conditions.push({ sql: 'e.workspace = ?', parameter: workspace });
  if (outcome !== undefined) conditions.push({ sql: 'e.outcome = ?', parameter: outcome });
  if (from !== undefined) conditions.push({ sql: 'e.created_at >= ?', parameter: momentOf(from) });
  if (until !== undefined) conditions.push({ sql: 'e.created_at < ?', parameter: momentOf(until) });
  return {
    where: conditions.map((condition) => condition.sql).join(' AND ') || 'TRUE',
    parameters: conditions.map((condition) => condition.parameter),
  };
}

/** ISO 8601 to milliseconds; throws `usage` when it is no time. */
export function momentOf(iso: string): number {
  const moment = Date.parse(iso);
  if (Number.isNaN(moment)) {
    throw new WhetstoneError('usage', 'That is not a time.', 'Write it like 2026-11-21T07:30:00Z.');
  }
  return moment;
}

/** The cursor that stands behind a row. */
export function cursorOf(row: Row): string {
  return `${Number(row['created_at'])}:${Number(row['key'])}`;
}

/** A cursor as (created_at, key); throws `usage` for anything that is no cursor. */
export function positionOf(cursor: string): [number, number] {
  const match = /^(-?\d{1,16}):(\d{1,16})$/u.exec(cursor);
  if (match === null) {
    throw new WhetstoneError('usage', 'That page does not exist.', 'Start again from the first page.');
  }
  return [Number(match[1]), Number(match[2])];
}

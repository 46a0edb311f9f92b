import { csvRow } from '../text/csv.ts';
import type { AuditEntry } from './auditLog.ts';

/** The columns of an export, in their order; new ones are only ever added at the end. */
const columns = [
  'id',
  'timestamp',
  'workspace',
  'action',
  'provider',
  'model',
  'attempts',
  'inputTokens',
  'outputTokens',
  'costUsd',
  'latencyMs',
  'success',
  'outcome',
  'errorCode',
  'cached',
  'stale',
  'fallbackFrom',
  'template',
  'experiment',
  'lengthBefore',
  'lengthAfter',
  'scoreGain',
] as const satisfies readonly (keyof AuditEntry)[];

const texts = ['prompt', 'answer'] as const satisfies readonly (keyof AuditEntry)[];

/** Header line of a CSV export; with the columns of texts when they are wanted. */
export function csvHeader(withTexts: boolean): string {
  return `${[...columns, ...(withTexts ? texts : [])].join(',')}\r\n`;
}

/** One line of a CSV export. */
export function csvLine(entry: AuditEntry, withTexts: boolean): string {
  const names = [...columns, ...(withTexts ? texts : [])];
  return csvRow(names.map((name) => entry[name]));
}

/** One line of a JSONL export. Texts are left out where none are stored. */
export function jsonLine(entry: AuditEntry): string {
  const { answer, prompt, ...rest } = entry;
  return `${JSON.stringify(prompt === null && answer === null ? rest : entry)}\n`;
}

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

/** One line of a CSV export (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvLine(entry: AuditEntry, withTexts: boolean): string {
  const names = [...columns, ...(withTexts ? texts : [])];
  return `${names.map((name) => cell(entry[name])).join(',')}\r\n`;
}

/** One line of a JSONL export. Texts are left out where none are stored. */
export function jsonLine(entry: AuditEntry): string {
  const { answer, prompt, ...rest } = entry;
  return `${JSON.stringify(prompt === null && answer === null ? rest : entry)}\n`;
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'boolean') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Without an exponent, which spreadsheets of some languages take for text. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}

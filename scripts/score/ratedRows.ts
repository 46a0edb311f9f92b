import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PromptDocument } from '../../src/core/prompt/document.ts';
import { parsePrompt } from '../../src/core/prompt/parsePrompt.ts';
import { readPrompt } from '../../src/core/score/reading/reading.ts';
import { rules } from '../../src/core/score/rules/index.ts';
import type { Component } from '../../src/core/score/score.ts';

/** One rated prompt of the bench data. */
export interface RatedRow {
  readonly id: string;
  readonly source: string;
  readonly kind: 'typed' | 'issue';
  /** How many readers rated it; the ratings are their mean. */
  readonly readers: number;
  readonly rating: Readonly<Record<Component | 'overall', number>>;
  readonly text: string;
}

/** A rated row with the strengths of all request rules, in the order of the table. */
export interface MeasuredRow extends RatedRow {
  readonly document: PromptDocument;
  readonly strengths: readonly number[];
}

/** The rated rows below `$BENCH_DATA`; null where there are none. */
export function readRatedRows(): RatedRow[] | null {
  const folder = process.env['BENCH_DATA'];
  if (folder === undefined || folder === '') return null;
  const path = join(folder, 'scoring', 'prompts-rated.jsonl');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line) => JSON.parse(line) as RatedRow);
}

/** The rules that are fitted: those for requests. */
export const fittedRules = rules.filter((rule) => rule.kinds.includes('typed'));

/** Parses and measures rows. */
export function measureRows(rows: readonly RatedRow[]): MeasuredRow[] {
  return rows.map((row) => {
    const document = parsePrompt(row.text, { kind: row.kind });
    const reading = readPrompt(document);
    return { ...row, document, strengths: fittedRules.map((rule) => rule.measure(reading, null).strength) };
  });
}

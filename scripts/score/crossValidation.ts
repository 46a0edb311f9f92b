import { type LinearModel, type Parts, predict } from '../../src/core/score/model/linear.ts';
import { sumOf, wholeParts } from '../../src/core/score/model/whole.ts';
import { fitOptions } from './fitOptions.ts';
import { fitWeights } from './fitWeights.ts';
import { fittedRules, type MeasuredRow } from './ratedRows.ts';

/** What a model that never saw a row's repository says of it. */
export interface HeldOut {
  readonly row: MeasuredRow;
  /** Before limits and rounding. */
  readonly parts: Readonly<Parts>;
  readonly total: number;
}

export function judge(model: LinearModel, row: MeasuredRow): HeldOut {
  const strengths = new Map(fittedRules.map((rule, index) => [rule.id, row.strengths[index] ?? 0]));
  const parts = predict(model, strengths);
  return { row, parts, total: sumOf(wholeParts(parts)) };
}

/** Fits once per source repository without it and judges its rows. */
export function leaveSourcesOut(rows: readonly MeasuredRow[], prior: LinearModel): HeldOut[] {
  const held: HeldOut[] = [];
  for (const source of new Set(rows.map((row) => row.source))) {
    const model = fitWeights(
      rows.filter((row) => row.source !== source),
      fittedRules,
      prior,
      fitOptions,
    );
    for (const row of rows) if (row.source === source) held.push(judge(model, row));
  }
  return held;
}

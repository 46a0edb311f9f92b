/**
 * Fits the weights of the score's rules to the rated prompts of the bench data and writes them, with date, rows and figures, to
 * `src/core/score/model/weights.json`. The hand-set weights in `prior.json` are the centre that the fit is pulled to.
 * Usage: BENCH_DATA=… node scripts/fit-score.ts [date]
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import prior from '../src/core/score/model/prior.json' with { type: 'json' };
import { components } from '../src/core/score/score.ts';
import { leaveSourcesOut } from './score/crossValidation.ts';
import { mean, meanAbsoluteError, orderedPairs, spearman } from './score/figures.ts';
import { fitWeights } from './score/fitWeights.ts';
import { fitOptions } from './score/fitOptions.ts';
import { fittedRules, measureRows, readRatedRows } from './score/ratedRows.ts';

const rated = readRatedRows();
if (rated === null) {
  console.log('FAILED TO MEASURE: set BENCH_DATA to the folder of the bench data');
  process.exit(1);
}
const typed = measureRows(rated.filter((row) => row.kind === 'typed'));
const held = leaveSourcesOut(typed, prior);
const figures: Record<string, number> = {
  overall: spearman(
    held.map((one) => one.total),
    held.map((one) => one.row.rating.overall),
  ),
  meanAbsoluteError: meanAbsoluteError(
    held.map((one) => one.total),
    held.map((one) => one.row.rating.overall),
  ),
  pairs30: orderedPairs(
    held.map((one) => one.total),
    held.map((one) => one.row.rating.overall),
    30,
  ),
};
for (const component of components) {
  figures[component] = spearman(
    held.map((one) => one.parts[component]),
    held.map((one) => one.row.rating[component]),
  );
}
for (const [name, value] of Object.entries(figures)) figures[name] = Math.round(value * 1000) / 1000;
const model = fitWeights(typed, fittedRules, prior, fitOptions);
const path = new URL('../src/core/score/model/weights.json', import.meta.url).pathname;
const date = process.argv[2] ?? new Date().toISOString().slice(0, 10);
const sources = new Set(typed.map((row) => row.source)).size;
const typical: Record<string, number> = {};
for (const [index, rule] of fittedRules.entries()) {
  if (rule.lexical)
    typical[rule.id] = Math.round(mean(typed.map((row) => row.strengths[index] ?? 0)) * 1000) / 1000;
}
const content = {
  origin: 'scripts/fit-score.ts',
  date,
  rows: typed.length,
  sources,
  options: fitOptions,
  leavingSourcesOut: figures,
  ...model,
  typical,
};
writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
execFileSync('npx', ['oxfmt', path]);
console.log(figures);

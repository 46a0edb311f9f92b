/**
 * Measures the score against careful readers, and its speed. Prints `FAILED TO MEASURE` and exits 1 without the bench data.
 * Everything fitted is fitted again for each source repository that is left out. Intervals are 95 %, by drawing repositories.
 * Usage: BENCH_DATA=… npm run bench:score
 */
import prior from '../src/core/score/model/prior.json' with { type: 'json' };
import weights from '../src/core/score/model/weights.json' with { type: 'json' };
import { components } from '../src/core/score/score.ts';
import { keywordRubric } from './score/baselines.ts';
import { type HeldOut, judge, leaveSourcesOut } from './score/crossValidation.ts';
import { measureDerived } from './score/derived.ts';
import {
  areaUnderCurve,
  bootstrap,
  mean,
  meanAbsoluteError,
  orderedPairs,
  spearman,
} from './score/figures.ts';
import { measureRows, readRatedRows } from './score/ratedRows.ts';
import { measureSpeed } from './score/speed.ts';

const draws = 1000;

type Figure = (guess: readonly number[], truth: readonly number[]) => number;

function line(
  name: string,
  groups: readonly string[],
  guess: readonly number[],
  truth: readonly number[],
  figure: Figure,
): void {
  const value = figure(guess, truth);
  const [low, high] = bootstrap(groups, draws, (rows) => figure(pick(guess, rows), pick(truth, rows)));
  console.log(
    `  ${name.padEnd(44)} ${value.toFixed(3).padStart(7)}   [${low.toFixed(3)}, ${high.toFixed(3)}]`,
  );
}

function pick(values: readonly number[], rows: readonly number[]): number[] {
  return rows.map((row) => values[row] ?? Number.NaN);
}

/** Figures of one set of guesses of `overall`. */
function block(
  title: string,
  groups: readonly string[],
  guess: readonly number[],
  truth: readonly number[],
): void {
  console.log(title);
  line('Spearman with overall', groups, guess, truth, spearman);
  if (truth.every((value) => value > 35)) console.log('  AUC of poor (35 and under): no row is poor');
  else
    line('AUC of poor (35 and under)', groups, guess, truth, (g, t) =>
      areaUnderCurve(
        g,
        t.map((value) => value <= 35),
      ),
    );
  console.log(
    `  ${'pairs 30 apart in the right order'.padEnd(44)} ${orderedPairs(guess, truth, 30).toFixed(3).padStart(7)}`,
  );
}

function lead(
  name: string,
  groups: readonly string[],
  ours: readonly number[],
  theirs: readonly number[],
  truth: readonly number[],
): void {
  const difference = spearman(ours, truth) - spearman(theirs, truth);
  const [low, high] = bootstrap(
    groups,
    draws,
    (rows) => spearman(pick(ours, rows), pick(truth, rows)) - spearman(pick(theirs, rows), pick(truth, rows)),
  );
  console.log(
    `  ${`ahead of ${name}`.padEnd(44)} ${difference.toFixed(3).padStart(7)}   [${low.toFixed(3)}, ${high.toFixed(3)}]`,
  );
}

const rated = readRatedRows();
if (rated === null) {
  console.log('FAILED TO MEASURE: set BENCH_DATA to the folder of the bench data');
  process.exitCode = 1;
} else {
  const rows = measureRows(rated);
  const typed = rows.filter((row) => row.kind === 'typed');
  const held = leaveSourcesOut(typed, prior);
  const groups = held.map((one) => one.row.source);
  const truth = held.map((one) => one.row.rating.overall);
  const totals = held.map((one) => one.total);
  const lengths = held.map((one) => one.row.text.length);
  const keywords = held.map((one) => keywordRubric(one.row.text));
  console.log(
    `typed rows: ${typed.length} of ${new Set(groups).size} repositories, each judged by weights that never saw its repository`,
  );
  block('score', groups, totals, truth);
  line('mean absolute error', groups, totals, truth, meanAbsoluteError);
  line(
    '  of a constant (the mean)',
    groups,
    truth.map(() => mean(truth)),
    truth,
    meanAbsoluteError,
  );
  for (const component of components) {
    const guess = held.map((one) => one.parts[component]);
    line(
      `Spearman of ${component} with its own rating`,
      groups,
      guess,
      held.map((one) => one.row.rating[component]),
      spearman,
    );
  }
  block('length', groups, lengths, truth);
  block('keyword rubric of the design documents', groups, keywords, truth);
  lead('length', groups, totals, lengths, truth);
  lead('the keyword rubric', groups, totals, keywords, truth);
  block(
    'hand-set weights, nothing fitted',
    groups,
    typed.map((row) => judge(prior, row).total),
    typed.map((row) => row.rating.overall),
  );

  const issues = rows.filter((row) => row.kind === 'issue');
  const judged: HeldOut[] = issues.map((row) => judge(weights, row));
  const issueTruth = issues.map((row) => row.rating.overall);
  const each = issues.map((row) => row.id);
  console.log(`issue rows: ${issues.length}, never fitted on`);
  block(
    'score',
    each,
    judged.map((one) => one.total),
    issueTruth,
  );
  block(
    'length',
    each,
    issues.map((row) => row.text.length),
    issueTruth,
  );
  block(
    'keyword rubric',
    each,
    issues.map((row) => keywordRubric(row.text)),
    issueTruth,
  );

  measureDerived(typed.map((row) => row.text));
  measureSpeed(typed.map((row) => row.text));
}

import prior from '../../src/core/score/model/prior.json' with { type: 'json' };
import { parsePrompt } from '../../src/core/prompt/parsePrompt.ts';
import { components } from '../../src/core/score/score.ts';
import { scorePrompt } from '../../src/core/score/scorePrompt.ts';
import { type HeldOut, leaveSourcesOut } from '../../scripts/score/crossValidation.ts';
import { meanAbsoluteError, orderedPairs, spearman } from '../../scripts/score/figures.ts';
import { measureRows, readRatedRows } from '../../scripts/score/ratedRows.ts';
import { benchData, figure, measure } from './measure.ts';

// The figures with their intervals, baselines, issue texts and derived pairs: `npm run bench:score`.
let held: readonly HeldOut[] | null = null;

function heldOut(): readonly HeldOut[] {
  benchData();
  held ??= leaveSourcesOut(measureRows((readRatedRows() ?? []).filter((row) => row.kind === 'typed')), prior);
  return held;
}

const aims = { clarity: 0.43, specificity: 0.66, context: 0.8, actionability: 0.5 };

async function run(): Promise<void> {
  const totals = (): number[] => heldOut().map((one) => one.total);
  const truth = (): number[] => heldOut().map((one) => one.row.rating.overall);
  await figure('agreement with readers, overall', () => spearman(totals(), truth()), {
    unit: 'Spearman',
    aim: { atLeast: 0.5 },
  });
  for (const component of components) {
    const agreement = (): number =>
      spearman(
        heldOut().map((one) => one.parts[component]),
        heldOut().map((one) => one.row.rating[component]),
      );
    await figure(`agreement with readers, ${component}`, agreement, {
      unit: 'Spearman',
      aim: { atLeast: aims[component] },
    });
  }
  await figure('mean absolute error', () => meanAbsoluteError(totals(), truth()), {
    unit: 'points',
    aim: { atMost: 14 },
  });
  await figure('pairs 30 apart in the right order', () => orderedPairs(totals(), truth(), 30) * 100, {
    unit: '%',
    aim: { atLeast: 80 },
  });

  const paragraph =
    'When a user opens `src/settings/page.ts` and clicks "Save", the form sends 2 requests. It should send one.\n\n- Keep `load()`.\n\n';
  for (const [name, bytes, aim] of [
    ['1 kB', 1000, 2],
    ['20 kB', 20_000, 12],
  ] as const) {
    const text = paragraph.repeat(Math.ceil(bytes / paragraph.length)).slice(0, bytes);
    await measure(`parse and score ${name}`, () => scorePrompt(parsePrompt(text)), {
      runs: 50,
      aim: { atMost: aim },
    });
  }
}

await run();

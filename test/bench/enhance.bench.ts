// What the built-in rewriter gains and what it costs: over the sample prompts in the fixture repositories, the same with the added facts
// taken away, over typed prompts of the bench data without a repository, and end to end in a large repository.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enhance } from '../../src/core/enhance/enhance.ts';
import { type Enhancement, styles } from '../../src/core/enhance/enhancement.ts';
import { offlineRewriter } from '../../src/core/enhance/offline/offlineRewriter.ts';
import { countTokens } from '../../src/core/usage/tokens.ts';
import { enhanceDependencies } from '../harness/enhanceDependencies.ts';
import { addedLines, enhanceSamples } from '../harness/enhanceSamples.ts';
import { generateRepository } from '../harness/generateRepository.ts';
import { layOutRepository } from '../harness/layOutRepository.ts';
import { contextOf } from '../harness/realContext.ts';
import { repositoryNames } from '../harness/repositoryHistories.ts';
import { samplePrompts } from '../harness/samplePrompts.ts';
import { benchData, figure, measure } from './measure.ts';

const none = new AbortController().signal;
const temporary = await mkdtemp(join(tmpdir(), 'whetstone-bench-enhance-'));
const folderOf = (repository: string): string => join(temporary, repository);

function gainOf({ originalScore, enhancedScore }: Enhancement): number {
  return enhancedScore.total - originalScore.total;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Enhances a text with nothing known but itself. */
function alone(text: string): Promise<Enhancement> {
  return enhance({ text, style: 'balanced' }, enhanceDependencies(), none);
}

/** Share of the added lines that stand in an earlier result too. */
function repeatedShare(results: readonly Enhancement[]): number {
  const seen = new Set<string>();
  let added = 0;
  let repeated = 0;
  for (const result of results)
    for (const line of addedLines(result)) {
      added += 1;
      if (seen.has(line)) repeated += 1;
      seen.add(line);
    }
  return (100 * repeated) / added;
}

/** All typed prompts of the bench data. */
function typedTexts(): string[] {
  const lines = readFileSync(join(benchData(), 'scoring/prompts-rated.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean);
  const rows = lines.map((line): unknown => JSON.parse(line));
  const texts: string[] = [];
  for (const row of rows) {
    if (typeof row !== 'object' || row === null || !('kind' in row) || !('text' in row)) continue;
    if (row.kind === 'typed' && typeof row.text === 'string' && row.text.trim() !== '') texts.push(row.text);
  }
  return texts;
}

try {
  for (const name of repositoryNames) layOutRepository(name, folderOf(name));
  for (const style of styles) {
    const results = (await enhanceSamples(folderOf, style)).map(({ enhancement }) => enhancement);
    const aim = style === 'balanced' ? { aim: { atLeast: 25 } } : {};
    await figure(`mean gain in a repository, ${style}`, () => mean(results.map(gainOf)), {
      unit: 'points',
      ...aim,
    });
    if (style !== 'balanced') continue;
    await figure(
      'prompts changed',
      () => (100 * results.filter(({ changed }) => changed).length) / results.length,
      { unit: '%' },
    );
    await figure('lowest gain', () => Math.min(...results.map(gainOf)), {
      unit: 'points',
      aim: { atLeast: 0 },
    });
    await figure('added lines that repeat another result', () => repeatedShare(results), {
      unit: '%',
      aim: { atMost: 25 },
    });
    await figure(
      'tokens added, mean',
      () => mean(results.map(({ inputTokens, outputTokens }) => outputTokens - inputTokens)),
      {
        unit: 'tokens',
      },
    );
  }
  await figure(
    'mean gain with the added facts removed',
    async () => mean((await Promise.all(samplePrompts.map(({ text }) => alone(text)))).map(gainOf)),
    { unit: 'points' },
  );

  let typed: Enhancement[] = [];
  await figure(
    'typed rows of the bench data under 50, no repository: rows',
    async () => {
      const all: Enhancement[] = [];
      for (const text of typedTexts()) all.push(await alone(text));
      typed = all.filter(({ originalScore }) => originalScore.total < 50);
      return typed.length;
    },
    { unit: 'rows' },
  );
  await figure('  changed', () => (100 * typed.filter(({ changed }) => changed).length) / typed.length, {
    unit: '%',
  });
  await figure('  mean gain', () => mean(typed.map(gainOf)), { unit: 'points' });
  await figure('  lowest gain', () => Math.min(...typed.map(gainOf)), {
    unit: 'points',
    aim: { atLeast: 0 },
  });
  await figure(
    '  rewrites that did not verify',
    () => typed.filter(({ warnings }) => warnings.length > 0).length,
    {
      unit: 'rows',
      aim: { atMost: 0 },
    },
  );
  await figure('  open questions, mean', () => mean(typed.map(({ openQuestions }) => openQuestions.length)), {
    unit: 'questions',
  });

  const large = join(temporary, 'large');
  generateRepository(large, 10_000);
  const dependencies = {
    rewriter: offlineRewriter,
    gatherContext: contextOf(large),
    countTokens,
    createId: randomUUID,
    now: () => performance.now(),
  };
  await measure(
    'offline enhance end to end, 10,000 files',
    () =>
      enhance(
        { text: 'the invoice export in checkout forgets coupons', style: 'balanced' },
        dependencies,
        none,
      ),
    { aim: { atMost: 600 }, runs: 7 },
  );
} finally {
  await rm(temporary, { recursive: true, force: true });
}

// How well the guard tells what should not leave the machine from what may, and how fast. Vectors of our own making, from fixed
// seeds; the agent files and typed prompts of BENCH_DATA for false alarms on real text.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { injectionScore, injectionThreshold } from '../../src/core/guard/injection/findInjections.ts';
import { findPersonal, personalKinds } from '../../src/core/guard/personal/findPersonal.ts';
import { scanText } from '../../src/core/guard/scanText.ts';
import { findSecrets } from '../../src/core/guard/secrets/findSecrets.ts';
import { harmlessTexts } from './guard/harmlessTexts.ts';
import { injectionTexts, innocentTexts, triggerTexts } from './guard/injectionTexts.ts';
import { freshAttacks, freshInnocent } from './guard/freshTexts.ts';
import { personalVectors } from './guard/personalVectors.ts';
import { secretVectors } from './guard/secretVectors.ts';
import { unseenAttacks } from './guard/unseenAttacks.ts';
import { unseenInnocent } from './guard/unseenInnocent.ts';
import { benchData, figure, measure } from './measure.ts';

const share = (texts: readonly string[], hit: (text: string) => boolean): number =>
  texts.filter(hit).length / texts.length;
const hasSecret = (text: string): boolean => findSecrets(text).length > 0;

// Another seed than the tests, so that nothing was fitted to these values.
const vectors = secretVectors(8, 2026);
await figure(
  'secrets: recall',
  () =>
    share(
      vectors.map(({ text }) => text),
      hasSecret,
    ),
  { unit: 'share', aim: { atLeast: 0.92 } },
);
await figure('secrets: false alarms on look-alikes', () => share(harmlessTexts, hasSecret), {
  unit: 'share',
  aim: { atMost: 0.027 },
});

for (const kind of personalKinds) {
  const { valid, nearly } = personalVectors(kind, 2_000);
  await figure(`${kind}: recall`, () => share(valid, (text) => findPersonal(text, [kind]).length > 0), {
    unit: 'share',
    aim: { atLeast: 0.99 },
  });
  await figure(
    `${kind}: false alarms on nearly valid`,
    () => share(nearly, (text) => findPersonal(text).length > 0),
    { unit: 'share', aim: { atMost: 0.005 } },
  );
}

/** Every other text, from the first or the second on. */
const half = (texts: readonly string[], from: 0 | 1): string[] =>
  texts.filter((_, index) => index % 2 === from);

const thresholds = [0.3, 0.4, injectionThreshold, 0.5, 0.6, 0.8];
for (const [name, texts] of [
  ['malicious', injectionTexts],
  ['everyday', innocentTexts],
  ['trigger words', triggerTexts],
  ['second set, looked at, attacks', half(unseenAttacks, 0)],
  ['second set, looked at, innocent', half(unseenInnocent, 0)],
  ['second set, held back, attacks', half(unseenAttacks, 1)],
  ['second set, held back, innocent', half(unseenInnocent, 1)],
  ['third set, attacks', freshAttacks],
  ['third set, innocent', freshInnocent],
] as const) {
  const scores = texts.map((text) => injectionScore(text));
  for (const threshold of thresholds) {
    await figure(
      `injection, ${name}, score from ${threshold}`,
      () => scores.filter((score) => score >= threshold).length / scores.length,
      { unit: 'share' },
    );
  }
}

async function agentFiles(): Promise<string[]> {
  const folder = path.join(benchData(), 'agent-files');
  const names = await readdir(folder, { recursive: true });
  return Promise.all(
    names
      .filter((name) => name.endsWith('.md') && !name.endsWith('LICENSE.md'))
      .map((name) => readFile(path.join(folder, name), 'utf8')),
  );
}

async function typedPrompts(): Promise<string[]> {
  const lines = (await readFile(path.join(benchData(), 'scoring/prompts-rated.jsonl'), 'utf8'))
    .trim()
    .split('\n');
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}

const isInjected = (text: string): boolean => injectionScore(text) >= injectionThreshold;
await figure('agent files with a secret', async () => (await agentFiles()).filter(hasSecret).length, {
  unit: 'files',
  aim: { atMost: 1 },
});
await figure('agent files flagged as injection', async () => share(await agentFiles(), isInjected), {
  unit: 'share',
  aim: { atMost: 0.02 },
});
await figure('typed prompts with a secret', async () => (await typedPrompts()).filter(hasSecret).length, {
  unit: 'prompts',
});
await figure('typed prompts flagged as injection', async () => share(await typedPrompts(), isInjected), {
  unit: 'share',
  aim: { atMost: 0.02 },
});

const paragraph = [
  ...innocentTexts,
  ...triggerTexts,
  ...harmlessTexts,
  'const value = compute(input, { retries: 3 });',
].join('\n');
const text = paragraph.repeat(Math.ceil(1_000_000 / paragraph.length));
for (const as of ['typed', 'context'] as const) {
  await measure(`scan 10 kB (${as})`, () => scanText(text.slice(0, 10_000), { as }), { aim: { atMost: 3 } });
  await measure(`scan 1 MB (${as})`, () => scanText(text.slice(0, 1_000_000), { as }), {
    aim: { atMost: 200 },
    runs: 5,
  });
}
let real: string | null = null;
const realText = async (): Promise<string> => {
  const joined = (await agentFiles()).join('\n');
  return (real ??= joined.repeat(Math.ceil(1_000_000 / joined.length)).slice(0, 1_000_000));
};
for (const as of ['typed', 'context'] as const) {
  for (const [name, size, atMost] of [
    ['10 kB', 10_000, 3],
    ['1 MB', 1_000_000, 200],
  ] as const) {
    const piece = await realText().then(
      (whole) => whole.slice(0, size),
      () => null,
    );
    if (piece !== null)
      await measure(`scan ${name} of agent files (${as})`, () => scanText(piece, { as }), {
        aim: { atMost },
        runs: 5,
      });
  }
}
for (const hostile of ['password=', '://a:', 'ignore all ', 'my key is ', 'a&b=']) {
  const piece = hostile.repeat(Math.ceil(1_000_000 / hostile.length));
  await measure(`1 MB of "${hostile}"`, () => scanText(piece, { as: 'context' }), { runs: 3 });
}
await measure('secrets in 1 MB', () => findSecrets(text.slice(0, 1_000_000)), {
  aim: { atMost: 200 },
  runs: 5,
});
await measure('one line of 1 MB', () => scanText('a1B2'.repeat(250_000)), { aim: { atMost: 200 }, runs: 5 });

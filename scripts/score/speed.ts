import { parsePrompt } from '../../src/core/prompt/parsePrompt.ts';
import { scorePrompt } from '../../src/core/score/scorePrompt.ts';

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Milliseconds of parsing and of scoring a text, each the median of `runs`. */
function time(text: string, runs: number): { parse: number; score: number } {
  const parse: number[] = [];
  const score: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const document = parsePrompt(text);
    const parsed = performance.now();
    scorePrompt(document);
    parse.push(parsed - start);
    score.push(performance.now() - parsed);
  }
  return { parse: median(parse), score: median(score) };
}

const paragraph =
  'When a user opens `src/settings/page.ts` and clicks "Save", the form sends 2 requests to /api/settings. It should send one.\n\n' +
  '- Keep the button disabled until the answer arrives.\n- Do not change `SettingsStore.load()`.\n\n' +
  '```ts\nawait store.save(values);\n```\n\n';

/** Prints how long scoring takes: by size, over real prompts, and for input made to hurt. Aims in brackets, milliseconds. */
export function measureSpeed(real: readonly string[]): void {
  console.log('speed (parsing + scoring, median)');
  const sized = (bytes: number): string =>
    paragraph.repeat(Math.ceil(bytes / paragraph.length)).slice(0, bytes);
  for (const text of real) scorePrompt(parsePrompt(text));
  for (const [name, bytes, runs, aim] of [
    ['1 kB', 1000, 200, 2],
    ['20 kB', 20_000, 40, 12],
    ['200 kB', 200_000, 5, null],
    ['1 MB', 1_000_000, 3, null],
  ] as const) {
    const { parse, score } = time(sized(bytes), runs);
    console.log(
      `  ${name.padEnd(44)} ${(parse + score).toFixed(2).padStart(9)} ms   (${parse.toFixed(2)} + ${score.toFixed(2)})${aim === null ? '' : `   [aim ${aim}]`}`,
    );
  }
  // Processor time, so that a busy machine does not blur how much one core can do.
  const before = process.cpuUsage();
  for (let round = 0; round < 3; round += 1) for (const text of real) scorePrompt(parsePrompt(text));
  const { user, system } = process.cpuUsage(before);
  const rate = (3 * real.length * 1_000_000) / (user + system);
  console.log(
    `  ${'typed rows a second of processor time'.padEnd(44)} ${rate.toFixed(0).padStart(9)}      [aim 2000]`,
  );
  const hostile: readonly (readonly [string, string])[] = [
    ['1 MB of "a"', 'a'.repeat(1_000_000)],
    ['1 MB of "- "', '- '.repeat(500_000)],
    ['1 MB of "`"', '`'.repeat(1_000_000)],
    ['nested quotes', '> '.repeat(500_000)],
    ['1 MB of "("', '('.repeat(1_000_000)],
    ['1 MB of "a.b"', 'a.'.repeat(500_000)],
    ['1 MB of "this "', 'this '.repeat(200_000)],
    ['1 MB of newlines', '\n'.repeat(1_000_000)],
  ];
  for (const [name, text] of hostile) {
    const { parse, score } = time(text, 1);
    console.log(
      `  ${name.padEnd(44)} ${(parse + score).toFixed(0).padStart(9)} ms   (${parse.toFixed(0)} + ${score.toFixed(0)})   [aim 1000]`,
    );
  }
}

import { existsSync } from 'node:fs';

/** What a figure should be: at most or at least this, in the measurement's own unit. */
export type Aim = { readonly atMost: number } | { readonly atLeast: number };

export interface MeasureOptions {
  /** What the number counts. Default `ms`. */
  readonly unit?: string;
  readonly aim?: Aim;
  /** How often it is run and timed, after one run that is not counted. Default 9. */
  readonly runs?: number;
}

/** Median, least and greatest of the runs, in the measurement's unit. */
export interface Measurement {
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
}

/** What became of one measurement; sent to `scripts/bench.ts`, which counts them. */
export type Verdict = 'ok' | 'missed' | 'reported' | 'failed';

/**
 * Times `run` and prints one line: median, least and greatest, aim, ok or missed. A missed aim is a line to read, not an error:
 * machines differ. When `run` throws, the line is `FAILED TO MEASURE: name: why`, the process will exit non-zero and the result
 * is undefined; later measurements still run.
 */
export async function measure(
  name: string,
  run: () => unknown,
  options: MeasureOptions = {},
): Promise<Measurement | undefined> {
  return attempt(name, options, async () => {
    await run();
    const times: number[] = [];
    for (let index = 0; index < (options.runs ?? 9); index += 1) {
      const start = performance.now();
      await run();
      times.push(performance.now() - start);
    }
    return times;
  });
}

/**
 * Prints one figure that `compute` brings and that is not timed here: bytes, points, a ratio, a correlation. Several numbers
 * are runs of the same. Failure as in {@link measure}.
 */
export async function figure(
  name: string,
  compute: () => number | readonly number[] | Promise<number | readonly number[]>,
  options: Omit<MeasureOptions, 'runs'> & { readonly unit: string },
): Promise<Measurement | undefined> {
  return attempt(name, options, async () => [await compute()].flat());
}

/** The folder of rated prompts and files that some benches need: environment variable BENCH_DATA. Throws where there is none. */
export function benchData(): string {
  const folder = process.env['BENCH_DATA'];
  if (!folder) throw new Error('BENCH_DATA does not name the folder of bench data');
  if (!existsSync(folder)) throw new Error('the folder that BENCH_DATA names does not exist');
  return folder;
}

async function attempt(
  name: string,
  options: MeasureOptions,
  take: () => Promise<readonly number[]>,
): Promise<Measurement | undefined> {
  try {
    const values = (await take()).toSorted((a, b) => a - b);
    const measurement = summarize(values);
    if (!Number.isFinite(measurement.median)) throw new Error(`the result is ${measurement.median}`);
    const verdict = judge(measurement.median, options.aim);
    console.log(line(name, measurement, values.length, options, verdict));
    process.send?.(verdict);
    return measurement;
  } catch (error) {
    console.log(`FAILED TO MEASURE: ${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    process.send?.('failed' satisfies Verdict);
    return undefined;
  }
}

function summarize(sorted: readonly number[]): Measurement {
  const middle = sorted.length / 2;
  const median =
    sorted.length % 2 === 1
      ? sorted[Math.floor(middle)]!
      : (sorted[middle - 1] ?? Number.NaN) / 2 + (sorted[middle] ?? Number.NaN) / 2;
  return { median, least: sorted[0] ?? Number.NaN, greatest: sorted.at(-1) ?? Number.NaN };
}

function judge(value: number, aim: Aim | undefined): Verdict {
  if (aim === undefined) return 'reported';
  return ('atMost' in aim ? value <= aim.atMost : value >= aim.atLeast) ? 'ok' : 'missed';
}

function line(
  name: string,
  { median, least, greatest }: Measurement,
  runs: number,
  { unit = 'ms', aim }: MeasureOptions,
  verdict: Verdict,
): string {
  const parts = [name.padEnd(64), `${number(median)} ${unit}`.padStart(14)];
  parts.push((runs > 1 ? `${number(least)}-${number(greatest)}, ${runs} runs` : '').padEnd(28));
  if (aim) parts.push('atMost' in aim ? `aim <= ${aim.atMost}` : `aim >= ${aim.atLeast}`);
  if (verdict !== 'reported') parts.push(verdict);
  return parts.join('  ').trimEnd();
}

function number(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

// The whole of what must hold, in one command: `npm test`, or `npm test -- unit host` for some steps only.
// Ends with a line `N passed, N failed` that counts every test of every suite and every check; exit status 1 on any failure.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { endTied, startTied } from '../test/harness/childProcess.ts';
import { projectRoot } from './prepare/cacheFolder.ts';

const coverage = path.join(projectRoot, 'coverage');
const outcomes = path.join(coverage, 'outcomes');
const stepTimeout = 8 * 60_000;

interface Step {
  readonly name: string;
  /** Programs and their arguments, run one after the other; the first that fails ends the step. */
  readonly commands: readonly (readonly string[])[];
  /** The step writes how many of its tests passed; otherwise it counts as one check. */
  readonly suite?: true;
  readonly env?: Readonly<Record<string, string>>;
}

function outcomeFile(step: string): string {
  return path.join(outcomes, `${step}.json`);
}

const raw = (suite: string): string => path.join(coverage, 'raw', suite);

const steps: readonly Step[] = [
  { name: 'format', commands: [['oxfmt', '--check']] },
  { name: 'lint', commands: [['oxlint', '--type-aware', '--deny-warnings']] },
  {
    name: 'types',
    commands: [
      ['tsc', '-p', '.'],
      ['tsc', '-p', 'src/core'],
      ['tsc', '-p', 'src/webview'],
    ],
  },
  {
    name: 'architecture',
    suite: true,
    commands: [['node', 'scripts/test-suite.ts', 'architecture']],
  },
  { name: 'build', commands: [['node', 'esbuild.mjs', '--tests']] },
  {
    name: 'unit',
    suite: true,
    commands: [['node', 'scripts/test-suite.ts', 'unit']],
    env: { NODE_V8_COVERAGE: raw('unit') },
  },
  { name: 'prepare', commands: [['node', 'scripts/prepare.ts']] },
  {
    name: 'host',
    suite: true,
    commands: [['node', 'scripts/test-host.ts']],
    env: { WHETSTONE_HOST_COVERAGE: raw('host') },
  },
  {
    name: 'ui',
    suite: true,
    commands: [['node', 'scripts/test-suite.ts', 'ui']],
  },
  { name: 'coverage', commands: [['node', 'scripts/coverage.ts']] },
  {
    name: 'package',
    suite: true,
    commands: [
      ['node', 'scripts/package.ts'],
      ['node', 'scripts/test-suite.ts', 'package'],
    ],
  },
];

interface Result {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

/** Runs one program with live output; resolves with its exit status, 1 when it had to be ended. */
async function runLive([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = startTied(program, args, { cwd: projectRoot, env, output: 'inherit' });
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => {
      console.log(`${program} ${args.join(' ')} did not end in ${stepTimeout / 60_000} minutes`);
      void endTied(child);
    }, stepTimeout);
    child.on('error', (error) => {
      console.log(`${program} could not be started: ${error.message}`);
      clearTimeout(giveUp);
      resolve(127);
    });
    child.on('close', (status) => {
      clearTimeout(giveUp);
      resolve(status ?? 1);
    });
  });
}

const outcomeShape = z.object({ passed: z.number(), failed: z.number() });

async function runStep(step: Step): Promise<Result> {
  const start = performance.now();
  let status = 0;
  for (const command of step.commands) {
    status = await runLive(command, {
      ...process.env,
      ...step.env,
      WHETSTONE_OUTCOME: outcomeFile(step.name),
    });
    if (status !== 0) break;
  }
  const seconds = (performance.now() - start) / 1000;
  const ok = status === 0;
  const file = outcomeFile(step.name);
  if (step.suite && existsSync(file)) {
    const { passed, failed } = outcomeShape.parse(JSON.parse(await readFile(file, 'utf8')));
    // A suite that ran nothing, or failed outside of its tests, has failed.
    const added = failed === 0 && (!ok || passed === 0) ? 1 : 0;
    return { name: step.name, passed, failed: failed + added, seconds };
  }
  const passed = ok && !step.suite ? 1 : 0;
  return { name: step.name, passed, failed: 1 - passed, seconds };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.log(`There is no step ${unknown.join(', ')}. Steps: ${steps.map((step) => step.name).join(' ')}`);
  process.exit(2);
}

await rm(coverage, { recursive: true, force: true });
await mkdir(outcomes, { recursive: true });
const results: Result[] = [];
for (const step of steps) {
  if (wanted.length > 0 && !wanted.includes(step.name)) continue;
  console.log(`\n--- ${step.name}`);
  results.push(await runStep(step));
}

console.log(`\n${'step'.padEnd(14)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'seconds'.padStart(9)}`);
for (const { name, passed, failed, seconds } of results) {
  console.log(
    `${name.padEnd(14)}${String(passed).padStart(8)}${String(failed).padStart(8)}${seconds.toFixed(1).padStart(9)}`,
  );
}
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { takeCoverage } from 'node:v8';
import Mocha from 'mocha';
import { printFromHost } from '../harness/hostOutput.ts';

/** Counts of one run, read by the scripts that started it. */
interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
}

/**
 * Runs the host suite inside an extension host. VS Code calls this: the browser's and Electron's alike.
 * The built test files lie beside this module. Rejects when a test failed or none ran.
 */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = printFromHost;
  const mocha = new Mocha({ timeout: 20_000, slow: 2_000, color: false, forbidOnly: true });
  const here = import.meta.dirname;
  const only = process.env['WHETSTONE_HOST_TESTS'];
  const files = (await readdir(here, { recursive: true })).filter((file) => file.endsWith('.test.js')).sort();
  for (const file of files) {
    if (only === undefined || file.includes(only)) mocha.addFile(path.join(here, file));
  }
  await mocha.loadFilesAsync();
  const outcome = await new Promise<Outcome>((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures, pending });
    });
  });
  if (process.env['NODE_V8_COVERAGE']) takeCoverage();
  const report = process.env['WHETSTONE_HOST_OUTCOME'];
  if (report) await writeFile(report, JSON.stringify(outcome));
  if (outcome.failed > 0) throw new Error(`${outcome.failed} tests failed in the extension host.`);
  if (outcome.passed === 0) throw new Error('No test ran in the extension host.');
}

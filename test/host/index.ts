import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { takeCoverage } from 'node:v8';
import Mocha from 'mocha';
import { printFromHost } from '../harness/hostOutput.ts';
import { runMocha } from '../harness/mochaRun.ts';

/**
 * Runs the host suite inside an extension host. VS Code calls this: the browser's and Electron's alike.
 * The built test files lie beside this module. Rejects when a test failed or none ran.
 */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = printFromHost;
  const word = process.env['WHETSTONE_HOST_TESTS'] ?? '';
  const found = await readdir(import.meta.dirname, { recursive: true });
  const files = found.filter((file) => file.endsWith('.test.js') && file.includes(word)).sort();
  const outcome = await runMocha(
    files.map((file) => path.join(import.meta.dirname, file)),
    { timeout: 20_000, slow: 2_000, color: false },
  );
  if (process.env['NODE_V8_COVERAGE']) takeCoverage();
  const report = process.env['WHETSTONE_OUTCOME'];
  if (report) await writeFile(report, JSON.stringify(outcome));
  if (outcome.failed > 0) throw new Error(`${outcome.failed} tests failed in the extension host.`);
  if (outcome.passed === 0) throw new Error('No test ran in the extension host.');
}

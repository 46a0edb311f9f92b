// Runs one Mocha suite in plain Node: node scripts/test-suite.ts SUITE [WORD] (WORD: only files whose name holds it).
// Writes how many tests passed into the file that WHETSTONE_OUTCOME names.
import { globSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type Mocha from 'mocha';
import { runMocha, runMochaInProcesses } from '../test/harness/mochaRun.ts';
import { endWorkbenches } from '../test/ui/workbench.ts';
import { projectRoot } from './prepare/cacheFolder.ts';

interface Suite {
  readonly files: string;
  readonly except?: string;
  readonly options: Mocha.MochaOptions;
  /** Over how many processes the files are spread; without it all run in this one. */
  readonly jobs?: number;
}

const suites: Readonly<Record<string, Suite>> = {
  architecture: { files: 'test/unit/architecture.test.ts', options: { timeout: 10_000 } },
  unit: {
    files: 'test/unit/**/*.test.ts',
    except: 'test/unit/architecture.test.ts',
    options: { timeout: 60_000 },
    jobs: Math.min(4, availableParallelism()),
  },
  ui: {
    files: 'test/ui/**/*.test.ts',
    options: { timeout: 120_000, slow: 30_000, rootHooks: { afterAll: endWorkbenches } },
  },
  package: { files: 'test/package/**/*.test.ts', options: { timeout: 120_000, slow: 30_000 } },
};

const [name = '', word = ''] = process.argv.slice(2);
const outcomeFile = process.env['WHETSTONE_OUTCOME'];
const suite = suites[name];
if (!suite) throw new Error(`There is no suite "${name}"; there are: ${Object.keys(suites).join(', ')}.`);

const files = globSync(suite.files, { cwd: projectRoot })
  .filter((file) => file !== suite.except && file.includes(word))
  .sort();
const paths = files.map((file) => path.join(projectRoot, file));
const outcome =
  suite.jobs === undefined
    ? await runMocha(paths, suite.options)
    : await runMochaInProcesses(paths, suite.options, suite.jobs);
if (outcomeFile) await writeFile(outcomeFile, JSON.stringify(outcome));
if (outcome.passed === 0) console.log(`No test ran in the suite "${name}".`);
process.exitCode = outcome.failed > 0 || outcome.passed === 0 ? 1 : 0;

import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';

/** How many tests of one run passed, failed (hooks that failed count too) and were left out. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
}

/** Runs test files with Mocha in this process, printing each test, and resolves with the counts. */
export async function runMocha(files: readonly string[], options: Mocha.MochaOptions): Promise<Outcome> {
  const mocha = new Mocha({ forbidOnly: true, ...options });
  // Mocha itself would `require` the files, and VS Code 1.105 waits for ever when its host requires an ES module that imports `vscode`.
  for (const file of files) {
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    const loaded: unknown = await import(pathToFileURL(file).href);
    mocha.suite.emit('require', loaded, file, mocha);
    mocha.suite.emit('post-require', globalThis, file, mocha);
  }
  return runAll(mocha);
}

/** The same for files that need no process of their own kind: they are spread over `jobs` processes, each file whole in one of them. */
export async function runMochaInProcesses(
  files: readonly string[],
  options: Mocha.MochaOptions,
  jobs: number,
): Promise<Outcome> {
  const mocha = new Mocha({ forbidOnly: true, ...options, parallel: true, jobs });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return runAll(mocha);
}

function runAll(mocha: Mocha): Promise<Outcome> {
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures, pending });
    });
  });
}

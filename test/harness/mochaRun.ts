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
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures, pending });
    });
  });
}

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateRepository } from '../harness/generateRepository.ts';
import { benchData, figure, measure } from './measure.ts';

const root = join(import.meta.dirname, '../..');
const script = join(root, 'dist/cli/cli.js');
if (!existsSync(script)) execFileSync(process.execPath, ['esbuild.mjs'], { cwd: root });

/** Runs the built command to its end and returns what it printed; throws when it fails. */
function whetstone(args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`whetstone ${args[0]} ended with ${status}: ${stderr}`);
  return stdout;
}

await measure('whetstone --version', () => whetstone(['--version']), { aim: { atMost: 100 } });
await measure('whetstone score of a short prompt', () => whetstone(['score', 'fix the login bug']), {
  runs: 5,
});

await figure(
  'score --jsonl over the typed rows, rows a second, start of the process apart',
  () => {
    const rows = readFileSync(join(benchData(), 'scoring/prompts-rated.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { id: string; text: string; kind: string })
      .filter(({ kind }) => kind === 'typed')
      .map(({ id, text, kind }) => JSON.stringify({ id, text, kind }));
    const one = `${rows.join('\n')}\n`;
    const time = (input: string): number => {
      const started = performance.now();
      whetstone(['score', '--jsonl', '-'], input);
      return performance.now() - started;
    };
    time(one);
    const short = time(one);
    const long = time(one.repeat(6));
    return (rows.length * 5 * 1000) / (long - short);
  },
  { unit: 'rows/s', aim: { atLeast: 2000 } },
);

const repository = mkdtempSync(join(tmpdir(), 'whetstone-bench-cli-'));
try {
  generateRepository(repository, 10_000);
  const prompt = 'the invoice export in checkout forgets coupons, fix it in the controller';
  await measure(
    'whetstone enhance in a repository of 10,000 files, whole process',
    () => whetstone(['enhance', '--cwd', repository, prompt]),
    { runs: 5, aim: { atMost: 600 } },
  );
} finally {
  rmSync(repository, { recursive: true, force: true });
}

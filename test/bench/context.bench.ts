import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextOf } from '../harness/contextPorts.ts';
import { generateRepository } from '../harness/generateRepository.ts';
import { figure, measure } from './measure.ts';

const prompt = 'the invoice export in checkout forgets coupons, fix it in the controller';
const root = mkdtempSync(join(tmpdir(), 'whetstone-bench-context-'));
try {
  generateRepository(root, 10_000);
  const child = join(import.meta.dirname, 'contextOnce.ts');
  const cold = (...args: readonly string[]): number =>
    Number(execFileSync(process.execPath, [child, root, ...args], { encoding: 'utf8' }));
  const times = [1, 2, 3, 4, 5].map(() => cold(prompt)).sort((a, b) => a - b);
  await figure('context of 10,000 files with a prompt, new process', () => times[2] ?? Number.NaN, {
    unit: 'ms',
    aim: { atMost: 400 },
  });
  const withGit = [1, 2, 3].map(() => cold(prompt, 'git')).sort((a, b) => a - b);
  await figure('the same with git', () => withGit[1] ?? Number.NaN, { unit: 'ms', aim: { atMost: 1000 } });
  await measure(
    'context of 10,000 files with a prompt, again in the same process',
    () => contextOf(root, prompt),
    {
      runs: 5,
    },
  );
  await measure('context of 10,000 files without a prompt', () => contextOf(root), { runs: 5 });
  await figure('longest time that nothing else could run meanwhile', () => longestBlock(root), {
    unit: 'ms',
    aim: { atMost: 50 },
  });
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** How late a timer of 1 ms fires at worst while a context is gathered. */
async function longestBlock(folder: string): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 1);
    last = performance.now();
  }, 1);
  try {
    await contextOf(folder, prompt);
  } finally {
    clearInterval(timer);
  }
  return longest;
}

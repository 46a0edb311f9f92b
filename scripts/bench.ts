// Runs the measurements: `npm run bench [-- WORD]` (WORD: only files whose name holds it). Each file of test/bench has a process of its own.
// Exit status 1 when something could not be measured; a missed aim is printed and is no error.
import { fork } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import type { Verdict } from '../test/bench/measure.ts';
import { projectRoot } from './prepare/cacheFolder.ts';

const word = process.argv[2] ?? '';
const folder = path.join(projectRoot, 'test/bench');
const files = (await readdir(folder))
  .filter((file) => file.endsWith('.bench.ts') && file.includes(word))
  .sort();

const counts: Record<Verdict, number> = { ok: 0, missed: 0, reported: 0, failed: 0 };

/** Runs one file to its end; resolves with what went wrong besides the measurements that it counted itself. */
function run(file: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let measured = 0;
    let failed = 0;
    const child = fork(path.join(folder, file), { execArgv: ['--expose-gc'], stdio: 'inherit' });
    const giveUp = setTimeout(() => child.kill('SIGKILL'), 10 * 60_000);
    child.on('message', (verdict: Verdict) => {
      counts[verdict] += 1;
      measured += 1;
      if (verdict === 'failed') failed += 1;
    });
    child.on('exit', (status, signal) => {
      clearTimeout(giveUp);
      if (signal !== null) resolve(`ended by ${signal}`);
      else if (status !== 0 && failed === 0) resolve(`ended with status ${status}`);
      else if (measured === 0) resolve('the file measured nothing');
      else resolve(undefined);
    });
  });
}

console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} x ${cpus()[0]?.model ?? '?'}`,
);
if (files.length === 0) {
  console.log(`FAILED TO MEASURE: ${word || 'everything'}: no file of test/bench has that name`);
  counts.failed += 1;
}
for (const file of files) {
  console.log(`\n${file.replace('.bench.ts', '')}`);
  const problem = await run(file);
  if (problem !== undefined) {
    console.log(`FAILED TO MEASURE: ${file}: ${problem}`);
    counts.failed += 1;
  }
}
console.log(
  `\n${counts.ok} ok, ${counts.missed} missed, ${counts.reported} without an aim, ${counts.failed} failed to measure`,
);
process.exitCode = counts.failed > 0 ? 1 : 0;

import type { HostReport } from './watchHost.ts';

/** No callback of ours should keep the extension host busy for longer. Milliseconds of its own running time. */
const aim = 50;

/** A busy machine stretches everything, most of all while a window starts; what is longer than this was long by itself. */
const limit = 250;

/** Prints what our code kept the extension hosts busy with at a stretch, and throws when it was far too long. */
export function judgeHosts(reports: readonly HostReport[]): void {
  if (reports.length === 0) return;
  const seconds = reports.reduce((sum, report) => sum + report.seconds, 0);
  const blocks = reports.flatMap((report) => report.blocks).toSorted((a, b) => b.busy - a.busy);
  console.log(
    `\n  extension host: ${reports.length} watched for ${seconds} s; the longest that our code kept one busy at a stretch:`,
  );
  for (const { busy, wall, where } of blocks.slice(0, 5)) {
    const verdict = busy > aim ? ', over the aim of 50 ms' : '';
    console.log(
      `    ${busy.toFixed(1)} ms (${wall.toFixed(1)} ms by the clock${verdict}) ${where.join(' < ')}`,
    );
  }
  const [worst] = blocks;
  if (worst !== undefined && worst.busy > limit) {
    throw new Error(
      `Our code kept the extension host busy for ${worst.busy.toFixed(0)} ms at a stretch: ${worst.where.join(' < ')}`,
    );
  }
}

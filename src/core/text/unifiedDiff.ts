import { diffLines } from './lineDiff.ts';

/** Lines shown around a change. */
const around = 3;

/** The changes from one text to another as `diff -u` shows them, without file names; '' when they are equal. */
export function unifiedDiff(before: string, after: string): string {
  const hunks = diffLines(before, after);
  const lines: string[] = [];
  let shownTo = 0;
  for (const hunk of hunks) {
    const from = Math.max(shownTo, lineStart(before, hunk.before.start, around));
    if (from > shownTo) lines.push(`@@ line ${countLines(before, from)} @@`);
    lines.push(...marked(' ', before.slice(from, hunk.before.start)));
    lines.push(...marked('-', before.slice(hunk.before.start, hunk.before.end)));
    lines.push(...marked('+', after.slice(hunk.after.start, hunk.after.end)));
    const next = hunks[hunks.indexOf(hunk) + 1]?.before.start ?? before.length;
    const to = Math.min(next, lineEnd(before, hunk.before.end, around));
    lines.push(...marked(' ', before.slice(hunk.before.end, to)));
    shownTo = to;
  }
  return lines.join('\n');
}

function marked(sign: string, text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => `${sign}${line}`);
}

function countLines(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function lineStart(text: string, offset: number, back: number): number {
  let start = offset;
  for (let count = 0; count < back && start > 0; count += 1) start = text.lastIndexOf('\n', start - 2) + 1;
  return start;
}

function lineEnd(text: string, offset: number, on: number): number {
  let end = offset;
  for (let count = 0; count < on && end < text.length; count += 1) {
    const feed = text.indexOf('\n', end);
    end = feed === -1 ? text.length : feed + 1;
  }
  return end;
}

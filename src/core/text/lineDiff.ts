import type { Span } from '../span.ts';

/** A stretch of whole lines that differs; either side may be empty. Spans are code units of the respective text. */
export interface Hunk {
  readonly before: Span;
  readonly after: Span;
}

/** With more differing lines than this the texts have too little in common: one hunk holds all that differs. */
const maximumEdits = 1000;

/**
 * The shortest line-by-line way from one text to the other, in order, by Myers' greedy algorithm ("An O(ND) Difference
 * Algorithm and Its Variations", 1986). Linear in the texts for a given number of differences, which is capped: its cost grows with the square of
 * `mostEdits`.
 */
export function diffLines(before: string, after: string, mostEdits: number = maximumEdits): readonly Hunk[] {
  const a = splitLines(before);
  const b = splitLines(after);
  const prefix = commonPrefix(a.lines, b.lines);
  const suffix = commonSuffix(a.lines, b.lines, prefix);
  const from = a.lines.slice(prefix, a.lines.length - suffix);
  const to = b.lines.slice(prefix, b.lines.length - suffix);
  return changedRuns(from, to, mostEdits).map((run) => ({
    before: { start: a.startOf(prefix + run.fromA), end: a.startOf(prefix + run.toA) },
    after: { start: b.startOf(prefix + run.fromB), end: b.startOf(prefix + run.toB) },
  }));
}

interface Lines {
  readonly lines: readonly string[];
  /** Offset of a line's first code unit; of the text's end for the line after the last. */
  startOf(line: number): number;
}

/** Cuts a text after every line feed; the feed belongs to its line, so that joining the lines gives the text. */
function splitLines(text: string): Lines {
  const lines: string[] = [];
  const starts: number[] = [];
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed + 1;
    starts.push(start);
    lines.push(text.slice(start, end));
    start = end;
  }
  return { lines, startOf: (line) => starts[line] ?? text.length };
}

function commonPrefix(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function commonSuffix(a: readonly string[], b: readonly string[], prefix: number): number {
  const most = Math.min(a.length, b.length) - prefix;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

interface Run {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/** The runs of lines that are not part of the longest common subsequence, deletions and insertions at one place taken together. */
function changedRuns(a: readonly string[], b: readonly string[], mostEdits: number): Run[] {
  const kept = keptLines(a, b, mostEdits);
  const runs: Run[] = [];
  let x = 0;
  let y = 0;
  while (x < a.length || y < b.length) {
    if (kept.a[x] === 1 && kept.b[y] === 1) {
      x++;
      y++;
      continue;
    }
    const [fromA, fromB] = [x, y];
    while (x < a.length && kept.a[x] !== 1) x++;
    while (y < b.length && kept.b[y] !== 1) y++;
    runs.push({ fromA, toA: x, fromB, toB: y });
  }
  return runs;
}

/** Marks (1) the lines on either side that the shortest edit script keeps; none when the texts differ too much. */
function keptLines(
  a: readonly string[],
  b: readonly string[],
  mostEdits: number,
): { a: Uint8Array; b: Uint8Array } {
  const kept = { a: new Uint8Array(a.length), b: new Uint8Array(b.length) };
  const trace = editTrace(a, b, mostEdits);
  let x = a.length;
  let y = b.length;
  for (let d = trace.length - 1; d >= 0; d--) {
    const reached = trace[d] as Int32Array;
    const previous = previousDiagonal(reached, d, x - y);
    const previousX = d === 0 ? 0 : (reached[d + previous] as number);
    const previousY = d === 0 ? 0 : previousX - previous;
    while (x > previousX && y > previousY) {
      kept.a[--x] = 1;
      kept.b[--y] = 1;
    }
    x = previousX;
    y = previousY;
  }
  return kept;
}

/**
 * For each number of edits d, how far along `a` every diagonal k had been reached before round d, at index `d + k`
 * (so -d…d fit). Empty when the texts need more edits than the limit.
 */
function editTrace(a: readonly string[], b: readonly string[], mostEdits: number): Int32Array[] {
  const limit = Math.min(a.length + b.length, mostEdits);
  const trace: Int32Array[] = [];
  const furthest = new Int32Array(2 * limit + 3);
  const zero = limit + 1;
  for (let d = 0; d <= limit; d++) {
    trace.push(furthest.slice(zero - d, zero + d + 1));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && at(furthest, zero + k - 1) < at(furthest, zero + k + 1));
      let x = down ? at(furthest, zero + k + 1) : at(furthest, zero + k - 1) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      furthest[zero + k] = x;
      if (x >= a.length && y >= b.length) return trace;
    }
  }
  return [];
}

function previousDiagonal(reached: Int32Array, d: number, k: number): number {
  if (d === 0) return 0;
  const down = k === -d || (k !== d && at(reached, d + k - 1) < at(reached, d + k + 1));
  return down ? k + 1 : k - 1;
}

function at(array: Int32Array, index: number): number {
  return array[index] as number;
}

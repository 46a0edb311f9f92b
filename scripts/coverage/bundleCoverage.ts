import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { decodedMappings, TraceMap } from '@jridgewell/trace-mapping';
import { transformSync } from 'esbuild';
import { z } from 'zod';

const rangeShape = z.object({ startOffset: z.number(), endOffset: z.number(), count: z.number() });
const functionShape = z.object({
  functionName: z.string(),
  isBlockCoverage: z.boolean(),
  ranges: z.array(rangeShape),
});
const scriptShape = z.object({ scriptId: z.string(), url: z.string(), functions: z.array(functionShape) });

/** What NODE_V8_COVERAGE writes for one process, as far as it is used here. */
export const processCoverageShape = z.object({ result: z.array(scriptShape) });

type Range = z.infer<typeof rangeShape>;
type ScriptCoverage = z.infer<typeof scriptShape>;

/** Places of source files where code stands, and how often each ran: file -> offset -> count. */
export type RunCounts = Map<string, Map<number, number>>;

const offsetsOfFiles = new Map<string, readonly number[]>();

/** `codeOffsets` of a file, worked out once: every process that ran a part of the code names the same files. */
export function codeOffsetsOfFile(file: string): readonly number[] {
  const known = offsetsOfFiles.get(file) ?? codeOffsets(readFileSync(file, 'utf8'));
  offsetsOfFiles.set(file, known);
  return known;
}

/** Offsets of the places in a TypeScript file that are code and not types, comments or space; none in a file of types only. */
export function codeOffsets(source: string): number[] {
  const { code, map } = transformSync(source, { loader: 'ts', sourcemap: 'external', sourcefile: 'source.ts' });
  const starts = lineStarts(source);
  const lines = code.split('\n');
  const offsets = new Set<number>();
  for (const [line, segments] of decodedMappings(new TraceMap(map)).entries()) {
    // Imports leave nothing in a bundle, and say nothing about what ran.
    if (lines[line]?.startsWith('import ')) continue;
    for (const segment of segments) {
      if (segment.length !== 1) offsets.add((starts[segment[2]] ?? 0) + segment[3]);
    }
  }
  return [...offsets].sort((a, b) => a - b);
}

/** Adds to `counts` how often each place of a TypeScript file ran that Node loaded as it is (it blanks types, so offsets hold). */
export function addSourceCounts(script: ScriptCoverage, counts: RunCounts): void {
  const file = fileURLToPath(script.url);
  const countAt = counter(script.functions.flatMap((item) => item.ranges));
  const places = placesOf(file, counts);
  for (const offset of codeOffsetsOfFile(file)) {
    places.set(offset, (places.get(offset) ?? 0) + countAt(offset));
  }
}

function placesOf(file: string, counts: RunCounts): Map<number, number> {
  const places = counts.get(file) ?? new Map<number, number>();
  counts.set(file, places);
  return places;
}

/** Adds to `counts` how often each place of the sources of one bundled script ran, by the script's own source map. */
export function addBundleCounts(script: ScriptCoverage, counts: RunCounts): void {
  const bundle = fileURLToPath(script.url);
  if (!existsSync(`${bundle}.map`)) return;
  const generated = readFileSync(bundle, 'utf8');
  const map = new TraceMap(readFileSync(`${bundle}.map`, 'utf8'));
  const sources = map.sources.map((source) => path.resolve(path.dirname(bundle), source ?? ''));
  const starts = sources.map((source) => (existsSync(source) ? lineStarts(readFileSync(source, 'utf8')) : []));
  const generatedStarts = lineStarts(generated);
  const countAt = counter(script.functions.flatMap((item) => item.ranges));
  decodedMappings(map).forEach((segments, line) => {
    for (const segment of segments) {
      if (segment.length === 1) continue;
      const [column, source, sourceLine, sourceColumn] = segment;
      const offset = (starts[source]?.[sourceLine] ?? 0) + sourceColumn;
      const places = placesOf(sources[source]!, counts);
      const count = countAt((generatedStarts[line] ?? 0) + column);
      places.set(offset, (places.get(offset) ?? 0) + count);
    }
  });
}

/** Turns run counts of a source file into V8 coverage of that file itself. Code that the bundle left out counts as never run. */
export function asScriptCoverage(file: string, places: ReadonlyMap<number, number>): ScriptCoverage {
  const source = readFileSync(file, 'utf8');
  const ranges: Range[] = [{ startOffset: 0, endOffset: source.length, count: 1 }];
  let idle: Range | undefined;
  for (const offset of codeOffsetsOfFile(file)) {
    if ((places.get(offset) ?? 0) > 0) {
      if (idle) idle.endOffset = Math.min(idle.endOffset, offset);
      idle = undefined;
      continue;
    }
    const endOfLine = source.indexOf('\n', offset);
    const endOffset = endOfLine === -1 ? source.length : endOfLine;
    if (idle) idle.endOffset = endOffset;
    else ranges.push((idle = { startOffset: startOfCode(source, offset), endOffset, count: 0 }));
  }
  return {
    scriptId: '0',
    url: pathToFileURL(file).href,
    functions: [{ functionName: '', isBlockCoverage: true, ranges }],
  };
}

/** The start of the line when only space or `export` stands before the offset: a line counts as not run only when all of it did not run. */
function startOfCode(source: string, offset: number): number {
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  return ['', 'export'].includes(source.slice(start, offset).trim()) ? start : offset;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) starts.push(index + 1);
  return starts;
}

/** How often the code at an offset ran: the count of the innermost range around it. Ask in any order. */
function counter(ranges: readonly Range[]): (offset: number) => number {
  const edges: { at: number; count: number }[] = [];
  const open: Range[] = [];
  const closeUntil = (offset: number): void => {
    while (open.length > 0 && open.at(-1)!.endOffset <= offset) {
      const { endOffset } = open.pop()!;
      edges.push({ at: endOffset, count: open.at(-1)?.count ?? 0 });
    }
  };
  const outerFirst = ranges.toSorted((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  for (const range of outerFirst) {
    closeUntil(range.startOffset);
    open.push(range);
    edges.push({ at: range.startOffset, count: range.count });
  }
  closeUntil(Number.POSITIVE_INFINITY);
  return (offset) => {
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edges[middle]!.at <= offset) low = middle + 1;
      else high = middle;
    }
    return edges[low - 1]?.count ?? 0;
  };
}

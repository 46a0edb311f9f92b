import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import {
  addBundleCounts,
  addSourceCounts,
  asScriptCoverage,
  codeOffsets,
  type RunCounts,
} from '../../../scripts/coverage/bundleCoverage.ts';

const source = `import type { X } from './x.ts';
/** Runs. */
export function used(value: number): number {
  if (value > 1) {
    return 1;
  }
  return 0;
}

export function shaken(): string {
  return 'left out of the bundle';
}
`;

/** The lines that the record calls idle from their first to their last character, from 1. */
function idleLines(
  text: string,
  ranges: readonly { startOffset: number; endOffset: number; count: number }[],
): number[] {
  let start = 0;
  return text.split('\n').flatMap((line, index) => {
    const [from, to] = [start, start + line.length];
    start = to + 1;
    const idle = ranges.some(
      (range) => range.count === 0 && range.startOffset <= from && range.endOffset >= to,
    );
    return idle && line !== '' ? [index + 1] : [];
  });
}

describe('coverage of bundles', () => {
  let folder: string;
  let file: string;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'whetstone-coverage-'));
    file = path.join(folder, 'source.ts');
    writeFileSync(file, source);
    writeFileSync(
      path.join(folder, 'entry.ts'),
      "import { used } from './source.ts';\nconsole.log(used(0));\n",
    );
    await build({
      entryPoints: [path.join(folder, 'entry.ts')],
      outfile: path.join(folder, 'out.js'),
      bundle: true,
      format: 'esm',
      sourcemap: 'linked',
    });
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('takes types, comments and imports for no code', () => {
    assert.deepEqual(
      codeOffsets("import { a } from './a.ts';\n/** Note. */\nexport interface B { readonly c: number }\n"),
      [],
    );
    const places = codeOffsets(source);
    assert.ok(places.includes(source.indexOf('return 1')));
    assert.ok(!places.some((place) => place < source.indexOf('export function used')));
  });

  it('carries counts of a bundle back, and counts what the bundle left out as not run', () => {
    const bundle = readFileSync(path.join(folder, 'out.js'), 'utf8');
    const idle = bundle.indexOf('{', bundle.indexOf('if (value'));
    const counts: RunCounts = new Map();
    addBundleCounts(
      {
        scriptId: '1',
        url: pathToFileURL(path.join(folder, 'out.js')).href,
        functions: [
          {
            functionName: '',
            isBlockCoverage: true,
            ranges: [
              { startOffset: 0, endOffset: bundle.length, count: 1 },
              { startOffset: idle, endOffset: bundle.indexOf('}', idle) + 1, count: 0 },
            ],
          },
        ],
      },
      counts,
    );
    const places = counts.get(file);
    assert.ok(places, 'the source was found by the map');
    const [record] = asScriptCoverage(file, places).functions;
    assert.deepEqual(idleLines(source, record!.ranges), [5, 6, 10, 11, 12]);
  });

  it('adds the counts of a source that Node ran as it is', () => {
    const counts: RunCounts = new Map();
    addSourceCounts(
      {
        scriptId: '1',
        url: pathToFileURL(file).href,
        functions: [
          {
            functionName: '',
            isBlockCoverage: true,
            ranges: [{ startOffset: 0, endOffset: source.length, count: 1 }],
          },
          {
            functionName: 'shaken',
            isBlockCoverage: true,
            ranges: [
              {
                startOffset: source.indexOf('function shaken'),
                endOffset: source.lastIndexOf('}') + 1,
                count: 0,
              },
            ],
          },
        ],
      },
      counts,
    );
    const [record] = asScriptCoverage(file, counts.get(file)!).functions;
    assert.deepEqual(idleLines(source, record!.ranges), [10, 11, 12]);
  });
});

// Joins the coverage of the unit and the host suite and fails below the promised shares: 85 % of src, 95 % of src/core (lines).
// The host ran bundles: their counts are first carried back to the TypeScript files (docs/decisions/0001-host-coverage.md).
import { existsSync, globSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  addBundleCounts,
  addSourceCounts,
  asScriptCoverage,
  codeOffsetsOfFile,
  processCoverageShape,
  type RunCounts,
} from './coverage/bundleCoverage.ts';
import { projectRoot } from './prepare/cacheFolder.ts';
import { runCommand } from './prepare/command.ts';

const raw = path.join(projectRoot, 'coverage/raw');
const merged = path.join(raw, 'merged');
const sourceFolder = pathToFileURL(path.join(projectRoot, 'src')).href;
const bundleFolder = pathToFileURL(path.join(projectRoot, 'dist')).href;

/** Adds the suite's run counts of the files in src. Returns how many processes had written coverage. */
async function collect(suite: string, counts: RunCounts): Promise<number> {
  const folder = path.join(raw, suite);
  const files = existsSync(folder) ? (await readdir(folder)).filter((file) => file.endsWith('.json')) : [];
  for (const file of files) {
    const text = await readFile(path.join(folder, file), 'utf8');
    // A process that was killed while it wrote left nothing.
    if (text === '') continue;
    const content: unknown = JSON.parse(text);
    for (const script of processCoverageShape.parse(content).result) {
      if (script.url.startsWith(bundleFolder)) addBundleCounts(script, counts);
      else if (script.url.startsWith(sourceFolder) && script.url.endsWith('.ts'))
        addSourceCounts(script, counts);
    }
  }
  return files.length;
}

/** Files without a line of code: types only. They can not be covered. */
function filesOfTypes(): string[] {
  return globSync('src/**/*.ts', { cwd: projectRoot }).filter(
    (file) => file.endsWith('.d.ts') || codeOffsetsOfFile(path.join(projectRoot, file)).length === 0,
  );
}

const shares: readonly { readonly include: string; readonly lines: number }[] = [
  { include: 'src/core/**', lines: 95 },
  { include: 'src/**', lines: 85 },
];

await rm(merged, { recursive: true, force: true });
await mkdir(merged, { recursive: true });
const counts: RunCounts = new Map();
for (const suite of ['unit', 'host']) {
  if ((await collect(suite, counts)) === 0) {
    console.log(`coverage: the ${suite} suite left no coverage; run \`npm test\``);
    process.exit(1);
  }
}
const sources = [...counts].filter(
  ([file]) => file.endsWith('.ts') && pathToFileURL(file).href.startsWith(sourceFolder),
);
await writeFile(
  path.join(merged, 'coverage-all.json'),
  JSON.stringify({ result: sources.map(([file, places]) => asScriptCoverage(file, places)) }),
);
// Browser code runs in neither suite; the UI suite drives it.
const excluded = ['src/webview/**', ...filesOfTypes()].map((pattern) => `--exclude=${pattern}`);
for (const { include, lines } of shares) {
  const last = include === 'src/**';
  const { status, output } = await runCommand(
    path.join(projectRoot, 'node_modules/.bin/c8'),
    [
      'report',
      '--all',
      `--temp-directory=${merged}`,
      `--reports-dir=${path.join(projectRoot, 'coverage')}`,
      '--src=src',
      `--include=${include}`,
      ...excluded,
      '--reporter=text-summary',
      ...(last ? ['--reporter=lcov', '--reporter=json'] : []),
      '--check-coverage',
      `--lines=${lines}`,
      '--branches=0',
      '--functions=0',
      '--statements=0',
    ],
    { cwd: projectRoot },
  );
  console.log(`${include}: at least ${lines} % of lines\n${output.trim()}`);
  if (status !== 0) process.exitCode = 1;
}
console.log(`coverage: ${path.join(projectRoot, 'coverage/lcov-report/index.html')}`);

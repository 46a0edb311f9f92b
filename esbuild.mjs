// Bundles the two doors of the product: the extension (an ES module that VS Code loads) and the terminal command.
// `--tests` also bundles the suite that runs inside the extension host. Splitting turns every `await import()` into a chunk of its own that loads on first use.
import { globSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const tests = process.argv.includes('--tests');

// Bundled CommonJS libraries call `require` for Node's own modules; an ES module has none.
const requireShim =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  splitting: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
  chunkNames: 'chunks/[name]-[hash]',
  // Its package.json names only the CommonJS build, of which a bundled `import()` gives no names.
  alias: { dotprompt: 'dotprompt/dist/index.mjs' },
};

// SQLite runs in a thread of its own, which needs a file of its own (see workerEntry in src/node/store/openStore.ts).
const storeWorker = { 'store-worker': 'src/node/store/worker.ts' };

const targets = [
  {
    ...shared,
    entryPoints: { extension: 'src/extension.ts', worker: 'src/worker.ts', ...storeWorker },
    outdir: 'dist/extension',
    target: 'node22',
    external: ['vscode'],
    banner: { js: requireShim },
  },
  {
    ...shared,
    entryPoints: { cli: 'src/cli.ts', 'lint-worker': 'src/node/lint/lintWorker.ts', ...storeWorker },
    outdir: 'dist/cli',
    target: 'node22',
    banner: { js: requireShim },
  },
  {
    ...shared,
    entryPoints: {
      details: 'src/webview/details/details.ts',
      playground: 'src/webview/playground/playground.ts',
      preview: 'src/webview/preview/preview.ts',
      report: 'src/webview/report/report.ts',
    },
    outdir: 'dist/extension/webview',
    platform: 'browser',
    target: 'chrome128',
  },
];

if (tests) {
  targets.push({
    ...shared,
    entryPoints: ['test/host/index.ts', ...globSync('test/host/**/*.test.ts')],
    outbase: 'test/host',
    outdir: 'dist-test',
    target: 'node22',
    minify: false,
    external: ['vscode', 'mocha'],
    banner: { js: requireShim },
  });
  await rm('dist-test', { recursive: true, force: true });
}

await rm('dist', { recursive: true, force: true });
if (watch) {
  for (const target of targets) await (await context(target)).watch();
} else {
  const results = await Promise.all(targets.map((target) => build({ ...target, metafile: true })));
  // What each file holds and imports, for the test of what activation loads.
  const outputs = Object.assign({}, ...results.map((result) => result.metafile.outputs));
  await writeFile('dist/outputs.json', JSON.stringify(outputs));
}

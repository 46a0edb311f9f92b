// Runs test/host inside a real VS Code extension host: `node scripts/test-host.ts [--oldest] [WORD]` (WORD: only files whose name holds it).
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { runInHost } from '../test/harness/hostSuite.ts';
import { makeWorkspace } from '../test/harness/workspace.ts';
import { projectRoot } from './prepare/cacheFolder.ts';
import { currentVersion, oldestVersion, prepareCodeServer } from './prepare/codeServer.ts';

const hostOutcome = z.object({ passed: z.number(), failed: z.number() });

const oldest = process.argv.includes('--oldest');
const only = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
const server = await prepareCodeServer(oldest ? oldestVersion : currentVersion);
const temporary = await mkdtemp(path.join(tmpdir(), 'whetstone-host-'));
const report = process.env['WHETSTONE_OUTCOME'] ?? path.join(temporary, 'outcome.json');
const coverage = process.env['WHETSTONE_HOST_COVERAGE'];
const workspace = await makeWorkspace({ 'README.md': '# Workspace of the host suite\n' });
try {
  const code = await runInHost(server, {
    extension: projectRoot,
    companions: [path.join(projectRoot, 'test/fixtures/extensions/editor-model')],
    tests: path.join(projectRoot, 'dist-test/index.js'),
    folder: workspace.folder,
    // The suite asks more in a minute than a person would.
    settings: { 'whetstone.rateLimit.enabled': false },
    timeout: 420_000,
    print: (line) => console.log(line),
    env: {
      WHETSTONE_OUTCOME: report,
      ...(only !== undefined && { WHETSTONE_HOST_TESTS: only }),
      ...(coverage !== undefined && { NODE_V8_COVERAGE: coverage }),
    },
  });
  const outcome = hostOutcome.parse(JSON.parse(await readFile(report, 'utf8')));
  console.log(`host: VS Code server ${server.version}, ${outcome.passed} passed, ${outcome.failed} failed`);
  process.exitCode = code;
} finally {
  await workspace.remove();
  await rm(temporary, { recursive: true, force: true });
}

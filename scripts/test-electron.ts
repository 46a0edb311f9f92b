// Runs test/host in the desktop VS Code, which it downloads: `npm run test:electron`. Needs a network and a display.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { makeWorkspace } from '../test/harness/workspace.ts';
import { cacheFolder, projectRoot } from './prepare/cacheFolder.ts';

const workspace = await makeWorkspace({ 'README.md': '# Workspace of the host suite\n' });
const userData = await mkdtemp(path.join(tmpdir(), 'whetstone-electron-'));
try {
  process.exitCode = await runTests({
    cachePath: path.join(cacheFolder(), 'electron'),
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: path.join(projectRoot, 'dist-test/index.js'),
    launchArgs: [
      workspace.folder,
      '--disable-extensions',
      '--disable-workspace-trust',
      `--user-data-dir=${userData}`,
    ],
  });
} finally {
  await workspace.remove();
  await rm(userData, { recursive: true, force: true });
}

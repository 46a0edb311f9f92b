// What starting the extension costs, as it is packed: time in a real extension host, JavaScript loaded, size of the package.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../scripts/prepare/cacheFolder.ts';
import { mustRun } from '../../scripts/prepare/command.ts';
import { activationBytes } from '../harness/activationBytes.ts';
import { closeBrowser, openWorkbench } from '../ui/workbench.ts';
import { figure } from './measure.ts';

await mustRun(process.execPath, ['scripts/package.ts'], { cwd: projectRoot });

await figure('activation: JavaScript loaded', () => activationBytes() / 1000, {
  unit: 'kB',
  aim: { atMost: 150 },
});

await figure(
  'package: size of the .vsix',
  () => {
    const manifest: unknown = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
    const { version } = z.object({ version: z.string() }).parse(manifest);
    return statSync(path.join(projectRoot, `whetstone-${version}.vsix`)).size / 1e6;
  },
  { unit: 'MB', aim: { atMost: 3 } },
);

/** One start of VS Code, in milliseconds, from its own report "Developer: Startup Performance". */
async function startOnce(): Promise<{ load: number; call: number; finish: number }> {
  const workbench = await openWorkbench({ workspaceFiles: { 'a.txt': 'a\n' }, isHostWatched: false });
  try {
    // The command exists once the extension has started.
    if (!(await workbench.findCommand('Whetstone: Open Log'))) throw new Error('the extension did not start');
    await workbench.press('Escape');
    await workbench.page.waitForTimeout(3_000);
    await workbench.runCommand('Developer: Startup Performance');
    await workbench.tab('Startup Performance').waitFor();
    let row: string | undefined;
    for (let attempt = 0; attempt < 30 && row === undefined; attempt += 1) {
      await workbench.page.waitForTimeout(500);
      const report = await workbench.fullText();
      row = report.split('\n').find((line) => line.startsWith('| whetstone.whetstone '));
    }
    if (row === undefined) throw new Error('the report of VS Code does not name the extension');
    const [, , load, call, finish] = (row ?? '')
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    return z
      .object({ load: z.coerce.number(), call: z.coerce.number(), finish: z.coerce.number() })
      .parse({ load, call, finish });
  } finally {
    await workbench.close();
  }
}

const starts: { load: number; call: number; finish: number }[] = [];
await figure(
  'activation: load code, activate() and its promise',
  async () => {
    for (let run = 0; run < 5; run += 1) starts.push(await startOnce());
    return starts.map(({ load, call, finish }) => load + call + finish);
  },
  { unit: 'ms', aim: { atMost: 30 } },
);
await figure('activation: activate() alone', () => starts.map(({ call }) => call), {
  unit: 'ms',
  aim: { atMost: 30 },
});
await closeBrowser();

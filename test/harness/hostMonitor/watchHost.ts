import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { projectRoot } from '../../../scripts/prepare/cacheFolder.ts';
import type { Block } from './blocks.ts';

/** What was seen of one extension host. */
export interface HostReport {
  readonly seconds: number;
  readonly blocks: readonly Block[];
}

/** Watches the extension hosts of one server. */
export interface HostWatch {
  /** The extension that has to be loaded beside ours. */
  readonly extension: string;
  /** Environment that the server needs. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends watching the hosts that run now and gives what was seen; one that is gone already gives nothing. */
  readonly collect: () => Promise<readonly HostReport[]>;
  readonly remove: () => Promise<void>;
}

let built: Promise<string> | undefined;

/** Prepares to watch the extension hosts of a server that is about to start. */
export async function watchHosts(): Promise<HostWatch> {
  const extension = await (built ??= buildMonitor());
  const folder = await mkdtemp(path.join(tmpdir(), 'whetstone-monitor-'));
  const stop = path.join(folder, 'stop');
  return {
    extension,
    env: { WHETSTONE_HOST_MONITOR: folder },
    async collect() {
      await writeFile(stop, '');
      const reports = await reportsIn(folder);
      await rm(stop);
      return reports;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function reportsIn(folder: string): Promise<HostReport[]> {
  const deadline = Date.now() + 5000;
  for (;;) {
    const names = await readdir(folder);
    const reports = names.filter((name) => name.startsWith('report-'));
    const watched = names.filter((name) => name.startsWith('watching-')).length;
    if (reports.length < watched && Date.now() < deadline) {
      await sleep(50);
      continue;
    }
    const found = await Promise.all(reports.map((name) => readFile(path.join(folder, name), 'utf8')));
    for (const name of names) if (name !== 'stop') await rm(path.join(folder, name));
    return found.map((text) => JSON.parse(text) as HostReport);
  }
}

/** The monitor as an extension that VS Code can load. */
async function buildMonitor(): Promise<string> {
  const outdir = path.join(projectRoot, '.cache/whetstone-tests.host-monitor-1.0.0');
  await mkdir(outdir, { recursive: true });
  await build({
    entryPoints: [path.join(import.meta.dirname, 'extension.ts')],
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const manifest = {
    name: 'host-monitor',
    publisher: 'whetstone-tests',
    version: '1.0.0',
    engines: { vscode: '^1.105.0' },
    type: 'module',
    main: './extension.js',
    activationEvents: ['*', 'onFileSystem:whetstone-memory'],
    capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
    extensionKind: ['workspace'],
  };
  await writeFile(path.join(outdir, 'package.json'), JSON.stringify(manifest));
  return outdir;
}

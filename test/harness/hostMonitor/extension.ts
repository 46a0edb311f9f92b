import { renameSync, writeFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { MemoryFiles } from '../../host/memoryFiles.ts';
import { blocksIn, samplingInterval } from './blocks.ts';

/**
 * An extension beside ours in the UI tests: profiles the extension host until a file `stop` appears, and then writes what it saw of
 * our code. It also provides a virtual folder, `whetstone-memory:/`, with one prompt in it.
 */
export function activate(): void {
  const files = new MemoryFiles();
  const prompt = vscode.Uri.parse('whetstone-memory:/virtual.prompt.md');
  files.writeFile(prompt, new TextEncoder().encode('fix the login bug\n'));
  vscode.workspace.registerFileSystemProvider('whetstone-memory', files);
  const folder = process.env['WHETSTONE_HOST_MONITOR'];
  if (folder !== undefined) void watch(folder);
}

async function watch(folder: string): Promise<void> {
  const file = (name: string): string => path.join(folder, `${name}-${process.pid}.json`);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: samplingInterval });
  await session.post('Profiler.start');
  const started = performance.now();
  writeFileSync(file('watching'), '{}');
  while (!(await exists(path.join(folder, 'stop')))) await sleep(100);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const report = {
    seconds: Math.round((performance.now() - started) / 1000),
    blocks: blocksIn(profile, (url) => url.includes('/dist/extension/'), 5),
  };
  writeFileSync(file('writing'), JSON.stringify(report));
  renameSync(file('writing'), file('report'));
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

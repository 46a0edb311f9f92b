import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './cacheFolder.ts';
import { mustRun } from './command.ts';

const version = '1.15.2';

/**
 * A gateway of others to measure ours against: installs @portkey-ai/gateway once into the cache folder, apart from the project and without its
 * install script, and gives the file that starts its server.
 */
export async function preparePortkey(): Promise<string> {
  const folder = path.join(cacheFolder(), `portkey-${version}`);
  const start = path.join(folder, 'node_modules/@portkey-ai/gateway/build/start-server.js');
  if (!existsSync(start)) {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'package.json'), '{"private": true}\n');
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund'];
    await mustRun('npm', ['install', ...flags, `@portkey-ai/gateway@${version}`], { cwd: folder });
  }
  return start;
}

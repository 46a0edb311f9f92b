// Builds for production and packs the extension: `npm run package` leaves whetstone-VERSION.vsix. Needs no network.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from './prepare/cacheFolder.ts';
import { mustRun } from './prepare/command.ts';

const manifest: unknown = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8'));
const { version } = z.object({ version: z.string() }).parse(manifest);
const file = path.join(projectRoot, `whetstone-${version}.vsix`);

await mustRun(process.execPath, ['esbuild.mjs', '--production'], { cwd: projectRoot });
await mustRun(
  path.join(projectRoot, 'node_modules/.bin/vsce'),
  [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  ],
  { cwd: projectRoot },
);
console.log(`${file} (${((await stat(file)).size / 1024).toFixed(0)} kB)`);

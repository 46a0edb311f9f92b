// The main job, shown: enhances a vague prompt against a sample repository, offline. `npm run demo` or `npm run demo -- "your prompt"`.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { mustRun } from './prepare/command.ts';
import { projectRoot } from './prepare/cacheFolder.ts';
import { samplePrompt, sampleWorkspace } from './sampleWorkspace.ts';

const folder = await sampleWorkspace('demo');
await mustRun(process.execPath, ['esbuild.mjs'], { cwd: projectRoot });
const prompt = process.argv.slice(2).join(' ') || samplePrompt;
const args = ['enhance', prompt, '--cwd', folder, '--git', '--provider', 'offline'];
console.log(
  `$ cd ${path.relative(process.cwd(), folder)}\n$ whetstone enhance "${prompt}" --git --provider offline\n`,
);
const { status } = spawnSync(process.execPath, [path.join(projectRoot, 'dist/cli/cli.js'), ...args], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { cacheFolder } from './cacheFolder.ts';
import { mustRun } from './command.ts';
import { withLock } from './lock.ts';

/** The VS Code that tests run in: code-server carries VS Code 1.139.1 and its real extension host. */
export const currentVersion = '4.139.1';
/** The oldest VS Code supported (`engines.vscode`): 1.105. */
export const oldestVersion = '4.105.1';

const nodeOfOldest = '22.21.1';
const testOption = '--enable-smoke-test-driver';

/** Where a server is and which Node runs it. */
export interface CodeServer {
  readonly version: string;
  readonly node: string;
  readonly entry: string;
  /** The option without which VS Code ignores a test payload in its address. */
  readonly testOption: string;
}

function folderOf(version: string): string {
  return path.join(cacheFolder(), `code-server-${version}`);
}

function described(version: string): CodeServer {
  const folder = folderOf(version);
  return {
    version,
    node:
      version === oldestVersion
        ? path.join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
        : process.execPath,
    entry: path.join(folder, 'node_modules/code-server/out/node/entry.js'),
    testOption: version === oldestVersion ? testOption : `--vscode-option=${testOption.slice(2)}`,
  };
}

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

async function install(version: string): Promise<void> {
  const folder = folderOf(version);
  const building = `${folder}.partial`;
  await rm(building, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  await writeFile(path.join(building, 'package.json'), '{ "private": true }\n');

  const packages = [`code-server@${version}`];
  if (version === oldestVersion) packages.push(`node-${process.platform}-${process.arch}@${nodeOfOldest}`);
  // code-server's own install script compiles native modules that tests do not need, hence --ignore-scripts.
  await mustRun('npm', ['install', ...packages, '--ignore-scripts', ...quiet], { cwd: building });

  const server = path.join(building, 'node_modules/code-server/lib/vscode');
  if (version === oldestVersion) await unpinWatcher(server);
  for (const cwd of [server, path.join(server, 'extensions')]) {
    await mustRun('npm', ['install', '--omit=dev', '--ignore-scripts', ...quiet], { cwd });
  }
  if (version === oldestVersion) {
    await mustRun('npm', ['rebuild', 'argon2'], { cwd: building });
    await allowTestOption(path.join(building, 'node_modules/code-server/out/node/cli.js'));
  }
  await rename(building, folder);
}

/** VS Code 1.105 takes its file watcher from a GitHub tarball; the same version is on the registry. */
async function unpinWatcher(server: string): Promise<void> {
  const file = path.join(server, 'package.json');
  const manifest = z
    .looseObject({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await readFile(file, 'utf8')));
  manifest.dependencies['@parcel/watcher'] = '2.5.1';
  await writeFile(file, JSON.stringify(manifest, null, 2));
  await rm(path.join(server, 'npm-shrinkwrap.json'), { force: true });
}

/** The old code-server passes every option on to VS Code but refuses those that it does not know; it learns the one for tests. */
async function allowTestOption(file: string): Promise<void> {
  const source = await readFile(file, 'utf8');
  const start = 'exports.options = {';
  if (!source.includes(start)) throw new Error(`${file} is not as expected: no table of options`);
  await writeFile(file, source.replace(start, `${start} '${testOption.slice(2)}': { type: 'boolean' },`));
}

/** Makes sure that a VS Code server of that version is in the cache folder, and says where. Does nothing the second time. */
export async function prepareCodeServer(version: string = currentVersion): Promise<CodeServer> {
  const server = described(version);
  if (existsSync(server.entry)) return server;
  await withLock(path.join(cacheFolder(), `code-server-${version}.lock`), async () => {
    if (existsSync(server.entry)) return;
    const folder = folderOf(version);
    console.log(
      `prepare: installing code-server ${version} into ${folder} (800 MB, once, about 20 seconds) …`,
    );
    await install(version);
    console.log(`prepare: code-server ${version} is ready`);
  });
  return server;
}

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { projectRoot } from '../../scripts/prepare/cacheFolder.ts';
import { mustRun } from '../../scripts/prepare/command.ts';
import { prepareCodeServer } from '../../scripts/prepare/codeServer.ts';
import { findTokens } from '../../src/core/guard/secrets/tokens.ts';
import { activationBytes, activationFiles } from '../harness/activationBytes.ts';
import { runInHost } from '../harness/hostSuite.ts';
import { folders } from '../harness/server.ts';
import { makeWorkspace } from '../harness/workspace.ts';
import { zipEntries } from './zipEntries.ts';

const manifest = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')));
const vsix = path.join(projectRoot, `whetstone-${manifest.version}.vsix`);

/** Every file that may be in the package; each line must also be met by at least one file. */
const allowed: readonly RegExp[] = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(?:package|package\.nls)\.json$/,
  /^extension\/(?:readme|changelog)\.md$/,
  /^extension\/LICENSE\.txt$/,
  /^extension\/dist\/extension\/(?:extension|worker|store-worker)\.js$/,
  /^extension\/dist\/extension\/chunks\/[\w-]+-[A-Z0-9]{8}\.js$/,
  /^extension\/dist\/extension\/webview\/(?:chunks\/[\w-]+-[A-Z0-9]{8}|[a-z]+)\.js$/,
  /^extension\/l10n\/bundle\.l10n(?:\.[a-z-]+)?\.json$/,
  /^extension\/docs\/rules\.md$/,
  /^extension\/media\/[\w-]+\.(?:css|svg|png|md)$/,
  /^extension\/media\/walkthrough\/[a-z]+-(?:dark|light|hc)\.webp$/,
  /^extension\/syntaxes\/(?:enhancement|dotprompt)\.(?:language|tmLanguage)\.json$/,
  /^extension\/templates\/(?:instructions\/)?[a-z-]+\.prompt$/,
];

/** Runs in the extension host of a VS Code into which the package was installed, from an otherwise empty extension. */
const probe = `
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
export async function run() {
  const extension = vscode.extensions.getExtension('whetstone.whetstone');
  const api = await extension?.activate();
  const score = await vscode.commands.executeCommand('whetstone.scorePrompt', { text: 'fix the login bug' });
  writeFileSync(process.env.WHETSTONE_PROBE, JSON.stringify({
    path: extension?.extensionPath,
    version: extension?.packageJSON.version,
    active: extension?.isActive,
    apiVersion: api?.apiVersion,
    total: score?.total,
  }));
}
`;

/** Keys that whoever builds the package has set. */
function keysOfEnvironment(): string[] {
  return Object.entries(process.env).flatMap(([name, value]) =>
    name.endsWith('_API_KEY') && value !== undefined && value.length > 10 ? [value] : [],
  );
}

describe('the package', () => {
  it('holds exactly what is on the list', () => {
    const entries = zipEntries(vsix);
    const surplus = entries.filter((entry) => !allowed.some((pattern) => pattern.test(entry)));
    assert.deepEqual(surplus, []);
    const missing = allowed.filter((pattern) => !entries.some((entry) => pattern.test(entry)));
    assert.deepEqual(missing, []);
    console.log(`      ${entries.length} files, ${(statSync(vsix).size / 1024).toFixed(0)} kB`);
  });

  it('holds no key: neither one of this environment nor anything that looks like one', () => {
    const files = unzipSync(readFileSync(vsix));
    const found = (name: string, text: string): string[] =>
      [
        ...keysOfEnvironment().filter((key) => text.includes(key)),
        ...findTokens(text).map(({ start, end }) => text.slice(start, end)),
        ...(text.match(/\bsk-[A-Za-z0-9_-]{20,}/g) ?? []),
      ].map((key) => `${name}: ${key.slice(0, 6)}…`);
    const names = Object.keys(files).filter((name) =>
      /\.(?:js|json|md|txt|css|prompt|vsixmanifest)$/.test(name),
    );
    assert.ok(names.length > 50);
    const texts = new Map(names.map((name) => [name, Buffer.from(files[name] ?? []).toString('utf8')]));
    assert.deepEqual(
      [...texts].flatMap(([name, text]) => found(name, text)),
      [],
    );
    const planted = ['sk', 'proj', 'Zk3Qp9Lx2Vb7Nw5Ty8Rc1Md4Fg6Hj0KsAeWq'].join('-');
    assert.equal(found('x', `headers: { authorization: "Bearer ${planted}" }`).length, 1);
  });

  it('is smaller than 3 MB', () => {
    assert.ok(statSync(vsix).size <= 3 * 1024 * 1024, `${statSync(vsix).size} bytes`);
  });

  it('loads at most 150 kB to activate', () => {
    const bytes = activationBytes();
    const largest = [...activationFiles()].sort((a, b) => b[1] - a[1]).slice(0, 5);
    assert.ok(bytes > 0 && bytes <= 150_000, `${bytes} bytes; the largest: ${JSON.stringify(largest)}`);
    console.log(`      ${(bytes / 1000).toFixed(0)} kB of JavaScript`);
  });

  it('installs into VS Code and activates there', async () => {
    const server = await prepareCodeServer();
    const dataFolder = await mkdtemp(path.join(tmpdir(), 'whetstone-package-'));
    const prober = await makeWorkspace({
      'package.json': JSON.stringify({
        name: 'probe',
        publisher: 'whetstone-test',
        version: '0.0.1',
        type: 'module',
        engines: { vscode: '*' },
      }),
      'probe.js': probe,
    });
    const workspace = await makeWorkspace({ 'a.txt': 'a\n' });
    try {
      const { userData, extensions } = folders(dataFolder);
      await mustRun(server.node, [
        server.entry,
        `--user-data-dir=${userData}`,
        `--extensions-dir=${extensions}`,
        `--install-extension=${vsix}`,
      ]);
      const report = path.join(dataFolder, 'probe.json');
      const code = await runInHost(server, {
        extension: prober.folder,
        tests: path.join(prober.folder, 'probe.js'),
        folder: workspace.folder,
        dataFolder,
        env: { WHETSTONE_PROBE: report },
        timeout: 90_000,
        print: (line) => console.log(line),
      });
      assert.equal(code, 0);
      const { path: place, ...found } = z
        .looseObject({ path: z.string(), total: z.number() })
        .parse(JSON.parse(await readFile(report, 'utf8')));
      assert.ok(place.startsWith(extensions), place);
      assert.deepEqual(
        { ...found, total: found.total > 0 },
        { version: manifest.version, active: true, apiVersion: 1, total: true },
      );
    } finally {
      await workspace.remove();
      await prober.remove();
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

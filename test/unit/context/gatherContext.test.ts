import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextOf } from '../../harness/contextPorts.ts';
import { fixtureRoot, layOutRepository } from '../../harness/layOutRepository.ts';

describe('gatherContext', () => {
  let folder: string;
  before(() => {
    folder = layOutRepository('storefront', mkdtempSync(join(tmpdir(), 'whetstone-context-')));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('says what a TypeScript shop is made of', async () => {
    const context = await contextOf(folder);
    assert.equal(context.languages[0]?.name, 'TypeScript');
    assert.deepEqual(context.frameworks[0], { name: 'express', version: '5.1.0', evidence: 'package.json' });
    assert.deepEqual(context.packageManagers, ['npm']);
    assert.deepEqual(context.commands, {
      test: 'npm test',
      lint: 'npm run lint',
      build: 'npm run build',
      format: 'npm run format',
      typecheck: 'npm run typecheck',
      start: 'npm run dev',
    });
    assert.deepEqual(
      context.rules.map(({ path }) => path),
      ['AGENTS.md'],
    );
    assert.equal(context.git, null);
    assert.deepEqual(context.relevantFiles, []);
    assert.deepEqual(context.notes, []);
    assert.match(context.summary, /TypeScript .* express 5\.1\.0/);
    assert.ok(context.tokens > 0 && context.tokens <= 4000);
  });

  it('shows of example environment files the names only', async () => {
    const { keyFiles } = await contextOf(folder);
    const example = keyFiles.find(({ type }) => type === 'EnvExample');
    assert.match(example?.preview ?? '', /^PORT\n/);
    assert.ok(!example?.preview.includes('='));
  });

  it('adds git only when asked, and lets recent changes show in the reasons', async () => {
    const context = await contextOf(folder, 'fix the login bug', { git: true });
    assert.equal(context.git?.branch, 'main');
    assert.ok((context.git?.commits.length ?? 0) > 2);
    assert.equal(context.relevantFiles[0]?.path, 'src/auth/login.ts');
    assert.match(
      context.relevantFiles[0]?.why ?? '',
      /^its name holds "login"; changed in \d of the last \d+ commits$/,
    );
  });

  it('gives the same without git as within a work tree', async () => {
    const [plain, tracked] = [await contextOf(fixtureRoot('storefront')), await contextOf(folder)];
    assert.deepEqual({ ...plain, root: '', elapsedMs: 0 }, { ...tracked, root: '', elapsedMs: 0 });
  });

  it('sees only what the globs let through', async () => {
    const only = await contextOf(folder, null, { include: ['src/auth/**'], exclude: ['session.ts'] });
    assert.ok(only.fileTree.totalFiles > 0);
    assert.deepEqual(only.fileTree.directories, ['src', 'src/auth']);
    const named = await contextOf(folder, 'session login', {
      include: ['src/auth/'],
      exclude: ['session.ts'],
    });
    assert.ok(
      named.relevantFiles.every(({ path }) => path.startsWith('src/auth/') && !path.endsWith('/session.ts')),
    );
  });

  it('names folders down to the depth asked for', async () => {
    assert.deepEqual((await contextOf(folder, null, { depth: 0 })).fileTree.directories, []);
    assert.ok(
      (await contextOf(folder, null, { depth: 1 })).fileTree.directories.every((path) => !path.includes('/')),
    );
  });

  it('keeps the pack within its budget', async () => {
    for (const tokenBudget of [50, 200, 800]) {
      assert.ok((await contextOf(folder, 'fix the login bug', { tokenBudget })).tokens <= tokenBudget);
    }
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    controller.abort();
    await assert.rejects(contextOf(folder, null, { git: true }, controller.signal), { name: 'AbortError' });
  });

  it('says clearly that there is no such folder, or that it is none', async () => {
    await assert.rejects(contextOf(join(folder, 'nowhere')), { code: 'input-unreadable' });
    await assert.rejects(contextOf(join(folder, 'package.json')), { code: 'input-unreadable' });
  });
});

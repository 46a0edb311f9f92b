import assert from 'node:assert/strict';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GitHistoryResult } from '../../../src/core/context/ports.ts';
import { gitHistory } from '../../../src/node/gitHistory.ts';
import { repositoryFiles } from '../../../src/node/repositoryFiles.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';

const signal = new AbortController().signal;

describe('gitHistory', function () {
  this.timeout(20_000);
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  async function describeFolder(root: string = folder.path): Promise<GitHistoryResult | null> {
    return gitHistory.describe(root, { commits: 10 }, signal);
  }

  function commit(message: string, files: Readonly<Record<string, string>>): void {
    folder.write(files);
    folder.git('add', '-A');
    folder.git('commit', '-q', '-m', message);
  }

  it('is null outside of any repository', async () => {
    assert.equal(await describeFolder(), null);
  });

  it('tells branch, commits and uncommitted files', async () => {
    folder.git('init', '-q', '-b', 'main');
    commit('Start', { 'a.ts': '1', 'b b.ts': '1' });
    commit('Change a\n\nAnd say why.', { 'a.ts': '2' });
    folder.write({ 'a.ts': '3', 'new/größe.ts': '', '.env': 'X=1' });
    folder.git('mv', 'b b.ts', 'c.ts');
    const result = await describeFolder();
    assert.ok(result);
    const { git, changes } = result;
    assert.equal(git.branch, 'main');
    assert.equal(git.detached, false);
    assert.equal(git.upstream, null);
    assert.deepEqual(
      git.commits.map(({ message, author, timestamp, filesChanged }) => ({
        message,
        author,
        timestamp,
        filesChanged,
      })),
      [
        { message: 'Change a', author: 'Ada', timestamp: '2025-03-03T09:00:00.000Z', filesChanged: 1 },
        { message: 'Start', author: 'Ada', timestamp: '2025-03-03T09:00:00.000Z', filesChanged: 2 },
      ],
    );
    assert.equal(git.commits[0]?.hash, folder.git('rev-parse', 'HEAD').trim());
    assert.deepEqual(git.changedFiles, ['a.ts', 'b b.ts']);
    assert.equal(changes.get('a.ts'), 2);
    assert.deepEqual([...git.uncommitted].sort(), ['a.ts', 'c.ts', 'new/größe.ts']);
    assert.match(
      git.summary,
      /^On branch main; last commit 2025-03-03: "Change a"; 3 files with uncommitted changes\.$/,
    );
  });

  it('counts what a merge brought in', async () => {
    folder.git('init', '-q', '-b', 'main');
    commit('Start', { 'a.ts': '1' });
    folder.git('checkout', '-q', '-b', 'side');
    commit('Side', { 'b.ts': '1', 'c.ts': '1' });
    folder.git('checkout', '-q', 'main');
    commit('Main', { 'd.ts': '1' });
    folder.git('merge', '-q', '--no-ff', '-m', 'Merge side', 'side');
    const git = (await describeFolder())?.git;
    const merge = git?.commits.find(({ message }) => message === 'Merge side');
    assert.equal(merge?.filesChanged, 2);
    assert.equal(git?.commits.length, 4);
  });

  it('shows at most the commits asked for', async () => {
    folder.git('init', '-q', '-b', 'main');
    for (let index = 0; index < 12; index += 1) commit(`Number ${index}`, { 'a.ts': String(index) });
    const git = (await describeFolder())?.git;
    assert.equal(git?.commits.length, 10);
    assert.equal(git?.commits[0]?.message, 'Number 11');
  });

  it('works before the first commit', async () => {
    folder.git('init', '-q', '-b', 'trunk');
    folder.write({ 'a.ts': '' });
    const git = (await describeFolder())?.git;
    assert.equal(git?.branch, 'trunk');
    assert.deepEqual(git?.commits, []);
    assert.deepEqual(git?.uncommitted, ['a.ts']);
    assert.match(git?.summary ?? '', /no commit so far/);
  });

  it('says when it is on no branch', async () => {
    folder.git('init', '-q', '-b', 'main');
    commit('Start', { 'a.ts': '1' });
    folder.git('checkout', '-q', '--detach');
    const git = (await describeFolder())?.git;
    assert.equal(git?.branch, null);
    assert.equal(git?.detached, true);
    assert.match(git?.summary ?? '', /detached at [0-9a-f]{7}/);
  });

  it('counts how far it is from its upstream', async () => {
    const origin = temporaryFolder();
    try {
      origin.git('init', '-q', '--bare', '-b', 'main');
      folder.git('init', '-q', '-b', 'main');
      commit('Start', { 'a.ts': '1' });
      folder.git('remote', 'add', 'origin', origin.path);
      folder.git('push', '-q', '-u', 'origin', 'main');
      commit('Ahead', { 'a.ts': '2' });
      const git = (await describeFolder())?.git;
      assert.equal(git?.upstream, 'origin/main');
      assert.deepEqual([git?.ahead, git?.behind], [1, 0]);
      assert.match(git?.summary ?? '', /1 ahead of and 0 behind origin\/main/);
    } finally {
      origin.remove();
    }
  });

  it('speaks of a sub-folder only', async () => {
    folder.git('init', '-q', '-b', 'main');
    commit('Start', { 'web/a.ts': '1', 'api/b.ts': '1' });
    commit('Api only', { 'api/b.ts': '2' });
    folder.write({ 'web/a.ts': '2', 'api/b.ts': '3' });
    const git = (await describeFolder(join(folder.path, 'web')))?.git;
    assert.deepEqual(
      git?.commits.map(({ message }) => message),
      ['Start'],
    );
    assert.deepEqual(git?.changedFiles, ['a.ts']);
    assert.deepEqual(git?.uncommitted, ['a.ts']);
  });

  it('tells what it can when the index is damaged', async () => {
    folder.git('init', '-q', '-b', 'main');
    commit('Start', { 'a.ts': '1' });
    writeFileSync(join(folder.path, '.git/index'), 'no index at all');
    const result = await describeFolder();
    assert.equal(result?.git.branch, 'main');
    assert.equal(result?.git.commits.length, 1);
    assert.match(result?.notes.join() ?? '', /uncommitted changes are unknown/);
  });

  it('tells the commits of a bare repository', async () => {
    folder.git('init', '-q', '-b', 'main');
    commit('Start', { 'a.ts': '1' });
    folder.git('clone', '-q', '--bare', '.', 'bare.git');
    const git = (await describeFolder(join(folder.path, 'bare.git')))?.git;
    assert.equal(git?.branch, 'main');
    assert.equal(git?.commits[0]?.message, 'Start');
  });

  it('runs nothing that the repository names: monitors, hooks, filters, pagers, signature checkers, external diffs', async () => {
    folder.git('init', '-q', '-b', 'main');
    commit('Start', { 'a.ts': '1', '.gitattributes': '*.ts filter=evil diff=evil\n' });
    const trap = join(folder.path, '.git/trap.sh');
    const sprung = join(folder.path, '.git/sprung');
    writeFileSync(trap, `#!/bin/sh\necho "$0 $*" >> '${sprung}'\ncat\n`);
    chmodSync(trap, 0o755);
    for (const hook of ['post-index-change', 'pre-commit', 'fsmonitor-watchman', 'reference-transaction']) {
      writeFileSync(join(folder.path, '.git/hooks', hook), `#!/bin/sh\necho ${hook} >> '${sprung}'\n`, {
        mode: 0o755,
      });
    }
    const keys = [
      'core.fsmonitor',
      'core.pager',
      'core.sshCommand',
      'core.editor',
      'core.askPass',
      'diff.external',
      'diff.evil.command',
      'diff.evil.textconv',
      'filter.evil.clean',
      'filter.evil.smudge',
      'filter.evil.process',
      'gpg.program',
      'credential.helper',
      'pager.log',
      'pager.status',
      'alias.status',
    ];
    for (const key of keys) folder.git('config', key, key.startsWith('alias') ? `!${trap}` : trap);
    folder.git('config', 'log.showSignature', 'true');
    folder.write({ 'a.ts': '2' });
    const git = (await describeFolder())?.git;
    await repositoryFiles.list(folder.path, { limit: 10 }, signal);
    assert.deepEqual(git?.uncommitted, ['a.ts']);
    assert.equal(existsSync(sprung), false);
    // The trap works: git as anybody types it springs it.
    folder.git('status');
    assert.equal(existsSync(sprung), true);
  });

  it('is null where git is not installed', async () => {
    folder.git('init', '-q', '-b', 'main');
    const before = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      assert.equal(await describeFolder(), null);
    } finally {
      process.env['PATH'] = before;
    }
  });

  it('ends with the reason of an abort', async () => {
    folder.git('init', '-q', '-b', 'main');
    const controller = new AbortController();
    const running = gitHistory.describe(folder.path, { commits: 10 }, controller.signal);
    controller.abort();
    await assert.rejects(running, { name: 'AbortError' });
  });
});

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';

const project = resolve(import.meta.dirname, '../../..');
// Put together here, so that no scanner takes this file for one that holds a key.
const key = ['ghp', 'Zk3Qp9Lx2Vb7Nw5Ty8Rc1Md4Fg6Hj0KsAeUi'].join('_');

/** The script that the guide tells people to save, word for word. */
function documentedHook(): string {
  const guide = readFileSync(join(project, 'docs/guard.md'), 'utf8');
  const script = /```bash\n(#!\/usr\/bin\/env bash\n[^]*?)```/.exec(guide)?.[1];
  assert.ok(script, 'the guide shows no hook');
  return script;
}

describe('the documented pre-commit hook', () => {
  let folder: TemporaryFolder;

  before(function () {
    if (process.platform === 'win32' || spawnSync('bash', ['--version']).status !== 0) this.skip();
    folder = temporaryFolder();
    folder.git('init', '-q');
    const programs = join(folder.path, '.git', 'programs');
    mkdirSync(programs);
    writeFileSync(join(folder.path, '.git/hooks/pre-commit'), documentedHook());
    const command = join(programs, 'whetstone');
    writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${join(project, 'src/cli.ts')}' "$@"\n`);
    for (const file of [command, join(folder.path, '.git/hooks/pre-commit')]) chmodSync(file, 0o755);
  });
  after(() => folder?.remove());

  function commit(): { status: number | null; said: string } {
    const { status, stderr } = spawnSync('git', ['-c', 'commit.gpgsign=false', 'commit', '-qm', 'Try'], {
      cwd: folder.path,
      encoding: 'utf8',
      env: {
        PATH: [join(folder.path, '.git', 'programs'), process.env['PATH']].join(delimiter),
        HOME: folder.path,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'Ada',
        GIT_AUTHOR_EMAIL: 'ada@example.com',
        GIT_COMMITTER_NAME: 'Ada',
        GIT_COMMITTER_EMAIL: 'ada@example.com',
      },
    });
    return { status, said: stderr };
  }

  it('keeps back a staged prompt file with a key, names it and never the key', () => {
    folder.write({
      'my prompts/deploy it.prompt.md': `Deploy with ${key}.\n`,
      'src/other.ts': `// ${key} is none of its business\n`,
    });
    folder.git('add', '.');
    const { status, said } = commit();
    assert.equal(status, 1);
    assert.match(said, /Kept back: my prompts\/deploy it\.prompt\.md/);
    assert.ok(!said.includes(key) && !said.includes('other.ts'));
  }).timeout(60_000);

  it('looks at what is staged, and lets it pass when it is clean', () => {
    folder.write({ 'my prompts/deploy it.prompt.md': 'Deploy with the token of the vault.\n' });
    assert.equal(commit().status, 1);
    folder.write({ 'AGENTS.md': '\n' });
    folder.git('add', '.');
    const { status, said } = commit();
    assert.equal(status, 0, said);
  }).timeout(60_000);
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixtureFiles, fixtureRoot, layOutRepository } from '../../harness/layOutRepository.ts';
import { repositoryHistories, repositoryNames } from '../../harness/repositoryHistories.ts';

describe('layOutRepository', () => {
  let temporary = '';
  before(() => {
    temporary = mkdtempSync(join(tmpdir(), 'whetstone-fixtures-'));
  });
  after(() => rmSync(temporary, { recursive: true, force: true }));

  const git = (directory: string, ...args: string[]): string =>
    execFileSync('git', args, { cwd: directory, encoding: 'utf8' });

  for (const name of repositoryNames) {
    it(`lays out ${name} with every file, a clean tree and the same hashes each time`, () => {
      const first = layOutRepository(name, join(temporary, `${name}-1`));
      const second = layOutRepository(name, join(temporary, `${name}-2`));
      const tracked = git(first, 'ls-files', '-z').split('\0').filter(Boolean).sort();
      assert.deepEqual(tracked, fixtureFiles(name));
      for (const path of tracked)
        assert.equal(
          readFileSync(join(first, path), 'utf8'),
          readFileSync(join(fixtureRoot(name), path), 'utf8'),
        );
      assert.equal(git(first, 'status', '--porcelain'), '');
      assert.equal(git(first, 'rev-parse', 'HEAD'), git(second, 'rev-parse', 'HEAD'));
      assert.equal(
        git(first, 'log', '--format=%s').trim().split('\n').length,
        repositoryHistories[name].length,
      );
    });
  }
});

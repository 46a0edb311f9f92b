import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryHistories, type RepositoryName } from './repositoryHistories.ts';

const fixtures = join(import.meta.dirname, '../fixtures/repositories');
const authors = ['Ada Brandt <ada@example.com>', 'Jonas Weber <jonas@example.com>'];
const firstCommit = Date.UTC(2025, 2, 3, 9, 0, 0);
const day = 24 * 60 * 60 * 1000;

/**
 * Copies a fixture repository into `directory` (made when missing, must be empty) and gives it the same git history
 * everywhere: same authors, dates and hence hashes, branch `main`, nothing uncommitted. Needs git on the path; the user's own
 * git settings are ignored. Returns `directory`.
 */
export function layOutRepository(name: RepositoryName, directory: string): string {
  const source = join(fixtures, name);
  mkdirSync(directory, { recursive: true });
  git(directory, ['init', '-q', '-b', 'main']);
  const commits = repositoryHistories[name];
  commits.forEach((commit, index) => {
    for (const path of commit.paths) cpSync(join(source, path), join(directory, path), { recursive: true });
    for (const [path, { now, formerly }] of Object.entries(commit.earlier ?? {})) {
      const text = readFileSync(join(source, path), 'utf8');
      if (!text.includes(now))
        throw new Error(`${name}: ${path} does not hold the passage of "${commit.message}"`);
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(
        join(directory, path),
        text.replace(now, () => formerly),
      );
    }
    git(directory, ['add', '-A']);
    const date = new Date(firstCommit + index * 3 * day).toISOString();
    const author = authors[index % authors.length]!;
    git(directory, ['commit', '-q', '--author', author, '-m', commit.message], date);
  });
  return directory;
}

/** Every file of a fixture, relative to its root, sorted. */
export function fixtureFiles(name: RepositoryName): string[] {
  const root = join(fixtures, name);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(root, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** Where a fixture lies as plain files, without history. */
export function fixtureRoot(name: RepositoryName): string {
  return join(fixtures, name);
}

function git(directory: string, args: string[], date?: string): void {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_COMMITTER_NAME: 'Ada Brandt',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
    ...(date === undefined ? {} : { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }),
  };
  const fixed = ['-c', 'core.autocrlf=false', '-c', 'commit.gpgsign=false', '-c', 'gc.auto=0'];
  execFileSync('git', [...fixed, ...args], { cwd: directory, env, stdio: 'pipe' });
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for one test, with files to be laid into it and git to be run in it. */
export interface TemporaryFolder {
  readonly path: string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Runs git with fixed author, dates and settings; returns what it prints. */
  git(...args: readonly string[]): string;
  remove(): void;
}

export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'whetstone-test-'));
  return {
    path,
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), content);
      }
    },
    git(...args) {
      return execFileSync(
        'git',
        ['-c', 'commit.gpgsign=false', '-c', 'gc.auto=0', '-c', 'protocol.file.allow=always', ...args],
        {
          cwd: path,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
          env: {
            PATH: process.env['PATH'],
            HOME: path,
            GIT_CONFIG_GLOBAL: '/dev/null',
            GIT_CONFIG_NOSYSTEM: '1',
            GIT_AUTHOR_NAME: 'Ada',
            GIT_AUTHOR_EMAIL: 'ada@example.com',
            GIT_AUTHOR_DATE: '2025-03-03T09:00:00Z',
            GIT_COMMITTER_NAME: 'Ada',
            GIT_COMMITTER_EMAIL: 'ada@example.com',
            GIT_COMMITTER_DATE: '2025-03-03T09:00:00Z',
          },
        },
      );
    },
    remove() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

import type { RepositoryContext } from '../../src/core/context/context.ts';

/** A context as the gatherer makes it, with what a test wants to be different. */
export function sampleContext(different: Partial<RepositoryContext> = {}): RepositoryContext {
  return {
    root: '/shop',
    languages: [{ name: 'TypeScript', files: 40, share: 0.9 }],
    frameworks: [{ name: 'express', version: '5.1.0', evidence: 'package.json' }],
    packageManagers: ['npm'],
    notes: [],
    commands: { test: 'npm test', lint: 'npm run lint', build: 'npm run build' },
    conventions: [],
    rules: [
      {
        path: 'AGENTS.md',
        text: '# Rules\n\n## Login\n\n- Never log passwords.\n- Every bug fix comes with a test that fails without it.\n\n## Money\n\n- Amounts are whole cents.\n',
      },
    ],
    keyFiles: [{ path: 'package.json', type: 'PackageJson', preview: '{"name": "shop"}' }],
    fileTree: {
      directories: ['src', 'src/auth', 'tests'],
      totalFiles: 60,
      totalSizeBytes: 90_000,
      truncated: false,
    },
    relevantFiles: [
      { path: 'src/auth/login.ts', score: 10, why: 'its name holds "login"' },
      { path: 'src/views/loginPage.ts', score: 8, why: 'its name holds "login"' },
      { path: 'tests/auth/login.test.ts', score: 7, why: 'its name holds "login"; a test' },
    ],
    git: {
      branch: 'main',
      upstream: null,
      ahead: 0,
      behind: 0,
      detached: false,
      commits: [
        {
          hash: '3f2a9c1d5e6b7f8091a2b3c4d5e6f708192a3b4c',
          message: 'Lock an account after five failed logins',
          author: 'Ada',
          timestamp: '2025-03-01T09:00:00.000Z',
          filesChanged: 3,
        },
      ],
      changedFiles: ['src/auth/login.ts'],
      uncommitted: [],
      summary: 'On main, nothing uncommitted.',
    },
    summary: 'A TypeScript project with express.',
    tokens: 400,
    elapsedMs: 5,
    ...different,
  };
}

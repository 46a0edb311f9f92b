import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answers, type Behaviour, type FaultyServer, faultyServer } from '../harness/faultyServer.ts';
import { loginProject } from './loginProject.ts';
import { atEnd, openWorkbench, type Workbench } from './workbench.ts';

/** One window for all tests that need no window of their own: opening one costs more than most tests. */
export interface SharedWorkbench {
  readonly workbench: Workbench;
  /** What looks at the folder by git hangs until `end`. */
  readonly slowness: Slowness;
  /** What the model answers from now on; `Mod+Alt+o` asks it about the prompt in front, everything else works without a model. */
  readonly answerWith: (behaviour: Behaviour) => void;
}

interface Slowness {
  readonly begin: () => Promise<void>;
  /** Resolves when the work hangs. */
  readonly reached: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Put together at run time, so that nobody takes it for a real one. */
export const plantedKey = ['ghp', 'Zk3Qp9Lx2Vb7Nw5Ty8Rc1Md4Fg6Hj0KsAeUi'].join('_');

const workspaceFiles = {
  ...loginProject,
  'slow.prompt.md': 'fix the login bug\n',
  'again.prompt.md': 'fix the login bug\n',
  'deploy.prompt.md': `Fix the login in src/auth/login.ts.\nIt fails with ${plantedKey} since Monday.\n`,
  'rules/explain.prompt.md': `---
description: 'Explains the selected code'
---

Explain \${slection} to a new member of the team.
`,
  'rules/AGENTS.md': '# Rules\n\n- Always commit the lock file.\n- Never commit the lock file.\n',
  'notes/todo.md': 'first\nsecond\n',
};

let shared: Promise<SharedWorkbench> | undefined;

/** The window, opened by the first test that asks for it; it closes at the end of the suite. */
export function sharedWorkbench(): Promise<SharedWorkbench> {
  return (shared ??= open());
}

async function open(): Promise<SharedWorkbench> {
  const programs = await mkdtemp(path.join(tmpdir(), 'whetstone-programs-'));
  atEnd(() => rm(programs, { recursive: true }));
  const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  const slow = await slowGit(programs, git);
  let behaviour: Behaviour = answers('{}');
  const model: FaultyServer = await faultyServer('ollama', () => behaviour);
  atEnd(() => model.close());
  const workbench = await openWorkbench({
    workspaceFiles,
    settings: {
      'git.enabled': false,
      'whetstone.enhancement.provider': 'offline',
      'whetstone.providers.ollama.enabled': true,
      'whetstone.providers.ollama.baseUrl': model.url,
      'whetstone.providers.ollama.models': { medium: 'tiny' },
    },
    keybindings: [
      { key: 'ctrl+alt+o', command: 'whetstone.enhancePrompt', args: { provider: 'ollama' } },
      { key: 'cmd+alt+o', command: 'whetstone.enhancePrompt', args: { provider: 'ollama' } },
    ],
    // As if started from a shell: otherwise VS Code asks a login shell for PATH.
    env: { VSCODE_CLI: '1', PATH: `${programs}:${process.env['PATH'] ?? ''}` },
  });
  atEnd(() => workbench.close());
  // Files are listed by git in a repository only.
  execFileSync(git, ['init', '-q'], { cwd: workbench.folder });
  const slowness: Slowness = {
    begin: async () => {
      await rm(`${slow}.begun`, { force: true });
      await writeFile(slow, '');
    },
    reached: async () => {
      while (!existsSync(`${slow}.begun`)) await workbench.page.waitForTimeout(20);
    },
    end: () => rm(slow, { force: true }),
  };
  return { workbench, slowness, answerWith: (next) => (behaviour = next) };
}

/** A git that hangs while the file exists whose path it gives. */
async function slowGit(folder: string, git: string): Promise<string> {
  const slow = path.join(folder, 'slow');
  const script = `#!/bin/sh\nif [ -e '${slow}' ]; then touch '${slow}.begun'; exec sleep 20; fi\nexec '${git}' "$@"\n`;
  await writeFile(path.join(folder, 'git'), script);
  await chmod(path.join(folder, 'git'), 0o755);
  return slow;
}

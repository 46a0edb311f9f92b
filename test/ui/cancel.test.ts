import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { loginProject } from './loginProject.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const diffTitle = /Original <-> Enhanced \(\d+ -> \d+\)/;

describe('an enhancement that takes long', () => {
  let workbench: Workbench;
  let programs: string;
  let slow: string;

  before(async () => {
    programs = await mkdtemp(path.join(tmpdir(), 'whetstone-programs-'));
    slow = path.join(programs, 'slow');
    const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
    const script = `#!/bin/sh\nif [ -e '${slow}' ]; then touch '${slow}.begun'; exec sleep 20; fi\nexec '${git}' "$@"\n`;
    await writeFile(path.join(programs, 'git'), script);
    await chmod(path.join(programs, 'git'), 0o755);
    await writeFile(slow, '');
    workbench = await openWorkbench({
      workspaceFiles: loginProject,
      settings: { 'git.enabled': false },
      // As if started from a shell: otherwise VS Code asks a login shell for PATH.
      env: { VSCODE_CLI: '1', PATH: `${programs}:${process.env['PATH'] ?? ''}` },
    });
    // Files are listed by git in a repository only.
    execFileSync(git, ['init', '-q'], { cwd: workbench.folder });
    await workbench.openFile('login.prompt.md');
    await workbench.statusBarItem(/\d+ (?:poor|fair)/).waitFor();
  });
  after(async () => {
    await workbench.close();
    await rm(programs, { recursive: true });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('cancel-failed');
  });

  const button = (name: string): Locator =>
    workbench.page.locator('.editor-group-container.active .editor-actions').getByRole('button', { name });

  /** Milliseconds, as the page sees them, from `act` until the button offers to enhance again. */
  async function untilCancelled(act: () => Promise<void>): Promise<number> {
    const started = performance.now();
    await act();
    await button('Enhance Prompt').waitFor();
    return Math.round(performance.now() - started);
  }

  it('says what it does, and its button cancels it', async () => {
    await button('Enhance Prompt').click();
    await button('Cancel Enhancement').waitFor();
    await workbench.runCommand('Notifications: Show Notifications');
    const progress = workbench.page.locator('.notifications-center .notification-list-item', {
      hasText: 'Enhancing the prompt',
    });
    await progress.getByText('Reading the folder').waitFor();
    await workbench.screenshot('cancel-1-running');
    const time = await untilCancelled(() => button('Cancel Enhancement').click());
    await progress.waitFor({ state: 'detached' });
    console.log(`      from the click on Cancel to the button that enhances again: ${time} ms`);
    assert.ok(time < 2000);
    assert.deepEqual(await workbench.tabs(), ['login.prompt']);
  });

  it('starts by its chord, and Escape cancels it', async () => {
    await workbench.runCommand('View: Focus Active Editor Group');
    await workbench.press('Control+Alt+w');
    await workbench.press('e');
    await button('Cancel Enhancement').waitFor();
    const time = await untilCancelled(() => workbench.press('Escape'));
    console.log(`      from Escape to the button that enhances again: ${time} ms`);
    assert.ok(time < 2000);
    assert.equal((await workbench.editorText()).trim(), 'fix the login bug');
  });

  /** Starts, and waits until the work hangs. */
  async function startSlowly(): Promise<void> {
    await rm(`${slow}.begun`, { force: true });
    await button('Enhance Prompt').click();
    await button('Cancel Enhancement').waitFor();
    while (!existsSync(`${slow}.begun`)) await workbench.page.waitForTimeout(20);
  }

  it('gives way to a second start, and to a reload of the window', async () => {
    await startSlowly();
    await rm(slow);
    await workbench.runCommand('Whetstone: Enhance Prompt');
    await workbench.tab(diffTitle).waitFor();
    assert.equal((await workbench.tabs()).filter((label) => diffTitle.test(label)).length, 1);
    await workbench.editorAction('Reject Enhancement');
    await workbench.tab(diffTitle).waitFor({ state: 'detached' });

    await writeFile(slow, '');
    await startSlowly();
    await rm(slow);
    await workbench.reload();
    await workbench.tab('login.prompt').waitFor();
    await button('Enhance Prompt').waitFor();
    assert.equal((await workbench.editorText()).trim(), 'fix the login bug');
    await button('Enhance Prompt').click();
    await workbench.tab(diffTitle).waitFor();
    await workbench.editorAction('Accept Enhancement');
    await workbench.tab(diffTitle).waitFor({ state: 'detached' });
    await button('Take Back Enhancement').waitFor();
    await workbench.screenshot('cancel-2-accepted');
  });
});

import assert from 'node:assert/strict';
import { loginProject } from './loginProject.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe('an untrusted folder', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      workspaceFiles: loginProject,
      trust: false,
    });
  });

  after(() => workbench.close());

  it('is not read, and the message says why', async () => {
    await workbench.openFile('login.prompt.md');
    await workbench.statusBarItem(/\d+ (?:poor|fair|good)/).waitFor();
    await workbench.screenshot('restricted-1-source');
    await workbench.runCommand('Whetstone: Enhance Prompt');
    await workbench.runCommand('Notifications: Show Notifications');
    const message = workbench.page.locator('.notifications-center .notification-list-item', {
      hasText: 'This folder is not trusted, so nothing but the prompt itself was read.',
    });
    await message.waitFor();
    await message.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    assert.deepEqual(await workbench.tabs(), ['login.prompt']);
    await workbench.screenshot('restricted-2-explained');
  });
});

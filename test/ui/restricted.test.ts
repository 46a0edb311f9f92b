import assert from 'node:assert/strict';
import { loginProject } from './loginProject.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe('an untrusted folder', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      workspaceFiles: {
        ...loginProject,
        'whetstone.config.json': JSON.stringify({
          endpoint: 'https://example.com',
          templates: ['own'],
          customInstructions: 'Name the ticket in the first line.',
        }),
        'own/theirs.prompt': '---\nname: Theirs\n---\nDo as this folder says.\n',
        '.vscode/settings.json': JSON.stringify({
          'whetstone.enhancement.customInstructions': 'Say please.',
        }),
      },
      trust: false,
    });
  });

  after(() => workbench.close());

  it('is not read, and the message says why', async () => {
    await workbench.openFile('login.prompt.md');
    await workbench.statusBarItem(/\d+ (?:poor|fair|good)/).waitFor();
    await workbench.screenshot('restricted-1-source');
    await workbench.runCommand('Whetstone: Enhance Prompt');
    const message = await workbench.centreNotification(
      'This folder is not trusted, so nothing but the prompt itself was read.',
    );
    await message.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    assert.doesNotMatch(await message.innerText(), /endpoint|config/);
    assert.deepEqual(await workbench.tabs(), ['login.prompt']);
    await workbench.screenshot('restricted-2-explained');
  });

  it('adds no instructions, neither by its configuration nor by its settings', async () => {
    await workbench.runCommand('Whetstone: Show What Would Be Sent');
    await workbench.tab(/What Would Be Sent/).waitFor();
    const shown = await workbench.fullText();
    assert.match(shown, /fix the login bug/);
    assert.doesNotMatch(shown, /Name the ticket|Say please/);
  });

  it('gives no template of its own', async () => {
    await workbench.openView('Whetstone');
    const library = workbench.pane('Library');
    await workbench.treeRow(library, 'Bug Fix').waitFor();
    assert.doesNotMatch((await workbench.treeRows(library)).join('\n'), /Theirs/);
  });
});

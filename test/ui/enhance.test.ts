import assert from 'node:assert/strict';
import { loginProject } from './loginProject.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe('enhancing a prompt in the workbench', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspaceFiles: loginProject });
  });

  after(() => workbench.close());

  it('shows the diff, accepts it, and one undo brings the original back', async () => {
    await workbench.openFile('login.prompt.md');
    await workbench.statusBarItem(/\d+ (?:poor|fair)/).waitFor();
    await workbench.screenshot('enhance-1-source');
    await workbench.runCommand('Whetstone: Enhance Prompt');
    await workbench.tab(/Original <-> Enhanced \(\d+ -> \d+\)/).waitFor();
    await workbench.diff.locator('.editor.modified .view-line').nth(3).waitFor();
    const { original, modified } = await workbench.diffSides();
    assert.equal(original.trim(), 'fix the login bug');
    assert.match(modified, /src\/auth\/login\.ts/);
    await workbench.screenshot('enhance-2-diff');

    await workbench.editorAction('Accept Enhancement');
    await workbench.tab(/Original <-> Enhanced/).waitFor({ state: 'detached' });
    assert.match(await workbench.editorText(), /src\/auth\/login\.ts/);
    await workbench.screenshot('enhance-3-accepted');

    await workbench.focusEditor();
    await workbench.press('Mod+z');
    await workbench.page.waitForTimeout(300);
    assert.equal((await workbench.editorText()).trim(), 'fix the login bug');
    await workbench.screenshot('enhance-4-undone');
  });
});

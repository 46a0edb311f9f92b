import assert from 'node:assert/strict';
import { loginProject } from './loginProject.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const diffTitle = /Original <-> Enhanced \(\d+ -> \d+\)/;

for (const theme of ['dark', 'light', 'high-contrast'] as const) {
  describe(`the history in the ${theme} theme`, () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkbench({ workspaceFiles: loginProject, theme });
    });

    after(() => workbench.close());

    it('lists what was enhanced by day, and opens it again', async () => {
      await workbench.openFile('login.prompt.md');
      await workbench.openView('Whetstone');
      await workbench.pane('History').getByText('Enhanced prompts are kept here').waitFor();
      await workbench.runCommand('Whetstone: Enhance Prompt');
      await workbench.tab(diffTitle).waitFor();
      await workbench.editorAction('Reject Enhancement');
      await workbench.tab(diffTitle).waitFor({ state: 'detached' });
      const row = workbench.treeRow(workbench.pane('History'), /fix the login bug.*rejected/);
      await row.waitFor();
      assert.match((await workbench.treeRows(workbench.pane('History'))).join('\n'), /^Today ?1\n/);
      await row.click();
      await workbench.tab(diffTitle).waitFor();
      await workbench.diff.locator('.editor.modified .view-line').nth(3).waitFor();
      await workbench.screenshot(`history-${theme}`);
    });
  });
}

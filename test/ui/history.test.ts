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

    // The menus are the same in every theme.
    if (theme !== 'dark') return;

    it('brings an original back by the menu of its row, and searches', async () => {
      const pane = workbench.pane('History');
      await workbench.pickFromMenu(
        workbench.treeRow(pane, /fix the login bug/),
        'Open Original Prompt from History',
      );
      await workbench.tab(/Untitled/).waitFor();
      assert.equal((await workbench.editorText()).trim(), 'fix the login bug');
      await workbench.screenshot('history-restored');
      await workbench.runCommand('Whetstone: Search History…');
      await workbench.type('zebra');
      await workbench.confirm();
      await workbench.treeRow(pane, /fix the login bug/).waitFor({ state: 'detached' });
      await workbench.runCommand('Whetstone: Show All History');
      await workbench.treeRow(pane, /fix the login bug/).waitFor();
    });
  });
}

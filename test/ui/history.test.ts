import assert from 'node:assert/strict';
import { sharedWorkbench } from './sharedWorkbench.ts';
import type { Workbench } from './workbench.ts';

const diffTitle = /Original <-> Enhanced \(\d+ -> \d+\)/;

describe('the history in the workbench', () => {
  let workbench: Workbench;

  before(async () => ({ workbench } = await sharedWorkbench()));

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('history-failed');
  });

  it('lists what was enhanced by day, and opens it again', async () => {
    await workbench.openFile('again.prompt.md');
    await workbench.openView('Whetstone');
    const pane = workbench.pane('History');
    await workbench.runCommand('Whetstone: Delete All History');
    const sure = workbench.dialog(/Delete all \d+ enhancements|history/);
    const welcome = pane.getByText('Enhanced prompts are kept here');
    await sure.or(welcome).first().waitFor();
    if (await sure.isVisible()) await sure.getByRole('button', { name: 'Delete All', exact: true }).click();
    await welcome.waitFor();
    await workbench.runCommand('Whetstone: Enhance Prompt');
    await workbench.tab(diffTitle).waitFor();
    await workbench.editorAction('Reject Enhancement');
    await workbench.tab(diffTitle).waitFor({ state: 'detached' });
    const row = workbench.treeRow(pane, /fix the login bug.*rejected/);
    await row.waitFor();
    assert.match((await workbench.treeRows(pane)).join('\n'), /^Today ?1\n/);
    await row.click();
    await workbench.tab(diffTitle).waitFor();
    await workbench.diff.locator('.editor.modified .view-line').nth(3).waitFor();
  });

  it('can be read in every kind of theme, like diff, details and library', async () => {
    await workbench.editorAction('Show Enhancement Details');
    await workbench.webview.getByText('Specificity').first().waitFor();
    for (const theme of ['light', 'high-contrast', 'dark'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`themes-diff-${theme}`);
    }
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('deploy.prompt.md');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.problems();
    for (const theme of ['light', 'high-contrast', 'dark'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`themes-source-${theme}`);
    }
    await workbench.runCommand('View: Hide Panel');
  });

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

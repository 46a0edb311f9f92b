import assert from 'node:assert/strict';
import { sharedWorkbench } from './sharedWorkbench.ts';
import type { Workbench } from './workbench.ts';

describe('the linter in the workbench', () => {
  let workbench: Workbench;

  before(async () => ({ workbench } = await sharedWorkbench()));

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('lint-failed');
  });

  it('lists findings in the Problems panel and fixes a file by command', async () => {
    await workbench.openFile('rules/explain.prompt.md');
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    const problems = await workbench.problems();
    assert.ok(
      problems.some((row) => /Write \$\{selection\}/.test(row)),
      problems.join('\n'),
    );
    await workbench.screenshot('lint-1-problems');
    await workbench.runCommand('View: Hide Panel');
    await workbench.openFile('rules/explain.prompt.md');
    await workbench.runCommand('Whetstone: Fix All in This Prompt File');
    for (let attempt = 0; attempt < 50; attempt++) {
      if (/\$\{selection\}/.test(await workbench.editorText())) break;
      await workbench.page.waitForTimeout(100);
    }
    assert.match(await workbench.editorText(), /Explain \$\{selection\} to a new member/);
  });

  it('checks all prompt files and shows a report that can be sorted', async () => {
    await workbench.runCommand('Whetstone: Check All Prompt Files');
    await workbench.tab('Prompt Files').waitFor();
    const rows = workbench.webview.locator('table.report tbody tr');
    await rows.first().waitFor();
    const files = async (): Promise<string[]> => workbench.webview.locator('tbody td a').allInnerTexts();
    const byName = (await files()).toSorted((a, b) => a.localeCompare(b));
    for (const name of ['AGENTS.md', 'rules/AGENTS.md', 'rules/explain.prompt.md', 'login.prompt.md'])
      assert.ok(byName.includes(name), byName.join());
    await workbench.webview.locator('th button', { hasText: 'Warnings' }).click();
    assert.equal((await files())[0], 'rules/AGENTS.md');
    await workbench.webview.locator('th button', { hasText: 'File' }).click();
    assert.deepEqual(await files(), byName);
    await workbench.webview.locator('th button', { hasText: 'File' }).click();
    assert.deepEqual(await files(), byName.toReversed());
    assert.equal(
      await workbench.webview.locator('th[data-column="path"]').getAttribute('aria-sort'),
      'descending',
    );
    await workbench.screenshot('lint-2-report');
    await workbench.webview.locator('a', { hasText: 'rules/AGENTS.md' }).click();
    await workbench.tab('AGENTS.md').waitFor();
  });
});

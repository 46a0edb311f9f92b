import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from './workbench.ts';

const explain = `---
description: 'Explains the selected code'
---

Explain \${slection} to a new member of the team.
`;

describe('the linter in the workbench', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      workspaceFiles: {
        'explain.prompt.md': explain,
        'AGENTS.md': '# Rules\n\n- Always commit the lock file.\n- Never commit the lock file.\n',
        'README.md': '# Sample\n',
        'src/app.ts': '',
      },
    });
  });

  after(() => workbench.close());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('lint-failed');
  });

  it('lists findings in the Problems panel and fixes a file by command', async () => {
    await workbench.openFile('explain.prompt.md');
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    const problems = await workbench.problems();
    assert.ok(
      problems.some((row) => /Write \$\{selection\}/.test(row)),
      problems.join('\n'),
    );
    await workbench.screenshot('lint-1-problems');
    await workbench.openFile('explain.prompt.md');
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
    assert.deepEqual((await files()).toSorted(), ['AGENTS.md', 'explain.prompt.md']);
    await workbench.webview.locator('th button', { hasText: 'Warnings' }).click();
    assert.equal((await files())[0], 'AGENTS.md');
    await workbench.webview.locator('th button', { hasText: 'File' }).click();
    assert.deepEqual(await files(), ['AGENTS.md', 'explain.prompt.md']);
    await workbench.webview.locator('th button', { hasText: 'File' }).click();
    assert.deepEqual(await files(), ['explain.prompt.md', 'AGENTS.md']);
    assert.equal(
      await workbench.webview.locator('th[data-column="path"]').getAttribute('aria-sort'),
      'descending',
    );
    await workbench.screenshot('lint-2-report');
    await workbench.webview.locator('a', { hasText: 'AGENTS.md' }).click();
    await workbench.tab('AGENTS.md').waitFor();
  });
});

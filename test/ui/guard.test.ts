import assert from 'node:assert/strict';
import { plantedKey as key, sharedWorkbench } from './sharedWorkbench.ts';
import type { Workbench } from './workbench.ts';

describe('the guard in the workbench', () => {
  let workbench: Workbench;

  before(async () => ({ workbench } = await sharedWorkbench()));

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('guard-failed');
  });

  it('shows exactly what would be sent, with what is masked marked, and nothing of the key', async () => {
    await workbench.openFile('deploy.prompt.md');
    await workbench.runCommand('Whetstone: Show What Would Be Sent');
    await workbench.tab(/What Would Be Sent/).waitFor();
    const shown = await workbench.editorText();
    assert.match(shown.replaceAll(/\s+/g, ' '), /It fails with <TOKEN_1> since Monday/);
    assert.ok(!shown.includes(key));
    await workbench.page.locator('.view-overlays [class*="ced-"]').first().waitFor();
    await workbench.screenshot('guard-1-request');
    assert.deepEqual(
      workbench.console.filter((line) => line.includes(key)),
      [],
    );
  });

  it('marks a key, keeps the prompt back, and goes on with the key masked', async () => {
    await workbench.openFile('deploy.prompt.md');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.screenshot('guard-2-marked');

    await workbench.runCommand('Whetstone: Enhance Prompt');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const text = await dialog.innerText();
    assert.match(text, /github token in the prompt, line 2, column 15/);
    assert.ok(!text.includes(key));
    for (const name of ['Show', 'Redact and Go On', 'Cancel'])
      await dialog.getByRole('button', { name, exact: true }).waitFor();
    await workbench.screenshot('guard-3-kept-back');

    await dialog.getByRole('button', { name: 'Redact and Go On', exact: true }).click();
    await workbench.tab(/Original <-> Enhanced/).waitFor();
    await workbench.editorAction('Reject Enhancement');
    await workbench.tab(/Original <-> Enhanced/).waitFor({ state: 'detached' });
  });
});

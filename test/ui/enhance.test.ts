import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sharedWorkbench } from './sharedWorkbench.ts';
import type { Workbench } from './workbench.ts';

const diffTitle = /Original <-> Enhanced \(\d+ -> \d+\)/;

/** From where an enhancement is started. */
type Start = 'palette' | 'line above the text' | 'menu of the text';

/** Opens a prompt of the folder, enhances it and waits until the diff is drawn. */
async function enhance(workbench: Workbench, file: string, start: Start = 'palette'): Promise<void> {
  await workbench.openFile(file);
  switch (start) {
    case 'palette':
      await workbench.runCommand('Whetstone: Enhance Prompt');
      break;
    case 'line above the text':
      await workbench.lineAbove(/\d+ (?:poor|fair) - Enhance/).click();
      break;
    case 'menu of the text':
      await workbench.pickFromMenu(workbench.editor.locator('.view-line').first(), 'Enhance Prompt');
      break;
  }
  await workbench.tab(diffTitle).waitFor();
  await workbench.diff.locator('.editor.modified .view-line').nth(3).waitFor();
}

/** Text without the breaks where the editor wraps its lines. */
function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** Waits until the active editor shows a text, which VS Code draws some time after the command that changed it. */
async function untilShown(workbench: Workbench, text: RegExp): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    if (text.test(unwrapped(await workbench.editorText()))) return;
    await workbench.page.waitForTimeout(100);
  }
  assert.match(unwrapped(await workbench.editorText()), text);
}

describe('enhancing a prompt in the workbench', () => {
  let workbench: Workbench;

  before(async () => ({ workbench } = await sharedWorkbench()));

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('enhance-failed');
  });

  it('shows the score, the diff, accepts it and takes it back', async () => {
    await workbench.openFile('login.prompt.md');
    await workbench.statusBarItem(/\d+ (?:poor|fair)/).waitFor();
    await workbench.screenshot('enhance-1-source');
    await enhance(workbench, 'login.prompt.md', 'line above the text');
    const { original, modified } = await workbench.diffSides();
    assert.equal(original.trim(), 'fix the login bug');
    assert.match(modified, /src\/auth\/login\.ts/);
    assert.doesNotMatch(modified, /login\.prompt\.md/);
    await workbench.screenshot('enhance-2-diff');

    await workbench.editorAction('Accept Enhancement');
    await workbench.tab(diffTitle).waitFor({ state: 'detached' });
    await untilShown(workbench, /src\/auth\/login\.ts/);
    await workbench.screenshot('enhance-3-accepted');
    await workbench.editorAction('Take Back Enhancement');
    await untilShown(workbench, /^fix the login bug\s*$/);
  });

  it('starts from the menu of the text, and goes back by one undo', async () => {
    await enhance(workbench, 'login.prompt.md', 'menu of the text');
    await workbench.editorAction('Accept Enhancement');
    await workbench.tab(diffTitle).waitFor({ state: 'detached' });
    await untilShown(workbench, /src\/auth\/login\.ts/);
    await workbench.focusEditor();
    await workbench.press('Mod+z');
    await untilShown(workbench, /^fix the login bug\s*$/);
    await workbench.screenshot('enhance-4-undone');
  });

  it('rejects and leaves the prompt as it was', async () => {
    await enhance(workbench, 'cart.prompt.md');
    await workbench.editorAction('Reject Enhancement');
    await workbench.tab(diffTitle).waitFor({ state: 'detached' });
    await untilShown(workbench, /^the cart total is wrong\s*$/);
    assert.equal(
      await readFile(path.join(workbench.folder, 'cart.prompt.md'), 'utf8'),
      'the cart total is wrong\n',
    );
  });

  it('asks three ways when the prompt was edited meanwhile, and overwrites nothing', async () => {
    await enhance(workbench, 'cart.prompt.md');
    await workbench.tab('cart.prompt.md').click();
    await workbench.press('Mod+Home');
    await workbench.page.keyboard.type('on Sundays ');
    await workbench.tab(diffTitle).click();
    await workbench.editorAction('Accept Enhancement');
    const question = 'The prompt was edited after it was enhanced';
    const choice = await workbench.centreNotification(question);
    for (const name of ['Compare', 'Open as New Prompt', 'Enhance Again']) {
      await choice.getByRole('button', { name, exact: true }).waitFor();
    }
    await workbench.screenshot('enhance-5-edited-meanwhile');
    await choice.getByRole('button', { name: 'Compare', exact: true }).click();
    await workbench.tab('Current <-> Enhanced').waitFor();
    assert.match((await workbench.diffSides()).original, /on Sundays/);
    await workbench.screenshot('enhance-5-compared');
    await workbench.tab('cart.prompt.md').click();
    await untilShown(workbench, /^on Sundays the cart total is wrong\s*$/);
    await workbench.runCommand('View: Close All Editors');
  });

  it('keeps the diff and what was typed into it through a reload of the window', async () => {
    await enhance(workbench, 'login.prompt.md');
    await workbench.focusEditor();
    await workbench.press('Mod+End');
    await workbench.page.keyboard.type('Keep the session alive.');
    // VS Code in a browser writes its window state from time to time, not on unload.
    await workbench.page.waitForTimeout(4000);
    await workbench.reload();
    await workbench.tab(diffTitle).waitFor();
    await workbench.diff.locator('.editor.modified .view-line').nth(3).waitFor();
    assert.match((await workbench.diffSides()).modified, /Keep the session alive\./);
    await workbench.screenshot('enhance-6-reloaded');
    await workbench.editorAction('Accept Enhancement');
    await workbench.tab(diffTitle).waitFor({ state: 'detached' });
    await untilShown(workbench, /Keep the session alive\./);
    // The source is given the focus last, which would close a palette that a test opens meanwhile.
    await workbench.page.waitForTimeout(1500);
  });

  it('shows all about it in the details panel, and regenerates with an answer', async () => {
    await workbench.runCommand('View: Close All Editors');
    await writeFile(path.join(workbench.folder, 'fresh.prompt.md'), 'fix the login bug\n');
    await enhance(workbench, 'fresh.prompt.md');
    await workbench.editorAction('Show Enhancement Details');
    const panel = workbench.webview;
    await panel.getByText('Specificity').first().waitFor();
    await panel.getByText('Earned', { exact: true }).waitFor();
    await workbench.screenshot('enhance-7-details');
    const answer = panel.locator('textarea, input[type=text]').first();
    await answer.fill('The page stays blank after a wrong password; it should say "Wrong password".');
    await panel.getByRole('button', { name: 'Regenerate with Answers' }).click();
    await workbench.page.locator('.tabs-container .tab.active', { hasText: diffTitle }).waitFor();
    await workbench.tab(diffTitle).click();
    await untilShown(workbench, /Wrong password/);
    assert.match(unwrapped((await workbench.diffSides()).modified), /Wrong password/);
    assert.match(unwrapped(await workbench.editorText()), /^fix the login bug The page stays blank/);
    assert.doesNotMatch(unwrapped(await workbench.editorText()), /Open questions/);
    await workbench.screenshot('enhance-8-answered');
  });

  it('asks for the task when there is no text to take', async () => {
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('Whetstone: Enhance Prompt');
    await workbench.quickInput.getByText('Say in a sentence what the agent should do').waitFor();
    await workbench.type('fix the login bug');
    await workbench.screenshot('enhance-9-typed');
    await workbench.confirm();
    await workbench.tab(diffTitle).waitFor();
    await workbench.runCommand('View: Close All Editors');
  });
});

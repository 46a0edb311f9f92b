import assert from 'node:assert/strict';
import { sharedWorkbench } from './sharedWorkbench.ts';
import type { Workbench } from './workbench.ts';

describe('the workbench with the extension under development', () => {
  let workbench: Workbench;

  before(async () => ({ workbench } = await sharedWorkbench()));

  it('shows a file of the folder', async () => {
    await workbench.openFile('notes/todo.md');
    assert.equal(await workbench.editorText(), 'first\nsecond\n');
    assert.equal(await workbench.fullText(), 'first\nsecond\n');
  });

  it('runs the extension', async () => {
    await workbench.runCommand('Developer: Show Running Extensions');
    const row = workbench.page.locator('.runtime-extensions-editor .monaco-list-row', {
      hasText: /whetstone|displayName/i,
    });
    await row.first().waitFor();
    await workbench.screenshot('running-extensions');
    assert.match(await row.first().innerText(), /Activation: \d+ms/);
  });

  it('says when the palette does not know a command', async () => {
    assert.equal(await workbench.findCommand('Whetstone: No Such Command', 1_000), undefined);
  });
});

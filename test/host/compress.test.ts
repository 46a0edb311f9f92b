import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Enhancement } from '../../src/core/enhance/enhancement.ts';
import type { CompressedPrompt } from '../../src/vscode/enhance/compressPrompt.ts';
import {
  closeEverything,
  diffInFront,
  layOutProject,
  openFile,
  run,
  vaguePrompt,
  whetstone,
} from './editing.ts';

const verbose =
  'Could you please take a look at src/auth/login.ts in order to find out why the login fails? Thank you so much in advance!\n';

describe('compressing and clarifying in the editor', () => {
  before(async () => {
    await layOutProject();
    await whetstone();
  });
  afterEach(() => closeEverything());

  it('shows the shorter prompt as a diff that can be accepted', async () => {
    const { document } = await openFile('a.prompt.md', verbose);
    const result = await run<CompressedPrompt>('compressPrompt', { uri: document.uri });
    assert.ok(result.tokensAfter < result.tokensBefore);
    assert.equal(
      diffInFront().label,
      `Original <-> Compressed (${result.tokensBefore} -> ${result.tokensAfter} tokens)`,
    );
    await run('acceptEnhancement');
    assert.equal(document.getText(), 'Look at src/auth/login.ts to find out why the login fails.\n');
  });

  it('opens no diff when there is nothing to gain', async () => {
    const { document } = await openFile('a.prompt.md', 'Rename a to b in x.ts.\n');
    const result = await run<CompressedPrompt>('compressPrompt', { uri: document.uri });
    assert.equal(result.text, document.getText());
    assert.ok(vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputText);
  });

  it('asks questions and enhances the prompt with what was picked', async () => {
    const { document } = await openFile('a.prompt.md', vaguePrompt);
    const state = { ended: false };
    const clarified = run<Enhancement | undefined>('clarifyPrompt', { uri: document.uri }).finally(() => {
      state.ended = true;
    });
    // Each question has a list; the first answer of each is taken as a user would, with the keyboard.
    for (let round = 0; round < 150 && !state.ended; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await vscode.commands.executeCommand('workbench.action.quickPickManyToggle');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    }
    const enhancement = await clarified;
    assert.ok(enhancement);
    assert.equal(enhancement.originalPrompt, vaguePrompt);
    assert.match(enhancement.enhancedPrompt, /fails with an error/);
    assert.equal(document.getText(), vaguePrompt);
  });
});

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

/** Takes the first entry of every list that comes up, as a user would, with the keyboard. */
async function answeringFirst<T>(running: PromiseLike<T>): Promise<T> {
  const state = { ended: false };
  const ending = Promise.resolve(running).finally(() => {
    state.ended = true;
  });
  for (let round = 0; round < 150 && !state.ended; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await vscode.commands.executeCommand('workbench.action.quickPickManyToggle');
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  return ending;
}

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
    const enhancement = await answeringFirst(run<Enhancement>('clarifyPrompt', { uri: document.uri }));
    assert.ok(enhancement);
    assert.equal(enhancement.originalPrompt, vaguePrompt);
    assert.match(enhancement.enhancedPrompt, /fails with an error/);
    assert.equal(document.getText(), vaguePrompt);
  });

  it('asks first when a poor prompt is enhanced and the setting says so, but never a program', async () => {
    const { document } = await openFile('poor.prompt.md', vaguePrompt);
    const settings = vscode.workspace.getConfiguration('whetstone');
    await settings.update('enhancement.clarify', 'ask', vscode.ConfigurationTarget.Global);
    try {
      const asked = await answeringFirst(run<Enhancement>('enhancePrompt'));
      assert.match(asked?.enhancedPrompt ?? '', /fails with an error/);
      assert.equal(asked?.originalPrompt, vaguePrompt);
      const unasked = await run<Enhancement>('enhancePrompt', { uri: document.uri, apply: 'none' });
      assert.doesNotMatch(unasked.enhancedPrompt, /fails with an error/);
    } finally {
      await settings.update('enhancement.clarify', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in its host', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('whetstone.whetstone');
    assert.ok(extension, 'VS Code does not know the extension whetstone.whetstone');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeEverything,
  diffInFront,
  layOutProject,
  openFile,
  run,
  vaguePrompt,
  whetstone,
} from './editing.ts';

const setting = 'enhancement.auto';

async function lensTitles(uri: vscode.Uri): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
    10,
  );
  return lenses.flatMap(({ command }) => (command === undefined ? [] : [command.title]));
}

/** Looks at the lines above a text for a while; true as soon as one offers a better version. */
async function isOffered(uri: vscode.Uri, tries: number): Promise<boolean> {
  for (let round = 0; round < tries; round += 1) {
    if ((await lensTitles(uri)).some((title) => title.startsWith('A better version is ready'))) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

async function append(editor: vscode.TextEditor, text: string): Promise<void> {
  await editor.edit((edit) =>
    edit.insert(editor.document.positionAt(editor.document.getText().length), text),
  );
}

describe('enhancing in the background', () => {
  before(async () => {
    await layOutProject();
    await whetstone();
  });
  const set = (value: boolean | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration('whetstone').update(setting, value, vscode.ConfigurationTarget.Global);
  afterEach(async () => {
    await set(undefined);
    await closeEverything();
  });

  it('does nothing unless it is turned on', async () => {
    const editor = await openFile('login.prompt.md', vaguePrompt);
    await append(editor, '\n');
    await editor.document.save();
    assert.equal(await isOffered(editor.document.uri, 10), false);
  });

  it('offers a better version after saving, applies nothing, and takes the offer back when the text changes', async () => {
    await set(true);
    const editor = await openFile('login.prompt.md', vaguePrompt);
    const { document } = editor;
    await append(editor, '\n');
    await document.save();
    const saved = document.getText();
    assert.equal(await isOffered(document.uri, 80), true);
    assert.equal(document.getText(), saved);
    await append(editor, 'It shows a blank page.\n');
    assert.equal(await isOffered(document.uri, 1), false);
    await document.save();
    assert.equal(await isOffered(document.uri, 80), true);
    await run('showPreparedEnhancement', { uri: document.uri.toString() });
    assert.match(diffInFront().label, /^Original <-> Enhanced \(\d+ -> \d+\)$/);
  });

  it('leaves a good prompt in peace', async () => {
    await set(true);
    const editor = await openFile(
      'good.prompt.md',
      'In `src/auth/login.ts`, `logIn()` returns true for a name of blanks. Return false for names that are empty after trimming.\nAdd a case to `src/auth/login.test.ts`; `npx vitest run` passes. Do not change other files.\n',
    );
    await append(editor, '\n');
    await editor.document.save();
    assert.equal(await isOffered(editor.document.uri, 10), false);
  });
});

import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Enhancement } from '../../src/core/enhance/enhancement.ts';
import {
  closeEverything,
  diffInFront,
  editResult,
  enhanceInDiff,
  layOutProject,
  openFile,
  run,
  until,
  vaguePrompt,
  whetstone,
} from './editing.ts';

interface Decision {
  readonly enhancementId: string;
  readonly outcome: string;
  readonly choice?: string | null;
}

describe('enhancing in the editor', () => {
  before(async () => {
    await layOutProject();
    await whetstone();
  });
  afterEach(() => closeEverything());

  it('opens a diff that says both scores, left read-only, right editable and never unsaved', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    const enhancement = await enhanceInDiff({ uri: document.uri });
    const { label, original, modified } = diffInFront();
    assert.equal(
      label,
      `Original <-> Enhanced (${enhancement.originalScore.total} -> ${enhancement.enhancedScore.total})`,
    );
    assert.ok(enhancement.enhancedScore.total > enhancement.originalScore.total);
    assert.equal((await vscode.workspace.openTextDocument(original)).getText(), vaguePrompt);
    const left = await vscode.workspace.fs.stat(original);
    assert.equal(left.permissions, vscode.FilePermission.Readonly);

    await editResult('edited by hand\n');
    const right = await vscode.workspace.openTextDocument(modified);
    await until('the edit to be kept', () => !right.isDirty);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(modified)), 'edited by hand\n');
    assert.equal(document.getText(), vaguePrompt);
  });

  it('accepts as one edit: one undo brings the original back', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    const enhancement = await enhanceInDiff({ uri: document.uri });
    const decision = await run<Decision>('acceptEnhancement');
    assert.deepEqual(decision, { enhancementId: enhancement.enhancementId, outcome: 'accepted' });
    assert.equal(document.getText(), enhancement.enhancedPrompt);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), vaguePrompt);
  });

  it('accepts what the user made of the right side', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    await enhanceInDiff({ uri: document.uri });
    await editResult('Fix the redirect after login.\n');
    assert.equal((await run<Decision>('acceptEnhancement')).outcome, 'acceptedEdited');
    assert.equal(document.getText(), 'Fix the redirect after login.\n');
  });

  it('keeps Windows line ends', async () => {
    const { document } = await openFile('login.prompt.md', 'fix the login bug\r\nit fails\r\n');
    await enhanceInDiff({ uri: document.uri });
    await editResult('one\ntwo\n');
    await run('acceptEnhancement');
    assert.equal(document.getText(), 'one\r\ntwo\r\n');
  });

  it('replaces the selection only, wherever it has moved', async () => {
    const before = 'const x = 1;\n// fix the login bug\n';
    const editor = await openFile('app.ts', before);
    const range = new vscode.Range(1, 3, 1, 20);
    assert.equal(editor.document.getText(range), 'fix the login bug');
    const enhancement = await enhanceInDiff({ uri: editor.document.uri, range });
    assert.equal(enhancement.originalPrompt, 'fix the login bug');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(editor.document.uri, new vscode.Position(0, 0), 'import x;\n');
    await vscode.workspace.applyEdit(edit);
    await run('acceptEnhancement');
    assert.equal(editor.document.getText(), `import x;\nconst x = 1;\n// ${enhancement.enhancedPrompt}\n`);
  });

  it('keeps the caret where it was', async () => {
    const editor = await openFile('app.ts', 'const x = 1;\n// fix the login bug\n');
    editor.selection = new vscode.Selection(0, 5, 0, 5);
    await enhanceInDiff({ uri: editor.document.uri, range: new vscode.Range(1, 3, 1, 20) });
    await run('acceptEnhancement');
    assert.deepEqual(vscode.window.activeTextEditor?.selection.active, new vscode.Position(0, 5));
  });

  it('goes back to the second of two editors on one file, and leaves the first where it was', async () => {
    const first = await openFile('login.prompt.md', `${'Some words first.\n'.repeat(200)}${vaguePrompt}`);
    const second = await vscode.window.showTextDocument(first.document, {
      viewColumn: vscode.ViewColumn.Two,
    });
    second.selection = new vscode.Selection(200, 0, 200, 17);
    second.revealRange(second.selection);
    const enhancement = await enhanceInDiff({ range: second.selection });
    assert.equal(enhancement.originalPrompt, 'fix the login bug');
    await run('acceptEnhancement');
    const active = vscode.window.activeTextEditor;
    assert.equal(active?.viewColumn, vscode.ViewColumn.Two);
    assert.equal(active?.document, first.document);
    assert.ok(first.document.getText().endsWith(`first.\n${enhancement.enhancedPrompt}\n`));
    const other = vscode.window.visibleTextEditors.find(
      ({ viewColumn }) => viewColumn === vscode.ViewColumn.One,
    );
    assert.deepEqual(other?.selection.active, new vscode.Position(0, 0));
  });

  it('accepts no empty right side', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    await enhanceInDiff({ uri: document.uri });
    await editResult(' \n');
    await assert.rejects(async () => run('acceptEnhancement', {}), /right side is empty/);
    assert.equal(document.getText(), vaguePrompt);
    await run('rejectEnhancement');
  });

  it('overwrites nothing when the prompt was edited meanwhile', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    const enhancement = await enhanceInDiff({ uri: document.uri });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'please ');
    await vscode.workspace.applyEdit(edit);

    const compared = await run<Decision>('acceptEnhancement', { whenStale: 'compare' });
    assert.deepEqual(compared, {
      enhancementId: enhancement.enhancementId,
      outcome: 'stale',
      choice: 'compare',
    });
    assert.equal(document.getText(), `please ${vaguePrompt}`);
    assert.equal(diffInFront().label, 'Current <-> Enhanced');

    const { enhancementId } = enhancement;
    const opened = await run<Decision>('acceptEnhancement', { enhancementId, whenStale: 'open' });
    assert.equal(opened.choice, 'open');
    assert.equal(document.getText(), `please ${vaguePrompt}`);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), enhancement.enhancedPrompt);
  });

  it('overwrites nothing when another program changed the file', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    await enhanceInDiff({ uri: document.uri });
    await writeFile(document.uri.fsPath, 'somebody else wrote this\n');
    assert.equal((await run<Decision>('acceptEnhancement', { whenStale: 'compare' })).outcome, 'stale');
    assert.equal(await readFile(document.uri.fsPath, 'utf8'), 'somebody else wrote this\n');
  });

  it('takes over one change at a time, and closes with the last one', async () => {
    const { document } = await openFile('login.prompt.md', 'one\ntwo\nthree\nfour\nfix the login bug\n');
    await enhanceInDiff({ uri: document.uri });
    await editResult('ONE\ntwo\nthree\nFOUR\nfix the login bug\n');
    const first = await run<{ remaining: number }>('acceptHunk', { line: 3 });
    assert.equal(first.remaining, 1);
    assert.equal(document.getText(), 'one\ntwo\nthree\nFOUR\nfix the login bug\n');
    const { original } = diffInFront();
    await until('the left side to follow', () =>
      vscode.workspace.textDocuments
        .find(({ uri }) => uri.toString() === original.toString())
        ?.getText()
        .includes('FOUR'),
    );
    const second = await run<{ remaining: number }>('acceptHunk', { line: 0 });
    assert.equal(second.remaining, 0);
    assert.equal(document.getText(), 'ONE\ntwo\nthree\nFOUR\nfix the login bug\n');
    await until('the diff to close', () =>
      vscode.window.tabGroups.all.every(({ tabs }) =>
        tabs.every(({ input }) => !(input instanceof vscode.TabInputTextDiff)),
      ),
    );
  });

  it('takes an accepted enhancement back, after other edits too', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    const enhancement = await enhanceInDiff({ uri: document.uri });
    await run('acceptEnhancement');
    assert.deepEqual(await run('revertEnhancement', { uri: document.uri.toString() }), {
      enhancementId: enhancement.enhancementId,
      outcome: 'reverted',
    });
    assert.equal(document.getText(), vaguePrompt);
    await assert.rejects(async () => run('revertEnhancement', { uri: document.uri.toString() }), /accepted/);
  });

  it('enhances the clipboard and puts the result there', async () => {
    await vscode.env.clipboard.writeText('fix the login bug');
    const enhancement = await run<Enhancement>('enhanceClipboard', {});
    await run('acceptEnhancement');
    assert.equal(await vscode.env.clipboard.readText(), enhancement.enhancedPrompt);
    await vscode.env.clipboard.writeText(' ');
    await assert.rejects(async () => run('enhanceClipboard', {}), /empty/);
  });

  it('starts over from the edited prompt when asked to', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    await enhanceInDiff({ uri: document.uri });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'please ');
    await vscode.workspace.applyEdit(edit);
    await run('acceptEnhancement', { whenStale: 'again' });
    const { original } = diffInFront();
    assert.equal((await vscode.workspace.openTextDocument(original)).getText(), `please ${vaguePrompt}`);
  });

  it('keeps the result when the file is gone', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    const { uri } = document;
    const enhancement = await enhanceInDiff({ uri });
    await rm(uri.fsPath);
    const decision = await run<Decision>('acceptEnhancement', { whenStale: 'open' });
    assert.equal(decision.outcome, 'stale');
    assert.equal(vscode.window.activeTextEditor?.document.getText(), enhancement.enhancedPrompt);
  });

  it('writes into a file that is not open in any editor', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    const { uri } = document;
    await closeEverything();
    const enhancement = await enhanceInDiff({ uri });
    await run('acceptEnhancement');
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), enhancement.enhancedPrompt);
  });

  it('enhances an untitled text in place', async () => {
    const document = await vscode.workspace.openTextDocument({ content: vaguePrompt });
    await vscode.window.showTextDocument(document);
    const enhancement = await enhanceInDiff({ uri: document.uri });
    await run('acceptEnhancement');
    assert.equal(document.getText(), enhancement.enhancedPrompt);
  });

  it('opens the result of a typed text as a new prompt', async () => {
    const enhancement = await enhanceInDiff({ text: 'fix the login bug' });
    await run('acceptEnhancement');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.isUntitled, true);
    assert.equal(document.getText(), enhancement.enhancedPrompt);
  });

  it('rejects without a trace in the source', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    const enhancement = await enhanceInDiff({ uri: document.uri });
    assert.deepEqual(await run('rejectEnhancement'), {
      enhancementId: enhancement.enhancementId,
      outcome: 'rejected',
    });
    assert.equal(document.getText(), vaguePrompt);
    assert.equal(document.isDirty, false);
    await assert.rejects(async () => run('acceptEnhancement', {}), /no enhancement/);
  });

  it('closes without asking, and forgets the diff', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    await enhanceInDiff({ uri: document.uri });
    await editResult('half a thought');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('the diff to close', () =>
      vscode.window.tabGroups.all.every(({ tabs }) =>
        tabs.every(({ input }) => !(input instanceof vscode.TabInputTextDiff)),
      ),
    );
    assert.equal(document.getText(), vaguePrompt);
  });

  it('regenerates in another style', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    const first = await enhanceInDiff({ uri: document.uri, style: 'minimal' });
    const second = await run<Enhancement>('regenerateEnhancement', { style: 'comprehensive' });
    assert.equal(first.style, 'minimal');
    assert.equal(second.style, 'comprehensive');
    assert.ok(diffInFront().modified.authority === second.enhancementId);
    const diffs = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.filter(({ input }) => input instanceof vscode.TabInputTextDiff),
    );
    assert.equal(diffs.length, 1);
  });

  it('copies the right side', async () => {
    const enhancement = await enhanceInDiff({ text: 'fix the login bug' });
    assert.equal(await run('copyEnhancement'), enhancement.enhancedPrompt);
    assert.equal(await vscode.env.clipboard.readText(), enhancement.enhancedPrompt);
  });

  it('only returns the result, or replaces at once, when a program asks for that', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    const returned = await run<Enhancement>('enhancePrompt', { uri: document.uri, apply: 'none' });
    assert.equal(returned.originalPrompt, vaguePrompt);
    assert.equal(document.getText(), vaguePrompt);
    const replaced = await run<Enhancement>('enhancePrompt', { uri: document.uri, apply: 'replace' });
    assert.equal(document.getText(), replaced.enhancedPrompt);
  });

  it('names what the open folder says: its own test command', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const { contextUsed } = await run<Enhancement>('enhancePrompt', {
      text: 'change what the readme says about the workspace',
      apply: 'none',
    });
    assert.ok(contextUsed.tokens >= 0);
    const seen = await (await whetstone()).context();
    assert.equal(seen.root, folder.uri.fsPath);
    assert.ok(seen.keyFiles.some(({ path }) => path === 'README.md'));
  });

  it('explains an empty text, an unknown provider and a wrong argument', async () => {
    await assert.rejects(async () => run('enhancePrompt', { text: ' \n' }), /empty/);
    await assert.rejects(async () => run('enhancePrompt', { text: 'x', provider: 'nobody' }), /nobody/);
    await assert.rejects(async () => run('enhancePrompt', { text: 'x', style: 'loud' }), /style/);
  });

  it('cancels within 100 ms, and by a second start', async () => {
    const long = await openFile(
      'long.prompt.md',
      `${vaguePrompt}- and look at the session, too\n`.repeat(4000),
    );
    const { uri } = long.document;
    const source = new vscode.CancellationTokenSource();
    const api = await whetstone();
    const cancelled = api.enhance({ uri, apply: 'none' }, source.token);
    cancelled.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 60));
    const started = performance.now();
    source.cancel();
    await assert.rejects(cancelled, { name: 'AbortError' });
    assert.ok(performance.now() - started < 100, `took ${performance.now() - started} ms`);

    const first = run<Enhancement | undefined>('enhancePrompt', { uri, apply: 'none' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const second = run<Enhancement>('enhancePrompt', { uri, apply: 'none' });
    assert.equal(await first, undefined);
    assert.equal((await second).originalPrompt, long.document.getText());
  });
});

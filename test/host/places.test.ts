import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Score } from '../../src/core/score/score.ts';
import type { Enhancement } from '../../src/core/enhance/enhancement.ts';
import { closeEverything, enhanceInDiff, layOutProject, openFile, run, whetstone } from './editing.ts';
import { MemoryFiles } from './memoryFiles.ts';

describe('prompts in unusual places', () => {
  const files = new MemoryFiles();
  let registrations: vscode.Disposable[];

  before(async () => {
    await layOutProject();
    await whetstone();
    registrations = [
      vscode.workspace.registerFileSystemProvider('whetstone-memory', files),
      vscode.workspace.registerFileSystemProvider('whetstone-frozen', files, { isReadonly: true }),
    ];
  });
  after(() => vscode.Disposable.from(...registrations).dispose());
  afterEach(() => closeEverything());

  const place = (scheme: string, name: string, text: string): vscode.Uri => {
    const uri = vscode.Uri.from({ scheme, path: `/${name}` });
    files.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  };

  it('enhances and accepts a file of a virtual workspace', async () => {
    const uri = place('whetstone-memory', 'login.prompt.md', 'fix the login bug\n');
    const { enhancedPrompt } = await enhanceInDiff({ uri });
    await run('acceptEnhancement');
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), enhancedPrompt);
  });

  it('keeps the result when the file system is read-only', async () => {
    const uri = place('whetstone-frozen', 'frozen.prompt.md', 'fix the login bug\n');
    const { enhancedPrompt } = await enhanceInDiff({ uri });
    const decision = await run<{ outcome: string }>('acceptEnhancement', { whenStale: 'open' });
    assert.equal(decision.outcome, 'stale');
    assert.equal(vscode.window.activeTextEditor?.document.getText(), enhancedPrompt);
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), 'fix the login bug\n');
  });

  it("follows the team's configuration, and the user before it", async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    const file = vscode.Uri.joinPath(root, 'whetstone.config.json');
    const named = { text: 'fix the login bug in src/auth/login.ts' };
    const before = await run<Score>('scorePrompt', named);
    await vscode.workspace.fs.writeFile(
      file,
      new TextEncoder().encode(
        JSON.stringify({
          style: 'comprehensive',
          endpoint: 'https://example.com',
          context: { depth: 1, exclude: ['README.md'] },
          templates: ['prompts'],
          customInstructions: 'Name the ticket in the first line.',
          weights: { 'names-file': 0 },
        }),
      ),
    );
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(root, 'prompts/deploy.prompt'),
      new TextEncoder().encode('---\nname: Deploy\n---\nDeploy the shop to staging.\n'),
    );
    try {
      const request = { text: 'fix the login bug', apply: 'none' };
      const team = await run<Enhancement>('enhancePrompt', request);
      assert.equal(team.style, 'comprehensive');
      assert.ok(
        team.warnings.some(({ code, message }) => code === 'config-ignored' && message.includes('endpoint')),
      );
      const { text } = await run<{ text: string }>('showRequest', { text: 'fix the login bug' });
      assert.match(text, /Name the ticket in the first line/);
      const counted = await run<Score>('scorePrompt', named);
      assert.ok(counted.total < before.total, `${counted.total} ${before.total}`);
      const seen = await (await whetstone()).context();
      assert.deepEqual(
        seen.fileTree.directories.filter((directory) => directory.includes('/')),
        [],
      );
      assert.ok(seen.keyFiles.every(({ path }) => path !== 'README.md'));
      assert.ok((await (await whetstone()).templates.list()).some(({ id }) => id === 'deploy'));
      const own = await run<Enhancement>('enhancePrompt', { ...request, style: 'minimal' });
      assert.equal(own.style, 'minimal');
    } finally {
      await vscode.workspace.fs.delete(file);
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(root, 'prompts'), { recursive: true });
    }
  });

  it('leaves the cells of notebooks alone', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, 'fix the login bug', 'markdown');
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([cell]),
    );
    const { uri } = notebook.cellAt(0).document;
    await assert.rejects(async () => run('enhancePrompt', { uri }), /cells of notebooks/);
    assert.equal(notebook.cellAt(0).document.getText(), 'fix the login bug');
  });

  it('says what is missing when the codebase may not be looked at', async () => {
    const settings = vscode.workspace.getConfiguration('whetstone');
    await settings.update('context.codebase.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      const { contextUsed } = await run<Enhancement>('enhancePrompt', {
        text: 'fix the login bug',
        apply: 'none',
      });
      assert.deepEqual(contextUsed.files, []);
    } finally {
      await settings.update('context.codebase.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('refuses when enhancing is switched off, and says which setting turns it on', async () => {
    const settings = vscode.workspace.getConfiguration('whetstone');
    await settings.update('enhancement.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      await assert.rejects(async () => run('enhancePrompt', { text: 'fix the login bug' }), {
        message: /switched off/,
      });
    } finally {
      await settings.update('enhancement.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('does nothing to a prompt that nothing can be added to', async () => {
    const text = 'hello\n';
    const { document } = await openFile('hello.txt', text);
    const { changed, enhancedPrompt } = await run<Enhancement>('enhancePrompt', { uri: document.uri });
    assert.deepEqual([changed, enhancedPrompt, document.getText()], [false, text, text]);
  });
});

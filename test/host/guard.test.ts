import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Enhancement } from '../../src/core/enhance/enhancement.ts';
import type { RequestPreview } from '../../src/core/enhance/requestPreview.ts';
import type { RepositoryContext } from '../../src/core/context/context.ts';
import type { ScanResult } from '../../src/core/guard/scanText.ts';
import { closeEverything, layOutProject, openFile, run, until, whetstone } from './editing.ts';
import { messagesDuring } from './messages.ts';

// Put together at run time, so that nobody takes it for a real one.
const key = ['ghp', 'Zk3Qp9Lx2Vb7Nw5Ty8Rc1Md4Fg6Hj0KsAeUi'].join('_');
const prompt = `Fix the login in src/auth/login.ts. It fails with ${key} since Monday.\n`;

async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('whetstone.guard')
    .update(name, value, vscode.ConfigurationTarget.Global);
}

/** Runs a command as a person does, without an argument, with something on the clipboard. */
async function enhanceClipboard(
  text: string,
  answer?: string,
): Promise<{ messages: string[]; made: unknown }> {
  await vscode.env.clipboard.writeText(text);
  let made: unknown;
  const messages = await messagesDuring(async () => {
    made = await run('enhanceClipboard');
  }, answer);
  return { messages, made };
}

const shownDocument = (): vscode.TextDocument | undefined =>
  vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'whetstone-shown')
    ?.document;

describe('the guard in the editor', () => {
  before(async () => {
    await layOutProject();
    await whetstone();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await closeEverything();
  });

  it('shows what the editor reports among what would be sent, masked like the rest', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder, 'src/auth/login.ts');
    const reported = vscode.languages.createDiagnosticCollection('whetstone-tests');
    try {
      const range = new vscode.Range(1, 0, 1, 4);
      const { Error: error, Information: information } = vscode.DiagnosticSeverity;
      reported.set(file, [
        new vscode.Diagnostic(range, "Cannot find name 'sesion'.", error),
        new vscode.Diagnostic(range, `The key ${key} is in the code.`, error),
        new vscode.Diagnostic(range, 'Could be shorter.', information),
      ]);
      reported.set(vscode.Uri.joinPath(folder, 'package.json'), [
        new vscode.Diagnostic(range, 'A problem of another file.', error),
      ]);
      const editor = await vscode.window.showTextDocument(file);
      editor.selection = new vscode.Selection(0, 0, 0, 12);
      const { text } = await run<RequestPreview>('showRequest', {
        text: 'fix the login in src/auth/login.ts',
      });
      assert.match(text, /`src\/auth\/login\.ts:2` error: Cannot find name 'sesion'\./);
      assert.match(text, /The key <\w+_1> is in the code/);
      assert.ok(!text.includes(key));
      assert.doesNotMatch(text, /Could be shorter|another file/);
      assert.match(text, /## Selected in src\/auth\/login\.ts, from line 1\n> \S/);
      const own = await run<RequestPreview>('showRequest', { uri: file });
      assert.doesNotMatch(own.text, /Selected in/);
    } finally {
      reported.dispose();
    }
  });

  it('names kind and place in the dialog, and masks and puts back after "Redact and Go On"', async () => {
    const { messages, made } = await enhanceClipboard(prompt, 'Redact and Go On');
    assert.match(messages[0] ?? '', /github token in the prompt, line 1, column 51/);
    assert.ok(!messages.join('').includes(key));
    const enhancement = made as Enhancement;
    assert.ok(enhancement.enhancedPrompt.includes(key));
    assert.match(
      enhancement.warnings.map(({ message }) => message).join(),
      /Masked before anything was sent/,
    );
  });

  it('shows the place of what is on the clipboard, in a document that is never saved', async () => {
    const { made } = await enhanceClipboard(prompt, 'Show');
    assert.equal(made, undefined);
    const document = await until('the text with its findings', shownDocument);
    assert.equal(document.getText(), prompt);
    assert.ok(!document.isUntitled && !document.isDirty);
  });

  it('shows the place in the document', async () => {
    const { document } = await openFile('login.prompt.md', prompt);
    await messagesDuring(() => run('enhancePrompt'), 'Show');
    await until('the document in front', () => vscode.window.activeTextEditor?.document === document);
  });

  it('leaves everything as it is on Cancel', async () => {
    const { messages, made } = await enhanceClipboard(prompt);
    assert.equal(messages.length, 1);
    assert.equal(made, undefined);
    assert.equal(await vscode.env.clipboard.readText(), prompt);
  });

  it('follows the user’s settings, and no workspace can weaken them', async () => {
    const mail = 'Write to ann@post.org about nightingale and ACME-12345.';
    const rulesIn = async (): Promise<string[]> =>
      (await run<ScanResult>('scanPrompt', { text: mail })).findings.map(
        ({ rule, action }) => `${rule} ${action}`,
      );
    assert.deepEqual(await rulesIn(), ['email warn']);
    try {
      await set('personal.email', 'allow');
      await set('topics.block', ['nightingale']);
      await set('patterns', [{ id: 'ticket', pattern: 'ACME-\\d{4,6}', action: 'redact' }]);
      assert.deepEqual(await rulesIn(), ['blocked-topic block', 'ticket redact']);
      await assert.rejects(run('enhancePrompt', { text: mail, apply: 'none' }), /blocked topic/);
      const refused = await messagesDuring(() => set('patterns', [{ id: 'slow', pattern: '(a+)+b' }]));
      assert.match(refused.join(), /repetition inside a repetition/);
    } finally {
      for (const name of ['personal.email', 'topics.block', 'patterns']) await set(name, undefined);
    }
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const team = path.join(root, 'whetstone.config.json');
    await writeFile(
      team,
      JSON.stringify({ guard: { secrets: { keys: 'allow' }, personal: { email: 'redact' } } }),
    );
    try {
      assert.deepEqual(await rulesIn(), ['email redact']);
      assert.equal((await run<ScanResult>('scanPrompt', { text: prompt })).verdict, 'block');
      const file = path.join(root, '.vscode/settings.json');
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify({ 'whetstone.guard.secrets.keys': 'allow' }));
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal((await run<ScanResult>('scanPrompt', { text: prompt })).verdict, 'block');
      await rm(path.dirname(file), { recursive: true });
    } finally {
      await vscode.workspace.fs.delete(vscode.Uri.file(team));
    }
  });

  it('never reads what the user lists', async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const paths = async (): Promise<string[]> => (await run2()).relevantFiles.map((file) => file.path);
    const run2 = async (): Promise<RepositoryContext> =>
      await (await whetstone()).context({ uri: vscode.Uri.file(root), prompt: 'fix the login' });
    assert.ok((await paths()).includes('src/auth/login.ts'));
    try {
      await set('neverRead', ['src/auth/**']);
      assert.ok(!(await paths()).some((file) => file.startsWith('src/auth/')));
    } finally {
      await set('neverRead', undefined);
    }
  });

  it('marks secrets in prompt files, and no longer when they are gone or allowed', async () => {
    const editor = await openFile('deploy.prompt.md', `Deploy with ${key}.\n`);
    const { document } = editor;
    const found = (): vscode.Diagnostic | undefined =>
      vscode.languages.getDiagnostics(document.uri).find(({ code }) => code === 'github-token');
    const diagnostic = await until('a diagnostic', found);
    assert.equal(document.getText(diagnostic.range), key);
    assert.equal(diagnostic.source, 'whetstone');
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
    assert.ok(!diagnostic.message.includes(key));
    try {
      await set('secrets.keys', 'allow');
      await until('the diagnostic to go', () => found() === undefined);
      await set('secrets.keys', 'warn');
      assert.equal((await until('a warning', found)).severity, vscode.DiagnosticSeverity.Warning);
    } finally {
      await set('secrets.keys', undefined);
    }
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 1, 0)));
    await until('the diagnostic to go with the key', () => found() === undefined);
  });

  it('shows exactly what would be sent, with what is masked marked', async () => {
    const { document } = await openFile('login.prompt.md', prompt);
    const preview = await run<RequestPreview>('showRequest', { uri: document.uri });
    assert.ok(!JSON.stringify(preview).includes(key));
    assert.match(preview.text, /It fails with <TOKEN_1> since Monday/);
    assert.match(preview.text, /src\/auth\/login\.ts/);
    assert.deepEqual(
      preview.redactions.map(({ start, end }) => preview.text.slice(start, end)),
      preview.redactions.map(({ placeholder }) => placeholder),
    );
    assert.equal(preview.redactions[0]?.placeholder, '<TOKEN_1>');
    assert.equal(shownDocument(), undefined);

    await vscode.window.showTextDocument(document);
    await run('showRequest');
    const shown = await until('the request', shownDocument);
    assert.ok(shown.getText().endsWith(preview.text));
    assert.ok(!shown.getText().includes(key));
  });
});

import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CheckedFile } from '../../src/vscode/lint/checkAll.ts';
import { closeEverything, openFile, run, until, whetstone } from './editing.ts';

const bad = `---
description: 'Explains the selected code'
---

Explain \${slection} to a new member of the team.

Compare it with \${Selection} and check every name.
`;

const ours = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'whetstone');

const ofRule = (uri: vscode.Uri, rule: string): vscode.Diagnostic[] =>
  ours(uri).filter(({ code }) => code === rule);

async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind = vscode.CodeActionKind.QuickFix,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind.value,
  );
}

describe('the linter in the editor', () => {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('whetstone');
  before(() => whetstone());
  afterEach(() => closeEverything());

  const openBad = async (): Promise<vscode.TextEditor> => {
    const editor = await openFile('explain.prompt.md', bad);
    await until('two findings', () => ofRule(editor.document.uri, 'unknown-variable').length === 2);
    return editor;
  };

  it('marks what is wrong, with the remedy in the message', async () => {
    const { document } = await openBad();
    const [first] = ofRule(document.uri, 'unknown-variable');
    assert.ok(first);
    assert.equal(document.getText(first.range), '${slection}');
    assert.equal(first.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(first.message, /Write \$\{selection\}/);
  });

  it('keeps findings at their words while other lines are written', async () => {
    const editor = await openBad();
    const { document } = editor;
    await editor.edit((edit) => edit.insert(new vscode.Position(4, 0), 'Read it first.\n\n'));
    const places = ofRule(document.uri, 'unknown-variable').map(({ range }) => document.getText(range));
    assert.deepEqual(places, ['${slection}', '${Selection}'], 'at once, without a new check');
  });

  it('fixes one, all of a rule, and all on save', async () => {
    const { document } = await openBad();
    const [first] = ofRule(document.uri, 'unknown-variable');
    assert.ok(first);
    const actions = await actionsAt(document, first.range);
    const titles = actions.map(({ title }) => title);
    for (const title of [
      'Change to ${selection}',
      'Fix all 2 of "unknown-variable"',
      'Keep as it is: "unknown-variable" for this line',
      'Explain Rule "unknown-variable"',
    ])
      assert.ok(titles.includes(title), `${title} in ${titles.join(', ')}`);
    const fix = actions.find(({ title }) => title === 'Change to ${selection}');
    assert.equal(fix?.isPreferred, true);
    assert.ok(fix.edit !== undefined && (await vscode.workspace.applyEdit(fix.edit)));
    assert.match(document.getText(), /Explain \$\{selection\} to[^]*\$\{Selection\}/);

    await settings().update('lint.rules', { 'skipped-heading': 'off' }, vscode.ConfigurationTarget.Global);
    await vscode.workspace
      .getConfiguration('editor')
      .update(
        'codeActionsOnSave',
        { 'source.fixAll.whetstone': 'explicit' },
        vscode.ConfigurationTarget.Global,
      );
    try {
      // VS Code leaves out a code action that takes too long on a busy machine: the next save has it.
      for (let save = 1; save <= 5 && document.getText().includes('${Selection}'); save += 1) {
        await vscode.window.activeTextEditor?.edit((edit) =>
          edit.insert(new vscode.Position(document.lineCount, 0), `Say what may fail, ${save}.\n`),
        );
        await document.save();
      }
      assert.doesNotMatch(document.getText(), /\$\{Selection\}/);
    } finally {
      await settings().update('lint.rules', undefined, vscode.ConfigurationTarget.Global);
      await vscode.workspace
        .getConfiguration('editor')
        .update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('fixes a whole file by command, in one step that one undo takes back', async () => {
    const { document } = await openBad();
    assert.equal(await run<number>('fixPromptFile', { uri: document.uri.toString() }), 2);
    assert.equal(document.getText(), bad.replace('slection', 'selection').replace('{Sel', '{sel'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), bad);
  });

  it('writes the comment that keeps a finding', async () => {
    const { document } = await openBad();
    const [first] = ofRule(document.uri, 'unknown-variable');
    assert.ok(first);
    const actions = await actionsAt(document, first.range);
    const keep = actions.find(({ title }) => title.endsWith('"unknown-variable" for this file'));
    assert.ok(keep?.command);
    await vscode.commands.executeCommand(keep.command.command, ...(keep.command.arguments ?? []));
    assert.match(document.getText(), /<!-- whetstone-disable-file unknown-variable -->/);
    await until('no finding', () => ofRule(document.uri, 'unknown-variable').length === 0);
  });

  it('follows the settings: severity, off, and back', async () => {
    const { document } = await openBad();
    const set = (value: object | undefined): Thenable<void> =>
      settings().update('lint.rules', value, vscode.ConfigurationTarget.Global);
    try {
      await set({ 'unknown-variable': 'error' });
      await until('errors', () =>
        ofRule(document.uri, 'unknown-variable').every(
          ({ severity }) => severity === vscode.DiagnosticSeverity.Error,
        ),
      );
      await set({ 'unknown-variable': 'off' });
      await until('no findings', () => ofRule(document.uri, 'unknown-variable').length === 0);
    } finally {
      await set(undefined);
    }
    await until('findings again', () => ofRule(document.uri, 'unknown-variable').length === 2);
  });

  it('follows the configuration of the team while it is edited', async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    const [file, configuration] = ['config.prompt.md', 'whetstone.config.json'].map((name) =>
      vscode.Uri.joinPath(root, name),
    ) as [vscode.Uri, vscode.Uri];
    const configure = (value: object): Thenable<void> =>
      vscode.workspace.fs.writeFile(configuration, new TextEncoder().encode(JSON.stringify(value)));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(bad));
    try {
      await vscode.window.showTextDocument(file, { preview: false });
      const severities = (): string =>
        ofRule(file, 'unknown-variable')
          .map(({ severity }) => vscode.DiagnosticSeverity[severity])
          .join();
      await until('warnings', () => severities() === 'Warning,Warning');
      await configure({ rules: { 'unknown-variable': 'error' }, thresholds: { minScore: 99 } });
      await until('errors', () => severities() === 'Error,Error');
      assert.match(ofRule(file, 'below-minimum')[0]?.message ?? '', /at least 99/);
      await configure({ rules: { 'unknown-variable': 'off' } });
      await until('nothing', () => severities() === '' && ofRule(file, 'below-minimum').length === 0);
      await vscode.workspace.fs.delete(configuration);
      await until('warnings again', () => severities() === 'Warning,Warning');
    } finally {
      await vscode.workspace.fs.delete(file);
      await vscode.workspace.fs.delete(configuration).then(
        () => {},
        () => {}, // deleted already
      );
    }
  });

  it('marks and fixes prompt files of the user profile', async () => {
    const uri = vscode.Uri.from({ scheme: 'vscode-userdata', path: '/User/prompts/mine.prompt.md' });
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(bad));
    try {
      const { document } = await vscode.window.showTextDocument(uri, { preview: false });
      await until('two findings', () => ofRule(uri, 'unknown-variable').length === 2);
      await run('fixPromptFile', { uri: uri.toString() });
      await document.save();
      const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      assert.match(saved, /Explain \$\{selection\}/);
      await until('no finding', () => ofRule(uri, 'unknown-variable').length === 0);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  it('says on hover why it matters, what it gains, and where to read more', async () => {
    const { document } = await openBad();
    const [first] = ofRule(document.uri, 'unknown-variable');
    assert.ok(first);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      first.range.start,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    assert.match(text, /nobody fills in/);
    assert.match(text, /point|score/);
    assert.match(text, /command:whetstone\.explainRule/);
    assert.match(
      (await run<string>('explainRule', { rule: 'unknown-variable' })) ?? '',
      /rules\.md#unknown-variable$/,
    );
  });

  it('leaves ordinary Markdown alone, and reads files that are not saved yet', async () => {
    const { document } = await openFile('README.md', bad);
    const untitled = await vscode.workspace.openTextDocument({ language: 'prompt', content: bad });
    await vscode.window.showTextDocument(untitled);
    if (untitled.languageId === 'prompt')
      await until('findings', () => ofRule(untitled.uri, 'unknown-variable').length === 2);
    assert.deepEqual(ours(document.uri), []);
  });

  it('checks all prompt files of the workspace', async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    assert.ok(root);
    const file = path.join(root, '.github', 'prompts', 'all.prompt.md');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bad);
    try {
      const checked = await run<readonly CheckedFile[]>('checkAllPromptFiles', {});
      const entry = checked.find(isOurs);
      assert.ok(entry, 'the file was checked');
      assert.equal(entry.kind, 'prompt');
      assert.equal(entry.findings.filter(({ rule }) => rule === 'unknown-variable').length, 2);
      await until('its findings in the Problems panel', () => ours(vscode.Uri.file(file)).length === 2);
      await until('the report', () =>
        vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Prompt Files')),
      );
    } finally {
      await rm(file);
    }
  });
});

function isOurs({ path: file }: CheckedFile): boolean {
  return file.endsWith('all.prompt.md');
}

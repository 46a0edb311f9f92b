import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Score } from '../../src/core/score/score.ts';
import { closeEverything, openFile, run, until, vaguePrompt, whetstone } from './editing.ts';

const ours = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'whetstone');

const codesOf = (diagnostics: readonly vscode.Diagnostic[]): string[] =>
  diagnostics.map(({ code }) => (typeof code === 'string' ? code : '')).toSorted();

describe('scores in the editor', () => {
  before(() => whetstone());
  afterEach(() => closeEverything());

  it('scores a text by command and by API alike, as the sum of its parts', async () => {
    const score = await run<Score>('scorePrompt', { text: vaguePrompt });
    assert.equal(score.total, score.clarity + score.specificity + score.context + score.actionability);
    assert.ok(score.total < 50, `a vague prompt scores ${score.total}`);
    assert.deepEqual(await (await whetstone()).score({ text: vaguePrompt }), score);
  });

  it('scores a document by its address', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    const byText = await run<Score>('scorePrompt', { uri: document.uri });
    const byString = await run<Score>('scorePrompt', { uri: document.uri.toString() });
    assert.deepEqual(byText, byString);
  });

  it('says over the line above a prompt what earned points and what would add some', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    let tooltip = '';
    for (let round = 0; round < 80 && tooltip === ''; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        10,
      );
      tooltip = lenses.map(({ command }) => command?.tooltip ?? '').find((text) => text !== '') ?? '';
    }
    assert.match(tooltip, /Clarity \d+\/25/);
    assert.match(tooltip, /Following this would add\n\+\d+ /);
  });

  it('says what does not fit in an argument', async () => {
    await assert.rejects(async () => run('scorePrompt', { text: 7 }), /text/);
  });

  it('shows a diagnostic per suggestion, with source and rule', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    const diagnostics = await until('diagnostics on a prompt file', () => {
      const found = ours(document.uri);
      return found.length > 0 && found;
    });
    const score = await run<Score>('scorePrompt', { uri: document.uri });
    const codes = codesOf(diagnostics);
    assert.deepEqual(
      score.suggestions.map(({ rule }) => rule).filter((rule) => !codes.includes(rule)),
      [],
    );
    assert.equal(new Set(codes).size, codes.length, 'nothing is said twice');
    assert.ok(diagnostics.every(({ message }) => message.length > 0));
  });

  it('follows the text, and never shows remarks on a text that is gone', async () => {
    const editor = await openFile('login.prompt.md', vaguePrompt);
    const { uri } = editor.document;
    await until('diagnostics', () => ours(uri).length > 0);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 9, 0), ''));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'make it better somehow'));
    const expected = await run<Score>('scorePrompt', { uri });
    await until('diagnostics of the new text', () => {
      const codes = codesOf(ours(uri));
      // The linter says "vague-reference" where the score only suggests that a word points nowhere.
      const covered = new Set(['dangling-pointer', 'points-first', 'needs-earlier']);
      return (
        codes.includes('vague-reference') &&
        expected.suggestions.every(({ rule }) => codes.includes(rule) || covered.has(rule))
      );
    });
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    assert.ok(ours(uri).every(({ range }) => range.end.isBeforeOrEqual(end)));
  });

  it('leaves files alone that are no prompts', async () => {
    const prompt = await openFile('login.prompt.md', vaguePrompt);
    const { document } = await openFile('notes.txt', vaguePrompt);
    await until('diagnostics on the prompt', () => ours(prompt.document.uri).length > 0);
    assert.deepEqual(ours(document.uri), []);
  });

  it('takes its remarks back when scoring is switched off', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    await until('diagnostics', () => ours(document.uri).length > 0);
    const settings = vscode.workspace.getConfiguration('whetstone');
    await settings.update('score.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      await until('no diagnostics', () => ours(document.uri).length === 0);
    } finally {
      await settings.update('score.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('warns about a file below the minimum of the project', async () => {
    const settings = vscode.workspace.getConfiguration('whetstone');
    await settings.update('score.minimum', 90, vscode.ConfigurationTarget.Global);
    try {
      const { document } = await openFile('login.prompt.md', vaguePrompt);
      const warning = await until('the warning', () =>
        ours(document.uri).find(({ code }) => code === 'below-minimum'),
      );
      assert.equal(warning.severity, vscode.DiagnosticSeverity.Warning);
    } finally {
      await settings.update('score.minimum', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

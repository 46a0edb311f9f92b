import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RenderedTemplate } from '../../src/core/library/template.ts';
import type { UsedTemplate } from '../../src/vscode/library/useTemplate.ts';
import { closeEverything, openFile, run, whetstone } from './editing.ts';

const variables = { task_title: 'Login rejects spaces', task_description: 'Passwords are trimmed.' };

describe('the prompt library', () => {
  before(() => whetstone());
  afterEach(() => closeEverything());

  it('lists the built-in templates by category, each scoring over 75', async () => {
    const entries = await (await whetstone()).templates.list();
    assert.deepEqual(entries.map(({ id }) => id).toSorted(), [
      'architecture-proposal',
      'bug-fix',
      'chat-assistant',
      'code-review',
      'commit-message',
      'debug-an-error',
      'documentation',
      'documentation-generator',
      'feature',
      'issue-from-feedback',
      'issue-from-repository-analysis',
      'pull-request-description',
      'readme-update',
      'refactoring',
      'sub-issues',
      'test-writing',
    ]);
    for (const { id, score } of entries) assert.ok(score !== null && score > 75, `${id} scores ${score}`);
  });

  it('renders by command and by API alike', async () => {
    const rendered = await run<RenderedTemplate>('renderTemplate', { id: 'bug-fix', variables });
    assert.match(rendered.text, /^## Bug Fix: Login rejects spaces/);
    assert.deepEqual(await (await whetstone()).templates.render({ id: 'bug-fix', variables }), rendered);
  });

  it('names the nearest variable and the missing template', async () => {
    const misspelt = { id: 'bug-fix', variables: { ...variables, task_titel: 'x' } };
    await assert.rejects(async () => run('renderTemplate', misspelt), /task_titel/);
    await assert.rejects(async () => run('useTemplate', { id: 'bug-fixes' }), /bug-fixes/);
  });

  it('opens a filled-in template as a new prompt', async () => {
    const used = await run<UsedTemplate>('useTemplate', { id: 'bug-fix', variables, then: 'open' });
    assert.equal(used.destination, 'open');
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.isUntitled, true);
    assert.equal(editor?.document.getText(), used.text);
  });

  it('inserts at the cursor in one undoable step', async () => {
    const editor = await openFile('new.prompt.md', 'before\n\nafter\n');
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    const { text } = await run<UsedTemplate>('useTemplate', { id: 'feature', variables, then: 'insert' });
    assert.equal(editor.document.getText(), `before\n${text}\nafter\n`);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'before\n\nafter\n');
  });

  it('says what to do when there is nowhere to insert', async () => {
    await assert.rejects(
      async () => run('useTemplate', { id: 'feature', variables, then: 'insert' }),
      /no editor/,
    );
  });

  it('copies', async () => {
    const { text } = await run<UsedTemplate>('useTemplate', { id: 'feature', variables, then: 'copy' });
    assert.equal(await vscode.env.clipboard.readText(), text);
  });
});

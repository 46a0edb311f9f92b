import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { FoundTemplate } from '../../src/core/library/foundTemplate.ts';
import type { MadeTemplate } from '../../src/vscode/library/fileCommands.ts';
import type { LabelledVersion, Promotion } from '../../src/vscode/library/versions.ts';
import { closeEverything, diffInFront, run, whetstone } from './editing.ts';
import { messagesDuring } from './messages.ts';

const name = `Release Notes ${Date.now()}`;

describe('templates as files with versions', () => {
  let made: MadeTemplate;

  before(() => whetstone());
  afterEach(() => closeEverything());

  async function versions(id = made.id): Promise<readonly LabelledVersion[]> {
    return (await run<{ versions: readonly LabelledVersion[] }>('templateHistory', { id })).versions;
  }

  async function found(id = made.id): Promise<FoundTemplate | undefined> {
    const entries = (await (await whetstone()).templates.list()) as readonly FoundTemplate[];
    return entries.find((entry) => entry.id === id);
  }

  async function savedAs(change: (text: string) => string): Promise<void> {
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(made.path));
    const { document } = editor;
    const text = change(document.getText());
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), text));
    assert.ok(await document.save());
  }

  it('are made once, open to be written, with a first version', async () => {
    made = await run<MadeTemplate>('newTemplate', { name, description: 'What is new', category: 'Docs' });
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, made.path);
    assert.equal(made.scope, 'user');
    assert.deepEqual(
      (await versions()).map(({ number, parent }) => [number, parent]),
      [[1, null]],
    );
    await assert.rejects(async () => run('newTemplate', { name: name.toUpperCase() }), /already/);
    const entry = await found();
    assert.deepEqual([entry?.category, entry?.scope, entry?.version], ['Docs', 'user', 1]);
  });

  it('get a version with every changed save, in the editor and from outside', async () => {
    await savedAs((text) => `${text}\nSecond\n`);
    await savedAs((text) => text);
    await run('editTemplate', { id: made.id });
    const editor = vscode.window.activeTextEditor!;
    await editor.edit((edit) => edit.insert(new vscode.Position(editor.document.lineCount, 0), 'Third\n'));
    await run('saveTemplateVersion', { id: made.id, note: 'Said more' });
    await writeFile(made.path, `${await readFile(made.path, 'utf8')}Fourth\n`);
    assert.equal((await found())?.version, 4);
    assert.deepEqual(
      (await versions()).map(({ number, parent, note }) => [number, parent, note]),
      [
        [4, 3, ''],
        [3, 2, 'Said more'],
        [2, 1, ''],
        [1, null, ''],
      ],
    );
    assert.ok(
      (await versions()).every(({ createdAt, hash }) => createdAt !== '' && /^[0-9a-f]{64}$/.test(hash)),
    );
    await assert.rejects(
      async () => run('saveTemplateVersion', { id: made.id, note: 'x' }),
      /nothing to save/,
    );
  });

  it('are compared in the diff editor, restored as a new version, and branched from', async () => {
    const { diff } = await run<{ diff: string }>('compareTemplateVersions', { id: made.id, from: 1, to: 2 });
    assert.match(diff, /^\+Second$/m);
    assert.match(diffInFront().label, /versions 1 and 2/);
    await run('compareTemplateVersions', { id: made.id, from: 2 });
    assert.equal(diffInFront().modified.fsPath, made.path);

    assert.deepEqual(await run('restoreTemplate', { id: made.id, version: 1 }), {
      id: made.id,
      version: 5,
      restored: 1,
    });
    assert.doesNotMatch(await readFile(made.path, 'utf8'), /Second/);
    await run('branchTemplate', { id: made.id, version: 2 });
    assert.match(vscode.window.activeTextEditor!.document.getText(), /Second\n$/);
    assert.equal(vscode.window.activeTextEditor!.document.isDirty, true);
    assert.ok(await vscode.window.activeTextEditor!.document.save());
    const newest = (await found())?.version;
    assert.equal(newest, 6);
    assert.deepEqual(
      (await versions()).slice(0, 2).map(({ number, parent }) => [number, parent]),
      [
        [6, 2],
        [5, 1],
      ],
    );
  });

  it('are promoted, with the difference told, and switched off and on', async () => {
    await run('promoteTemplate', { id: made.id, version: 1, label: 'production' });
    const promotion = await run<Promotion>('promoteTemplate', {
      id: made.id,
      version: 2,
      label: 'production',
    });
    assert.deepEqual([promotion.from, promotion.to], [1, 2]);
    assert.match(promotion.diff, /^\+Second$/m);
    assert.deepEqual((await found())?.labels, { production: 2 });
    await assert.rejects(
      async () => run('promoteTemplate', { id: made.id, label: '7' }),
      /no name for a label/,
    );
    await run('removeTemplateLabel', { id: made.id, label: 'production' });
    assert.deepEqual((await found())?.labels, {});
    await run('deactivateTemplate', { ids: [made.id] });
    assert.equal((await found())?.active, false);
    await run('activateTemplate', { id: made.id });
    assert.equal((await found())?.active, true);
  });

  it('change their category with nothing else changed', async () => {
    const before = await readFile(made.path, 'utf8');
    await run('moveTemplate', { ids: [made.id], category: 'Releases' });
    assert.equal(await readFile(made.path, 'utf8'), before.replace('category: Docs', 'category: Releases'));
    await assert.rejects(async () => run('moveTemplate', { id: 'bug-fix', category: 'x' }), /built in/);
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(made.path));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), ' '));
    await assert.rejects(async () => run('moveTemplate', { id: made.id, category: 'x' }), /not saved/);
  });

  it('come back when deleting is undone, and from their history', async () => {
    const text = await readFile(made.path, 'utf8');
    await messagesDuring(async () => run('deleteTemplate', { id: made.id }), 'Undo');
    assert.equal(await readFile(made.path, 'utf8'), text);
    await messagesDuring(async () => run('deleteTemplate', { id: made.id }));
    assert.equal(await found(), undefined);
    await assert.rejects(async () => run('deleteTemplate', { id: 'bug-fix' }), /built in/);
    await run('restoreTemplate', { id: made.id });
    assert.equal(await readFile(made.path, 'utf8'), text);
    assert.equal((await found())?.category, 'Releases');
    // Deleted behind the editor's back.
    await rm(made.path);
    assert.equal(await found(), undefined);
    await run('restoreTemplate', { id: made.id, version: 1 });
    assert.equal((await found())?.category, 'Docs');
    await messagesDuring(async () => run('deleteTemplate', { id: made.id }));
  });

  it('stand before wider ones of the same id, which the list says', async () => {
    const copy = await run<MadeTemplate>('duplicateTemplate', { id: 'bug-fix', name: 'Bug Fix' });
    assert.deepEqual([copy.id, copy.scope], ['bug-fix', 'user']);
    assert.equal((await found('bug-fix'))?.hides, 'builtin');
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const shared = path.join(root, '.whetstone/templates/bug-fix.prompt');
    await mkdir(path.dirname(shared), { recursive: true });
    await writeFile(shared, '---\nname: Our Bug Fix\n---\n{{task_title}}\n');
    const entry = await found('bug-fix');
    assert.deepEqual([entry?.name, entry?.scope, entry?.hides], ['Our Bug Fix', 'workspace', 'user']);
    assert.match(entry?.remarks.join() ?? '', /instead of the user one/);
    await rm(shared);
    await messagesDuring(async () => run('deleteTemplate', { id: 'bug-fix' }));
    assert.equal((await found('bug-fix'))?.scope, 'builtin');
  });

  it('built in ones open read-only', async () => {
    await run('editTemplate', { id: 'bug-fix' });
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'whetstone-template');
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /name: Bug Fix/);
  });

  it('keep both texts when another window saves one that is being changed here', async () => {
    for (const answer of ['Take Theirs', 'Keep Mine as a New Version']) {
      const { id, path: file } = await run<MadeTemplate>('newTemplate', {
        name: `Shared ${Date.now()}`,
        text: 'One\n',
      });
      await found(id);
      const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
      await editor.edit((edit) => edit.insert(new vscode.Position(editor.document.lineCount, 0), 'Mine\n'));
      const theirs = `${await readFile(file, 'utf8')}Theirs\n`;
      await messagesDuring(async () => {
        await writeFile(file, theirs);
        for (let attempt = 0; editor.document.isDirty; attempt += 1) {
          assert.ok(attempt < 200, `${answer}: nobody asked`);
          await new Promise((resolve) => setTimeout(resolve, 40));
        }
      }, answer);
      const isMine = answer !== 'Take Theirs';
      assert.equal((await readFile(file, 'utf8')).endsWith('Mine\n'), isMine, answer);
      const kept = await versions(id);
      const texts = await Promise.all(
        kept.map(async ({ number }) => {
          const name = `/${id} v${number}.prompt`;
          const query = JSON.stringify({ place: 'user', id, version: number });
          const uri = vscode.Uri.from({ scheme: 'whetstone-template', path: name, query });
          return (await vscode.workspace.openTextDocument(uri)).getText();
        }),
      );
      assert.ok(
        texts.some((text) => text.endsWith('Mine\n')) && texts.some((text) => text.endsWith('Theirs\n')),
      );
      assert.equal(kept.find(({ number }) => texts[kept.length - number]?.endsWith('Mine\n'))?.parent, 1);
      await messagesDuring(async () => run('deleteTemplate', { id }));
    }
  });

  it('follow a file that is renamed', async () => {
    const { id, path: file } = await run<MadeTemplate>('newTemplate', {
      name: `Old ${Date.now()}`,
      text: 'One\n',
    });
    await found(id);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(vscode.Uri.file(file), vscode.Uri.file(file.replace('old-', 'new-')));
    assert.ok(await vscode.workspace.applyEdit(edit));
    const renamed = id.replace('old-', 'new-');
    assert.equal((await found(renamed))?.version, 1);
    assert.equal(await found(id), undefined);
    assert.deepEqual(
      (await versions(renamed)).map(({ note }) => note),
      [`Renamed from ${id}`],
    );
    assert.equal((await versions(id)).length, 1);
    await messagesDuring(async () => run('deleteTemplate', { id: renamed }));
  });
});

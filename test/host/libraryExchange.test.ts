import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ImportedFile, MadeSkill, WrittenExport } from '../../src/vscode/library/exchangeCommands.ts';
import type { LabelledVersion } from '../../src/vscode/library/versions.ts';
import { closeEverything, run, whetstone } from './editing.ts';
import { messagesDuring } from './messages.ts';

describe('templates in and out', () => {
  let folder: string;

  before(async () => {
    await whetstone();
    folder = await mkdtemp(path.join(tmpdir(), 'whetstone-exchange-'));
  });
  afterEach(() => closeEverything());

  const at = (...names: string[]): vscode.Uri => vscode.Uri.file(path.join(folder, ...names));

  it('go out into a folder or a zip in every format, with what was lost, and never over a file unasked', async () => {
    const ids = ['bug-fix', 'feature'];
    for (const format of ['prompt', 'prompt.md', 'skill', 'claude']) {
      const uri = at(format);
      const written = await run<WrittenExport[]>('exportTemplate', { ids, format, uri });
      assert.deepEqual(
        written.map(({ id }) => id),
        ids,
      );
      assert.equal(
        written.some(({ lost }) => lost.length > 0),
        format !== 'prompt',
        format,
      );
      assert.equal((await readdir(uri.fsPath)).length, 2);
      await assert.rejects(async () => run('exportTemplate', { ids, format, uri }), /there already/);
    }
    await run('exportTemplate', { ids, format: 'prompt', uri: at('all.zip') });
    assert.equal((await readFile(at('all.zip').fsPath)).subarray(0, 2).toString(), 'PK');
  });

  it('come in from files, folders and zips; what is there stays unless it may be replaced', async () => {
    await writeFile(
      at('Tidy Up.prompt.md').fsPath,
      '---\ndescription: Tidies\nagent: ask\n---\nTidy ${input:what}.\n',
    );
    const first = await run<ImportedFile[]>('importTemplates', {
      uris: [at('Tidy Up.prompt.md'), at('all.zip')],
    });
    assert.deepEqual(
      first.map(({ id, status }) => [id, status]),
      [
        ['tidy-up', 'imported'],
        ['bug-fix', 'imported'],
        ['feature', 'imported'],
      ],
    );
    assert.match(first[0]?.lost.join() ?? '', /"agent"/);
    await writeFile(at('Tidy Up.prompt.md').fsPath, 'Tidy everything.\n');
    const again = { uris: [at('Tidy Up.prompt.md')] };
    assert.equal((await run<ImportedFile[]>('importTemplates', again))[0]?.status, 'exists');
    assert.equal(
      (await run<ImportedFile[]>('importTemplates', { ...again, overwrite: true }))[0]?.status,
      'replaced',
    );
    const { versions } = await run<{ versions: LabelledVersion[] }>('templateHistory', { id: 'tidy-up' });
    assert.deepEqual(
      versions.map(({ note }) => note),
      ['Imported from Tidy Up.prompt.md', 'Imported from Tidy Up.prompt.md'],
    );
    await messagesDuring(async () => run('deleteTemplate', { ids: ['tidy-up', 'bug-fix', 'feature'] }));
    await assert.rejects(async () => run('importTemplates', { uris: [at('nowhere')] }), /cannot be read/);
  });

  it('become skills: shown first, written when wanted, links following', async () => {
    const uri = at('release notes.prompt.md');
    await writeFile(uri.fsPath, '# Write release notes\n\nSee [the style](style.md).\n');
    const shown = await run<MadeSkill>('convertToSkill', { uri, folder: at('skills') });
    assert.equal(shown.written, false);
    const made = await run<MadeSkill>('convertToSkill', { uri, folder: at('skills'), write: true });
    assert.deepEqual([made.name, made.files], ['release-notes', ['style.md']]);
    const text = await readFile(at('skills', 'release-notes', 'SKILL.md').fsPath, 'utf8');
    assert.equal(text, made.text);
    assert.match(text, /Use when asked to write release notes\.[^]*\(\.\.\/\.\.\/style\.md\)/);
    await assert.rejects(
      async () => run('convertToSkill', { uri, folder: at('skills'), write: true }),
      /already/,
    );
    await assert.rejects(async () => run('convertToSkill', { uri: at('all.zip') }), /prompt\.md/);
  });
});

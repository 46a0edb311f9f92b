import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { atCursor, greeting } from '../harness/templateSamples.ts';
import { closeEverything, until, whetstone } from './editing.ts';

const names = (items: readonly vscode.CompletionItem[]): string[] =>
  items.map(({ label }) => (typeof label === 'string' ? label : label.label));

/** Opens a text as a template that belongs to no file, with the cursor at `¦`. */
async function untitled(
  marked: string,
): Promise<{ document: vscode.TextDocument; position: vscode.Position }> {
  const { text, offset } = atCursor(marked);
  const document = await vscode.workspace.openTextDocument({ language: 'dotprompt', content: text });
  return { document, position: document.positionAt(offset) };
}

async function completionsAt(marked: string): Promise<readonly vscode.CompletionItem[]> {
  const { document, position } = await untitled(marked);
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return items;
}

/** The position behind the first occurrence of a piece. */
function behind(document: vscode.TextDocument, piece: string): vscode.Position {
  const place = document.getText().indexOf(piece);
  assert.notEqual(place, -1, piece);
  return document.positionAt(place + piece.length);
}

/** The greeting with its partial, in a new folder. */
async function greetingFile(): Promise<vscode.TextDocument> {
  const folder = vscode.Uri.file(await mkdtemp(path.join(tmpdir(), 'whetstone-templates-')));
  const write = (name: string, text: string): Thenable<void> =>
    vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
  await write('_alone.prompt', 'Nobody but {{who}}.\n');
  await write('greeting.prompt', greeting);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, 'greeting.prompt'));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

const execute = <Result>(
  command: string,
  document: vscode.TextDocument,
  ...more: readonly unknown[]
): Thenable<Result> => vscode.commands.executeCommand<Result>(`vscode.${command}`, document.uri, ...more);

const textAt = (document: vscode.TextDocument, range: vscode.Range): string => document.getText(range);

describe('the language of templates', () => {
  before(() => whetstone());
  afterEach(() => closeEverything());

  it('completes variables, helpers, blocks, roles, partials, keys, types and categories', async () => {
    const schema = '---\ninput:\n  schema:\n    guest: string, Who\n    list(array): string\n---\n';
    const first = names(await completionsAt(`${schema}Hi {{¦}}`));
    for (const name of ['guest', 'list', 'upper', '#each']) assert.ok(first.includes(name), name);
    const argument = names(await completionsAt(`${schema}{{upper ¦}}`));
    assert.deepEqual(argument, ['guest', 'list']);
    const inLoop = names(await completionsAt(`${schema}{{#each list as |one|}}{{¦}}{{/each}}`));
    for (const name of ['one', '../guest', '@index']) assert.ok(inLoop.includes(name), name);
    assert.deepEqual(names(await completionsAt(`${schema}{{#if guest}}{{#each list}}{{/¦}}`)), [
      'each',
      'if',
    ]);
    assert.deepEqual(names(await completionsAt('{{role "¦"}}')), ['system', 'user', 'model']);
    assert.deepEqual(names(await completionsAt('---\nname: A\ninput:\n  ¦\n---\n')), ['schema', 'default']);
    assert.deepEqual(names(await completionsAt('---\ninput:\n  schema:\n    ¦\n---\n{{other}}')), ['other']);
    const types = names(await completionsAt('---\ninput:\n  schema:\n    a: ¦\n---\n'));
    assert.ok(types.includes('integer'));
    assert.ok(names(await completionsAt('---\nmetadata:\n  category: ¦\n---\n')).includes('Code Review'));
    assert.deepEqual(names(await completionsAt(`${schema}Hi ¦there {{guest}}`)), []);
    assert.ok(names(await completionsAt('{{> ¦}}')).includes('bug-fix'));
  });

  it('writes a block with its end', async () => {
    const { document, position } = await untitled('{{#¦}}');
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(position, position);
    const items = await completionsAt('{{#¦}}');
    const each = items.find(({ label }) => label === 'each');
    assert.ok(each?.insertText instanceof vscode.SnippetString);
    await editor.insertSnippet(each.insertText, position);
    assert.equal(document.getText(), '{{#each list as |item|}}\n\n{{/each}}');
  });

  it('says over a name what it is', async () => {
    const document = await greetingFile();
    const hoverOn = async (piece: string): Promise<string> => {
      const hovers = await execute<vscode.Hover[]>('executeHoverProvider', document, behind(document, piece));
      return hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (typeof content === 'string' ? content : content.value))
        .join('\n');
    };
    assert.match(await hoverOn('{{upper gue'), /guest: string[\s\S]*Who(?:&nbsp;| )comes[\s\S]*Ada/);
    assert.match(await hoverOn('Sound {{to'), /tone\?: string[\s\S]*warm/);
    assert.match(await hoverOn('{{upp'), /capital letters/);
    assert.match(await hoverOn('{{> alo'), /_alone\.prompt[\s\S]*Nobody but \{\{who\}\}/);
    assert.match(await hoverOn('as |fri'), /each/);
    assert.match(await hoverOn('metad'), /sample values/);
  });

  it('renames a variable everywhere in one edit, and refuses names that cannot be', async () => {
    const document = await greetingFile();
    const position = behind(document, '{{upper gue');
    const edit = await execute<vscode.WorkspaceEdit>(
      'executeDocumentRenameProvider',
      document,
      position,
      'visitor',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), greeting.replaceAll('guest', 'visitor'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), greeting);
    for (const name of ['friends', 'two words', 'if'])
      await assert.rejects(async () =>
        execute('executeDocumentRenameProvider', document, behind(document, '{{upper gue'), name),
      );
    await assert.rejects(async () => execute('executePrepareRename', document, behind(document, 'Also gr')));
  });

  it('leads to declarations, uses and partials', async () => {
    const document = await greetingFile();
    const definition = async (piece: string): Promise<vscode.Location | undefined> =>
      (await execute<vscode.Location[]>('executeDefinitionProvider', document, behind(document, piece)))[0];
    const declared = await definition('{{../gue');
    assert.equal(declared?.range.start.line, 5);
    assert.match((await definition('{{> alo'))?.uri.path ?? '', /\/_alone\.prompt$/);
    assert.equal(
      (await definition('- {{fri'))?.range.start.line,
      document.positionAt(greeting.indexOf('as |fri')).line,
    );
    const references = await execute<vscode.Location[]>(
      'executeReferenceProvider',
      document,
      behind(document, '{{upper gue'),
    );
    assert.deepEqual(
      references.map(({ range }) => textAt(document, range)),
      Array.from({ length: 5 }, () => 'guest'),
    );
  });

  it('outlines and folds', async () => {
    const document = await greetingFile();
    const symbols = await execute<vscode.DocumentSymbol[]>('executeDocumentSymbolProvider', document);
    assert.deepEqual(
      symbols.map(({ children, name }) => [name, children.map((child) => child.name)]),
      [
        ['Front matter', ['name', 'description', 'input', 'metadata']],
        ['system', []],
        ['user', ['Greet {{upper guest}}', '#if']],
      ],
    );
    const folds = await execute<vscode.FoldingRange[]>('executeFoldingRangeProvider', document);
    assert.deepEqual([folds[0]?.start, folds[0]?.end], [0, 15]);
    assert.equal(folds.length, 5);
  });

  it('marks what is wrong while it is typed, and offers to mend it', async () => {
    const document = await greetingFile();
    const marked = (): string[] =>
      vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ source }) => source === 'whetstone')
        .map(
          ({ code, range, severity }) =>
            `${typeof code === 'string' ? code : ''} ${severity} ${textAt(document, range)}`,
        );
    const change = async (from: string, to: string): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      const end = behind(document, from);
      edit.replace(document.uri, new vscode.Range(end.translate(0, -from.length), end), to);
      assert.ok(await vscode.workspace.applyEdit(edit));
    };
    await until('the example has no faults', () => marked().length === 0);
    await change('{{tone}}', '{{tune}}');
    await until('the variable is marked', () => marked().includes('template-variable 0 tune'));
    assert.ok(marked().includes('template-unused 3 tone'), marked().join('\n'));
    const actions = await execute<vscode.CodeAction[]>(
      'executeCodeActionProvider',
      document,
      new vscode.Range(behind(document, '{{tu'), behind(document, '{{tu')),
    );
    assert.deepEqual(
      // Other extensions may offer theirs behind.
      actions.slice(0, 2).map(({ title }) => title),
      ['Change to "tone"', 'Declare "tune" in the schema'],
    );
    const [mended] = actions;
    assert.ok(mended?.edit && (await vscode.workspace.applyEdit(mended.edit)));
    await until('the mended text has no faults', () => marked().length === 0);
    await change('{{> alone', '{{> aloen');
    await until('the partial is marked', () => marked().includes('template-partial 0 aloen'));
    await change('{{#if friends}}', '{{#if friends');
    await until('the open tag is marked', () =>
      marked().some((one) => one.startsWith('template-syntax 0 {{#if')),
    );
  });

  it('says above a template what its samples score', async () => {
    const document = await greetingFile();
    const titles = async (): Promise<(string | undefined)[]> =>
      (await execute<vscode.CodeLens[]>('executeCodeLensProvider', document))
        .filter(({ command }) => command?.command === 'whetstone.previewTemplate')
        .map(({ command }) => command?.title);
    assert.match((await titles()).join(), /^\d+ (?:poor|fair|good|excellent) - Preview$/);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, '{{tune}}');
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(await titles(), ['Preview']);
  });

  it('works in a virtual file system, with partials there', async () => {
    const files = new Map([
      ['/a/main.prompt', '---\ninput:\n  schema:\n    who: string\n---\n{{> part}} {{whom}}\n'],
      ['/a/_part.prompt', 'For {{who}}.\n'],
    ]);
    const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
    const readOnly = (): never => {
      throw vscode.FileSystemError.NoPermissions();
    };
    const provider = vscode.workspace.registerFileSystemProvider(
      'templates-in-memory',
      {
        onDidChangeFile: changed.event,
        watch: () => new vscode.Disposable(() => {}),
        stat(uri) {
          const text = files.get(uri.path);
          if (text === undefined && uri.path !== '/a') throw vscode.FileSystemError.FileNotFound(uri);
          const type = text === undefined ? vscode.FileType.Directory : vscode.FileType.File;
          return { type, ctime: 0, mtime: 0, size: text?.length ?? 0 };
        },
        readDirectory: () =>
          [...files.keys()].map((file) => [file.slice('/a/'.length), vscode.FileType.File]),
        readFile(uri) {
          const text = files.get(uri.path);
          if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
          return new TextEncoder().encode(text);
        },
        createDirectory: readOnly,
        writeFile: readOnly,
        delete: readOnly,
        rename: readOnly,
      },
      { isReadonly: true },
    );
    try {
      const uri = vscode.Uri.parse('templates-in-memory:/a/main.prompt');
      const document = await vscode.workspace.openTextDocument(uri);
      const found = await until('the variable is marked', () => {
        const all = vscode.languages.getDiagnostics(uri);
        return all.length > 0 && all;
      });
      assert.deepEqual(
        found.map(({ code }) => code),
        ['template-variable'],
      );
      const [location] = await execute<vscode.Location[]>(
        'executeDefinitionProvider',
        document,
        behind(document, '{{> pa'),
      );
      assert.equal(location?.uri.path, '/a/_part.prompt');
    } finally {
      provider.dispose();
      changed.dispose();
    }
  });
});

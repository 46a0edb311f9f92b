import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles } from '../../../src/node/repositoryFiles.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';

const signal = new AbortController().signal;

describe('repositoryFiles', () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  async function paths(root: string = folder.path, limit = 1000): Promise<readonly string[]> {
    return (await repositoryFiles.list(root, { limit }, signal)).files.map((file) => file.path);
  }

  const ignored = {
    '.gitignore': 'dist/\n*.log\n!keep.log\n',
    'a.ts': 'a',
    'keep.log': '',
    'x.log': '',
    'dist/out.js': '',
    'sub/.gitignore': '/local.ts\n!y.log\n',
    'sub/local.ts': '',
    'sub/y.log': '',
    'sub/deep/local.ts': '',
    'node_modules/lib/index.js': '',
    'sub/node_modules/lib/index.js': '',
    '.venv/bin/activate': '',
  };
  const seen = ['.gitignore', 'a.ts', 'keep.log', 'sub/.gitignore', 'sub/deep/local.ts', 'sub/y.log'];

  for (const [where, prepare] of [
    ['a plain folder', (): void => {}],
    ['a repository without a commit', (): void => void folder.git('init', '-q')],
  ] as const) {
    it(`honours nested .gitignore files in ${where}`, async () => {
      folder.write(ignored);
      prepare();
      assert.deepEqual(await paths(), seen);
    });
  }

  it('lists sizes, and no file that was deleted', async () => {
    folder.git('init', '-q');
    folder.write({ 'a.ts': 'abc', 'gone.ts': '' });
    folder.git('add', '-A');
    rmSync(join(folder.path, 'gone.ts'));
    const { files } = await repositoryFiles.list(folder.path, { limit: 10 }, signal);
    assert.deepEqual(files, [{ path: 'a.ts', size: 3 }]);
  });

  it('lists a sub-folder of a repository as if it were the root', async () => {
    folder.git('init', '-q');
    folder.write({
      '.gitignore': '*.log\n',
      'top.ts': '',
      'packages/web/a.ts': '',
      'packages/web/b.log': '',
    });
    assert.deepEqual(await paths(join(folder.path, 'packages/web')), ['a.ts']);
  });

  it('looks into a folder that its repository ignores when it is asked about it', async () => {
    folder.git('init', '-q');
    folder.write({ '.gitignore': 'work/\n', 'work/a.ts': '' });
    assert.deepEqual(await paths(join(folder.path, 'work')), ['a.ts']);
  });

  it('walks and says so when the index is damaged', async () => {
    folder.git('init', '-q');
    folder.write({ '.gitignore': '*.log\n', 'a.ts': '', 'b.log': '' });
    folder.git('add', '-A');
    writeFileSync(join(folder.path, '.git/index'), 'no index at all');
    const listing = await repositoryFiles.list(folder.path, { limit: 10 }, signal);
    assert.deepEqual(
      listing.files.map((file) => file.path),
      ['.gitignore', 'a.ts'],
    );
    assert.match(listing.notes.join(), /index may be damaged/);
  });

  it('walks where git is not installed', async () => {
    folder.git('init', '-q');
    folder.write({ '.gitignore': '*.log\n', 'a.ts': '', 'b.log': '' });
    const before = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      const listing = await repositoryFiles.list(folder.path, { limit: 10 }, signal);
      assert.deepEqual(
        listing.files.map((file) => file.path),
        ['.gitignore', 'a.ts'],
      );
      assert.deepEqual(listing.notes, []);
    } finally {
      process.env['PATH'] = before;
    }
  });

  it('sees the files of submodules, nested repositories and linked work trees', async () => {
    const other = temporaryFolder();
    try {
      other.git('init', '-q', '-b', 'main');
      other.write({ 'lib.c': 'int a;' });
      other.git('add', '-A');
      other.git('commit', '-q', '-m', 'Start');
      folder.git('init', '-q', '-b', 'main');
      folder.git('submodule', '--quiet', 'add', other.path, 'deps/lib');
      folder.write({ 'main.c': '' });
      folder.git('add', '-A');
      folder.git('commit', '-q', '-m', 'Start');
      folder.git('worktree', 'add', '-q', 'tree', '-b', 'side');
      const listed = await paths();
      assert.ok(listed.includes('deps/lib/lib.c') && listed.includes('main.c'));
      assert.ok((await paths(join(folder.path, 'tree'))).includes('main.c'));
    } finally {
      other.remove();
    }
  });

  it('says that a bare repository has no files', async () => {
    folder.git('init', '-q', '--bare');
    const listing = await repositoryFiles.list(folder.path, { limit: 10 }, signal);
    assert.deepEqual(listing.files, []);
    assert.match(listing.notes.join(), /bare repository/);
  });

  it('follows no link out of the root and no loop', async () => {
    const outside = temporaryFolder();
    try {
      outside.write({ 'secret.txt': 'outside', 'more/a.ts': '' });
      folder.write({ 'src/a.ts': 'a' });
      symlinkSync(join(outside.path, 'secret.txt'), join(folder.path, 'leak.txt'));
      symlinkSync(join(outside.path, 'more'), join(folder.path, 'more'));
      symlinkSync('..', join(folder.path, 'src/up'));
      symlinkSync('a.ts', join(folder.path, 'src/b.ts'));
      symlinkSync('nowhere', join(folder.path, 'src/broken.ts'));
      assert.deepEqual(await paths(), ['src/a.ts', 'src/b.ts']);
      folder.git('init', '-q');
      assert.deepEqual(await paths(), ['src/a.ts', 'src/b.ts']);
      assert.equal(await repositoryFiles.read(folder.path, 'leak.txt', 100, signal), null);
      assert.equal(await repositoryFiles.read(folder.path, 'more/a.ts', 100, signal), null);
      assert.equal(await repositoryFiles.read(folder.path, 'src/b.ts', 100, signal), 'a');
      assert.equal(await repositoryFiles.read(folder.path, '../etc/passwd', 100, signal), null);
      assert.equal(
        await repositoryFiles.read(folder.path, join(outside.path, 'secret.txt'), 100, signal),
        null,
      );
    } finally {
      outside.remove();
    }
  });

  it('stops at the limit and says that there is more', async () => {
    folder.write(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`f${index}.ts`, ''])));
    const listing = await repositoryFiles.list(folder.path, { limit: 10 }, signal);
    assert.equal(listing.files.length, 10);
    assert.ok(listing.truncated);
  });

  it('copes with names that hold spaces, line feeds, quotes and other scripts', async () => {
    const names = ['a b.ts', 'line\nfeed.ts', '"quoted".ts', 'größe.ts', '文件.ts', '-rf.ts'];
    folder.write(Object.fromEntries(names.map((name) => [name, ''])));
    folder.git('init', '-q');
    folder.git('add', '-A');
    assert.deepEqual(await paths(), [...names].sort());
  });

  it('reads text of several encodings, and nothing binary', async () => {
    folder.write({
      'plain.txt': '\uFEFFgrüße',
      'utf16.txt': Buffer.from('\uFEFFhello', 'utf16le'),
      'picture.png': new Uint8Array([0x89, 0x50, 0, 0, 1]),
      'broken.txt': new Uint8Array([0x61, 0xff, 0x62]),
      'cut.txt': 'aaaé',
    });
    const read = (path: string, bytes = 100): Promise<string | null> =>
      repositoryFiles.read(folder.path, path, bytes, signal);
    assert.equal(await read('plain.txt'), 'grüße');
    assert.equal(await read('utf16.txt'), 'hello');
    assert.equal(await read('picture.png'), null);
    assert.equal(await read('broken.txt'), 'a\uFFFDb');
    assert.equal(await read('cut.txt', 4), 'aaa');
    assert.equal(await read('missing.txt'), null);
  });

  it('never reads keys or credentials, not even through a link, and of examples the names only', async () => {
    folder.write({
      '.env': 'TOKEN=planted-secret',
      '.env.example': '# shop\nTOKEN=planted-secret\nexport PORT=80\n',
      'deploy.pem': 'planted-secret',
      'sub/.npmrc': 'planted-secret',
    });
    symlinkSync('.env', join(folder.path, 'notes.md'));
    for (const path of ['.env', 'deploy.pem', 'sub/.npmrc', 'notes.md']) {
      assert.equal(await repositoryFiles.read(folder.path, path, 1000, signal), null, path);
    }
    assert.equal(await repositoryFiles.read(folder.path, '.env.example', 1000, signal), 'TOKEN\nPORT');
  });

  it('does not wait for a named pipe', async function () {
    this.timeout(3000);
    execFileSync('mkfifo', [join(folder.path, 'pipe.txt')]);
    assert.equal(await repositoryFiles.read(folder.path, 'pipe.txt', 10, signal), null);
  });

  it('refuses a root that is missing or a file', async () => {
    folder.write({ file: '' });
    mkdirSync(join(folder.path, 'empty'));
    await assert.rejects(paths(join(folder.path, 'nowhere')), { code: 'input-unreadable' });
    await assert.rejects(paths(join(folder.path, 'file')), { code: 'input-unreadable' });
    assert.deepEqual(await paths(join(folder.path, 'empty')), []);
  });

  it('ends with the reason of an abort', async () => {
    const controller = new AbortController();
    folder.git('init', '-q');
    folder.write({ 'a.ts': '' });
    const listing = repositoryFiles.list(folder.path, { limit: 10 }, controller.signal);
    controller.abort();
    await assert.rejects(listing, { name: 'AbortError' });
  });
});

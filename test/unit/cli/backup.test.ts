import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Backup, Restored } from '../../../src/node/store/backups/restoreBackup.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';
import { run, type Recorded } from './recordedIo.ts';

describe('whetstone backup', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  let home: string;

  beforeEach(() => {
    folder = temporaryFolder();
    home = join(folder.path, 'home');
  });

  afterEach(() => folder.remove());

  function whetstone(...args: string[]): Promise<Recorded> {
    return run(args, { env: { WHETSTONE_HOME: home }, cwd: folder.path, stdin: null });
  }

  it('makes, lists and restores, and keeps what it replaces', async () => {
    assert.equal((await whetstone('backup', 'list')).stdout, '');
    const none = await whetstone('backup', 'restore', 'last');
    assert.deepEqual([none.status, none.stdout], [2, '']);
    assert.match(none.stderr, /no backup yet/);

    await whetstone('template', 'new', 'One');
    const made = await whetstone('backup', 'make');
    assert.equal(made.status, 0, made.stderr);
    assert.ok(existsSync(made.stdout.trim()));
    await whetstone('template', 'new', 'Two');
    const restored = await whetstone('backup', 'restore', 'last', '--json');
    const { name, setAside } = JSON.parse(restored.stdout) as Restored;
    assert.match(name, /^whetstone-\d{4}-\d{2}-\d{2}\.db$/);
    assert.ok(existsSync(setAside ?? ''));
    const listed = JSON.parse((await whetstone('backup', 'list', '--json')).stdout) as Backup[];
    const held = Object.fromEntries(listed.map(({ holds, kind }) => [kind, holds?.templateVersions]));
    assert.deepEqual(held, { daily: 1, replaced: 2 });
    const odd = await whetstone('backup', 'restore', '../x');
    assert.equal(odd.status, 2);
    assert.match(odd.stderr, /There is no backup "\.\.\/x"/);
    assert.match(
      (await whetstone('backup', 'list')).stdout,
      /0 enhancements, 1 versions of templates, 0 runs/,
    );
  });
});

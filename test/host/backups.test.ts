import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import { openStore } from '../../src/node/store/openStore.ts';
import { restoreBackup } from '../../src/vscode/backups/restoreBackup.ts';
import { run, whetstone } from './editing.ts';
import { messagesDuring } from './messages.ts';

describe('restoring a backup', () => {
  it('asks which and whether, puts it back, and sets aside what was there', async () => {
    await whetstone();
    const extension = vscode.extensions.getExtension('whetstone.whetstone');
    assert.ok(extension);
    const folder = await mkdtemp(path.join(tmpdir(), 'whetstone-backups-'));
    const store = openStore({
      path: path.join(folder, 'whetstone.db'),
      worker: pathToFileURL(path.join(extension.extensionPath, 'dist/extension/store-worker.js')),
    });
    const save = (id: string): Promise<unknown> =>
      store.templates.record([{ place: 'user', id, text: id, author: '', at: 0, note: '' }]);
    const said = await messagesDuring(() => restoreBackup(store.backups, undefined));
    assert.match(said.join(), /no backup yet/);

    await save('one');
    assert.ok(await store.backups.make());
    await save('two');
    const { showQuickPick } = vscode.window;
    let offered: readonly vscode.QuickPickItem[] = [];
    const first = (items: readonly vscode.QuickPickItem[]): Promise<unknown> => {
      offered = items;
      return Promise.resolve(items[0]);
    };
    Object.assign(vscode.window, { showQuickPick: first });
    try {
      const asked = await messagesDuring(() => restoreBackup(store.backups, undefined));
      assert.match(asked.join(), /^Put back the backup of /);
      assert.equal((await store.templates.records(['user'])).length, 2);
      const done = await messagesDuring(() => restoreBackup(store.backups, undefined), 'Restore');
      assert.match(done.join(), /kept as .*replaced-/);
    } finally {
      Object.assign(vscode.window, { showQuickPick });
    }
    assert.equal(offered[0]?.detail, '0 enhancements, 1 versions of templates, 0 runs');
    assert.equal((await store.templates.records(['user'])).length, 1);
    const replaced = (await store.backups.list()).find(({ kind }) => kind === 'replaced');
    const back = await restoreBackup(store.backups, { name: replaced?.name });
    assert.ok(existsSync(back?.setAside ?? ''));
    assert.equal((await store.templates.records(['user'])).length, 2);
    await store.close();
    await assert.rejects(run('restoreBackup', { name: 'whetstone-1999-01-01.db' }), /There is no backup/);
  });
});

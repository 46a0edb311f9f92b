import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WhetstoneError } from '../../../../src/core/errors.ts';
import type { StoreState } from '../../../../src/core/history/storeState.ts';
import { versionOf } from '../../../../src/node/store/migrate.ts';
import { migrations } from '../../../../src/node/store/migrations.ts';
import { entryOf } from '../../../harness/enhancements.ts';
import { storeFolder, withoutWriting, type StoreFolder } from '../../../harness/storeFolder.ts';

const samples = join(import.meta.dirname, '../../../fixtures/store');

describe('opening the database', () => {
  let folder: StoreFolder;

  beforeEach(() => {
    folder = storeFolder();
  });

  afterEach(() => folder.remove());

  /** Writes entries 0 … count - 1 and closes. */
  function laidDown(count: number): void {
    const database = folder.open();
    for (let number = 0; number < count; number += 1)
      database.run(({ history }) => history.save(entryOf(number)));
    database.close();
  }

  /** What opening finds, how many entries can be read, and what saving another one is answered with. */
  function used(): { state: StoreState; total: number | undefined; saved: string } {
    const database = folder.open();
    const state = database.state();
    const total = database.run(({ history }) => history.find({}).total, true) ?? undefined;
    let saved = 'saved';
    try {
      database.run(({ history }) => history.save(entryOf(99)));
    } catch (error) {
      assert.ok(error instanceof WhetstoneError);
      assert.equal(error.code, 'storage');
      assert.ok(error.hint.length > 0);
      saved = error.message;
    }
    database.close();
    return { state, total, saved };
  }

  for (const version of [1]) {
    it(`brings the kept sample of version ${version} up to date and loses nothing`, () => {
      copyFileSync(join(samples, `version-${version}.db`), folder.database);
      const before = folder.raw();
      assert.equal(versionOf(before), version);
      before.close();
      const database = folder.open();
      assert.deepEqual(database.state(), { mode: 'ready', notice: null });
      const ids = [0, 1, 2].map((number) => entryOf(number).id);
      const entries = database.run(({ history }) => history.read(ids));
      assert.deepEqual(
        entries?.map((entry) => [entry.enhancement.originalPrompt, entry.outcome, entry.rating]),
        [
          ['fix failed login number 0', 'acceptedEdited', 4],
          ['Répare \u{1F600} \uD800 lone \0 nul', 'pending', null],
          ['fix failed login number 2', 'rejected', null],
        ],
      );
      assert.equal(entries?.[0]?.editedPrompt, 'my own wording');
      assert.equal(entries?.[0]?.comment, 'splendid');
      assert.equal(
        database.run(({ history }) => history.find({ text: 'splendid own' }).total),
        1,
      );
      database.run(({ history }) => history.save(entryOf(7)));
      assert.equal(
        database.run(({ history }) => history.find({}).total),
        4,
      );
      database.close();
      const after = folder.raw();
      assert.equal(versionOf(after), migrations.length);
      assert.equal(after.prepare('PRAGMA integrity_check').get()?.['integrity_check'], 'ok');
      after.close();
    });
  }

  it('stays as it was when a migration fails half-way', () => {
    copyFileSync(join(samples, 'version-1.db'), folder.database);
    const raw = folder.raw();
    raw.exec('CREATE TABLE attempt (nonsense TEXT)');
    const taken = migrations.slice(1).some(({ sql }) => /CREATE TABLE attempt\b/u.test(sql));
    raw.close();
    const { state, total } = used();
    assert.equal(state.mode, taken ? 'read-only' : 'ready');
    assert.equal(total, 3);
    const after = folder.raw();
    assert.equal(versionOf(after), taken ? 1 : migrations.length);
    after.close();
  });

  it('reads a database of a newer version, says so, and leaves it alone', () => {
    laidDown(2);
    const raw = folder.raw();
    raw.exec(`PRAGMA user_version = ${migrations.length + 1}; CREATE TABLE tomorrow (x TEXT)`);
    raw.close();
    const { state, total, saved } = used();
    assert.equal(state.mode, 'read-only');
    assert.equal(
      state.notice?.message,
      'The history was written by a newer version of Whetstone and can only be read.',
    );
    assert.equal(state.notice.path, folder.database);
    assert.equal(total, 2);
    assert.equal(saved, state.notice.message);
    const after = folder.raw();
    assert.equal(versionOf(after), migrations.length + 1);
    after.close();
  });

  it('reads what cannot be written, and says so', () => {
    laidDown(2);
    const { state, total, saved } = withoutWriting(folder.path, [folder.database], used);
    assert.equal(state.mode, 'read-only');
    assert.equal(state.notice?.message, 'The history cannot be written; nothing new is saved.');
    assert.match(state.notice.hint, /writable/u);
    assert.equal(total, 2);
    assert.equal(saved, state.notice.message);
    assert.equal(used().saved, 'saved');
  });

  it('says that nothing is saved where the file cannot even be made', () => {
    const { state, total, saved } = withoutWriting(folder.path, [], used);
    assert.equal(state.mode, 'unavailable');
    assert.equal(state.notice?.message, 'The history could not be opened; nothing is saved.');
    assert.equal(total, undefined);
    assert.equal(saved, state.notice.message);
  });

  it('says that nothing is saved where a folder lies in the place of the file', () => {
    mkdirSync(folder.database);
    const { state, saved } = used();
    assert.equal(state.mode, 'unavailable');
    assert.equal(saved, state.notice?.message);
    assert.ok(state.notice?.hint.includes(folder.database));
  });

  it('sets aside what is no database and begins a new one, with the path shown', () => {
    writeFileSync(folder.database, 'these are not the bytes of a database\n'.repeat(200));
    const { state, total, saved } = used();
    assert.equal(state.mode, 'ready');
    assert.match(state.notice?.message ?? '', /damaged and a new one begun; 0 entries/u);
    assert.match(state.notice?.path ?? '', /whetstone\.db\.damaged-\d{8}T\d{6}Z$/u);
    assert.equal(total, 0);
    assert.equal(saved, 'saved');
    assert.ok(readdirSync(folder.path).some((name) => name.includes('.damaged-')));
    assert.deepEqual(used().state, { mode: 'ready', notice: null });
  });

  it('takes an empty file for a new database', () => {
    writeFileSync(folder.database, '');
    assert.deepEqual(used(), { state: { mode: 'ready', notice: null }, total: 0, saved: 'saved' });
  });
});

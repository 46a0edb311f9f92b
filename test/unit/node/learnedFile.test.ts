import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { learnedFile, learnedFileName } from '../../../src/node/learnedFile.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';

const address = 'https://gateway.example.test/account-42/v1';
const day = 24 * 3_600_000;

describe('what models refuse', () => {
  let folder: TemporaryFolder;
  let now = 0;
  const open = (): ReturnType<typeof learnedFile> => learnedFile(join(folder.path, 'data'), () => now);
  const file = (): string => join(folder.path, 'data', learnedFileName);

  beforeEach(() => {
    folder = temporaryFolder();
    now = Date.UTC(2026, 10, 21);
  });
  afterEach(() => folder.remove());

  it('is known after a restart, by server and model', async () => {
    const first = open();
    await Promise.all([
      first.note(address, 'm-1', ['temperature']),
      first.note(address, 'm-1', ['temperature', 'stop']),
      first.note(address, 'm-2', ['max_completion_tokens']),
      first.note('http://elsewhere', 'm-1', ['response_format']),
    ]);
    assert.deepEqual(
      [...(await open().known(address))],
      [
        ['m-1', ['temperature', 'stop']],
        ['m-2', ['max_completion_tokens']],
      ],
    );
    assert.equal(statSync(file()).mode & 0o777, 0o600);
    assert.ok(!readFileSync(file(), 'utf8').includes('account-42'), 'the address may hold an account');
  });

  it('is asked anew after a month, and kept for the last 500 models', async () => {
    await open().note(address, 'old', ['stop']);
    now += 29 * day;
    assert.equal((await open().known(address)).size, 1);
    now += 2 * day;
    assert.equal((await open().known(address)).size, 0);
    folder.write({
      [join('data', learnedFileName)]: JSON.stringify(
        Array.from({ length: 500 }, (_, at) => ({ server: 's', model: `m${at}`, parameters: [], at: now })),
      ),
    });
    await open().note(address, 'new', ['stop']);
    const kept = JSON.parse(readFileSync(file(), 'utf8')) as { model: string }[];
    assert.deepEqual([kept.length, kept[0]?.model, kept.at(-1)?.model], [500, 'm1', 'new']);
  });

  it('is learned again when the file is broken or cannot be written', async () => {
    for (const broken of ['', '{', '{}', '[{"server": 1}]']) {
      folder.write({ [join('data', learnedFileName)]: broken });
      assert.equal((await open().known(address)).size, 0);
    }
    await open().note(address, 'm', ['stop']);
    assert.equal((await open().known(address)).size, 1);
    const nowhere = learnedFile(join(file(), 'no-folder'), () => now);
    await nowhere.note(address, 'm', ['stop']);
    assert.equal((await nowhere.known(address)).size, 0);
  });
});

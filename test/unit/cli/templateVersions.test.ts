import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';
import { run, type Recorded } from './recordedIo.ts';

describe('whetstone template new, validate, history and promote', () => {
  let folder: TemporaryFolder;
  let home: string;

  beforeEach(() => {
    folder = temporaryFolder();
    home = join(folder.path, 'home');
  });

  afterEach(() => folder.remove());

  function whetstone(...args: string[]): Promise<Recorded> {
    return run(['template', ...args], { env: { WHETSTONE_HOME: home }, cwd: folder.path, stdin: null });
  }

  async function answer<T>(shape: z.ZodType<T>, ...args: string[]): Promise<T> {
    const { stdout, stderr } = await whetstone(...args, '--json');
    assert.ok(stdout !== '', stderr);
    return shape.parse(JSON.parse(stdout));
  }

  const versionsShape = z.array(
    z.object({
      number: z.int(),
      parent: z.int().nullable(),
      author: z.string(),
      note: z.string(),
      hash: z.string(),
      labels: z.array(z.string()),
    }),
  );
  const listShape = z.array(
    z.object({ id: z.string(), version: z.int(), usageCount: z.int(), lastUsedAt: z.string().nullable() }),
  );

  it('makes a file once, in the user’s folder or the workspace’s, and says where', async () => {
    const made = await whetstone(
      'new',
      'Élan: Release / Notes 🚀',
      '--description',
      'What: is "new"?',
      '--tag',
      'git',
    );
    assert.equal(made.status, 0, made.stderr);
    const path = join(home, 'templates', 'elan-release-notes.prompt');
    assert.equal(made.stdout, `${path}\n`);
    assert.equal((await whetstone('validate', 'elan-release-notes')).status, 0);
    const again = await whetstone('new', 'Elan RELEASE notes');
    assert.equal(again.status, 2);
    assert.match(again.stderr, /There is a template "elan-release-notes" already/u);
    const copied = await whetstone('new', 'Our Bug Fix', '--from', 'bug-fix', '--scope', 'workspace');
    assert.equal(copied.status, 0, copied.stderr);
    assert.ok(existsSync(join(folder.path, '.whetstone', 'templates', 'our-bug-fix.prompt')));
    writeFileSync(join(folder.path, 'text.md'), 'Summarise {{diff}} for {{reader}}');
    assert.equal(
      (await whetstone('new', '../../x', '--file', 'text.md')).stdout,
      `${join(home, 'templates', 'x.prompt')}\n`,
    );
    const rendered = await whetstone('render', 'x', '--var', 'diff=a', '--var', 'reader=b');
    assert.equal(rendered.stdout, 'Summarise a for b\n');
  });

  it('makes no file whose name differs from another one by case alone', async () => {
    folder.write({ 'home/templates/Tone.prompt': 'Hi' });
    const made = await whetstone('new', 'TONE');
    assert.deepEqual([made.status, made.stdout], [2, '']);
    assert.match(made.stderr, /There is a template "tone" already/);
    const long = await whetstone('new', `${'😀'.repeat(3)}/../${'x'.repeat(300)}`);
    assert.match(long.stdout, /[\\/]templates[\\/]x{79}\.prompt\n$/);
  });

  it('takes the types of variables from sample values', async () => {
    folder.write({
      'prompt.md': 'Review {{count}} files:{{#each files}} {{this}}{{/each}}{{note}}',
      'samples.json': '[{"count": 2, "files": ["a"], "note": "x"}, {"count": 3, "files": []}]',
      'bad.json': '[1]',
    });
    const made = await whetstone('new', 'Sampled', '--file', 'prompt.md', '--values', 'samples.json');
    const text = readFileSync(made.stdout.trim(), 'utf8');
    assert.match(text, /count: integer\n {4}files\(array\): string\n {4}note\?: string\n/);
    const rendered = await whetstone('render', 'sampled', '--var', 'count=2', '--var', 'files=b,c');
    assert.equal(rendered.stdout, 'Review 2 files: b c\n');
    assert.equal((await whetstone('render', 'sampled', '--var', 'count=two', '--var', 'files=b')).status, 2);
    assert.equal((await whetstone('new', 'Bad', '--values', 'bad.json')).status, 2);
    const copied = await whetstone('new', 'Copied', '--from', 'sampled', '--values', 'samples.json');
    assert.match(copied.stderr, /declares its variables already/);
  });

  it('says what is wrong with a file, with line and column, and ends with 1', async () => {
    writeFileSync(
      join(folder.path, 'bad.prompt'),
      '---\ncolour: red\ninput:\n  schema:\n    who: string\n---\n{{whom}}',
    );
    const { status, stdout } = await whetstone('validate', 'bad.prompt');
    assert.equal(status, 1);
    assert.match(stdout, /^bad\.prompt:7:3 error "whom" is not a variable.*Did you mean "who"/mu);
    assert.match(stdout, /key "colour"/u);
    assert.equal((await whetstone('validate')).status, 0);
    assert.equal((await whetstone('validate', 'missing.prompt')).status, 2);
  });

  it('keeps a version of every change, shows differences, restores, and brings back what was deleted', async () => {
    await whetstone('new', 'Notes');
    const path = join(home, 'templates', 'notes.prompt');
    const first = readFileSync(path, 'utf8');
    appendFileSync(path, 'More.\n');
    assert.equal((await answer(listShape, 'list')).find(({ id }) => id === 'notes')?.version, 2);
    const diff = await whetstone('history', 'notes', '--diff', '1..2');
    assert.match(diff.stdout, /^\+More\.$/mu);
    assert.doesNotMatch(diff.stdout, /^-/mu);
    await whetstone('history', 'notes', '--restore', '1');
    assert.equal(readFileSync(path, 'utf8'), first);
    const versions = await answer(versionsShape, 'history', 'notes');
    assert.deepEqual(
      versions.map(({ number, parent }) => [number, parent]),
      [
        [3, 1],
        [2, 1],
        [1, null],
      ],
    );
    assert.equal(versions[0]?.note, 'Restored from version 1');
    assert.equal(versions[0].hash, versions[2]?.hash);
    rmSync(path);
    assert.equal((await answer(versionsShape, 'history', 'notes')).length, 3);
    assert.equal((await whetstone('history', 'notes', '--restore', '2')).status, 0);
    assert.equal(readFileSync(path, 'utf8'), `${first}More.\n`);
    assert.equal((await whetstone('history', 'notes', '--restore', '9')).status, 2);
    assert.equal((await whetstone('history', 'unknown')).status, 2);
    assert.equal((await whetstone('history', 'bug-fix', '--restore', '1')).status, 2);
  });

  it('moves a label with the difference shown, and renders the labelled version', async () => {
    writeFileSync(join(folder.path, 'one.md'), 'Version one for {{who}}');
    await whetstone('new', 'Notes', '--file', 'one.md');
    const path = join(home, 'templates', 'notes.prompt');
    const promotion = z.object({ from: z.int().nullable(), to: z.int().nullable(), diff: z.string() });
    assert.deepEqual(await answer(promotion, 'promote', 'notes'), { from: null, to: 1, diff: '' });
    writeFileSync(path, readFileSync(path, 'utf8').replace('Version one', 'Version two'));
    const dry = await answer(promotion, 'promote', 'notes', '--dry-run');
    assert.deepEqual([dry.from, dry.to], [1, 2]);
    assert.match(dry.diff, /^-Version one for .*\n\+Version two for/mu);
    const render = (...args: string[]): Promise<Recorded> =>
      whetstone('render', 'notes', '--var', 'who=Bo', ...args);
    assert.equal((await render('--label', 'production')).stdout, 'Version one for Bo\n');
    assert.equal((await render()).stdout, 'Version two for Bo\n');
    assert.equal((await render('--at', '1')).stdout, 'Version one for Bo\n');
    assert.equal((await render('--label', 'staging')).status, 2);
    const labelled = await answer(
      z.object({ text: z.string(), version: z.int() }),
      'render',
      'notes',
      '--var',
      'who=Bo',
      '--label',
      'production',
    );
    assert.equal(labelled.version, 1);
    await answer(promotion, 'promote', 'notes', '2', '--label', 'our-own');
    assert.deepEqual((await answer(versionsShape, 'history', 'notes'))[0]?.labels, ['our-own']);
    await answer(promotion, 'promote', 'notes', '--label', 'our-own', '--remove');
    assert.deepEqual((await answer(versionsShape, 'history', 'notes'))[0]?.labels, []);
    const used = (await answer(listShape, 'list')).find(({ id }) => id === 'notes');
    assert.equal(used?.usageCount, 4);
    assert.ok(used.lastUsedAt !== null);
  });
});

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';
import { run, type Recorded } from './recordedIo.ts';

const summaryShape = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  title: z.string(),
  scoreBefore: z.int(),
  scoreAfter: z.int(),
  outcome: z.string(),
  rating: z.int().nullable(),
});
const entryShape = z.object({
  id: z.string(),
  enhancement: z.object({ originalPrompt: z.string(), enhancedPrompt: z.string() }),
  source: z.object({ kind: z.literal('terminal'), uri: z.string().nullable() }),
  masked: z.array(z.string()),
  comment: z.string(),
});

describe('whetstone history and feedback', () => {
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

  async function enhanced(prompt: string): Promise<string> {
    const { status, stdout, stderr } = await whetstone('enhance', '--json', '--no-codebase', prompt);
    assert.equal(status, 0, stderr);
    return z.object({ enhancementId: z.string() }).parse(JSON.parse(stdout)).enhancementId;
  }

  async function listed(...args: string[]): Promise<z.infer<typeof summaryShape>[]> {
    const { status, stdout, stderr } = await whetstone('history', ...args, '--json');
    assert.equal(status, 0, stderr);
    return z.array(summaryShape).parse(JSON.parse(stdout));
  }

  it('keeps what enhance made, newest first, and shows it', async () => {
    const first = await enhanced('fix the login bug in src/auth/session.ts');
    const second = await enhanced('export the order list as CSV');
    assert.deepEqual(
      (await listed()).map(({ id }) => id),
      [second, first],
    );
    assert.deepEqual(await listed('list', '--limit', '1'), (await listed()).slice(0, 1));
    assert.deepEqual(
      (await listed('search', 'LOGIN', 'session')).map(({ id }) => id),
      [first],
    );
    const text = await whetstone('history');
    assert.match(text.stdout.split('\n')[1] ?? '', /^[0-9a-f]{8} {2}\d{4}-.* -> .*pending {2}fix the login/u);
    const shown = await whetstone('history', 'show', first.slice(0, 8), '--json');
    const entry = entryShape.parse(JSON.parse(shown.stdout));
    assert.equal(entry.enhancement.originalPrompt, 'fix the login bug in src/auth/session.ts');
    const original = await whetstone('history', 'show', first, '--original');
    assert.equal(original.stdout, 'fix the login bug in src/auth/session.ts\n');
    assert.equal(
      (await whetstone('history', 'show', 'last', '--result')).stdout,
      `${entryShape.parse(JSON.parse((await whetstone('history', 'show', second, '--json')).stdout)).enhancement.enhancedPrompt}\n`,
    );
    assert.equal(statSync(home).mode & 0o777, 0o700);
    assert.equal(statSync(join(home, 'whetstone.db')).mode & 0o777, 0o600);
  });

  it('keeps nothing with --no-history and --dry-run', async () => {
    await whetstone('enhance', '--no-history', '--no-codebase', 'fix the login bug');
    await whetstone('enhance', '--dry-run', '--no-codebase', 'fix the login bug');
    assert.deepEqual(await listed(), []);
  });

  it('keeps no secret', async () => {
    const key = `sk-ant-api03-${'Ab3xY9kQ'.repeat(11)}AA`.slice(0, 108);
    const { stdout } = await whetstone(
      'enhance',
      '--redact',
      '--json',
      '--no-codebase',
      `fix login, key ${key}`,
    );
    assert.ok(stdout.length > 0);
    const shown = await whetstone('history', 'show', 'last', '--json');
    assert.ok(!shown.stdout.includes(key.slice(15, 40)));
  });

  it('takes a rating, a comment and an outcome', async () => {
    const id = await enhanced('fix the login bug');
    const given = ['feedback', id, '--rating', '4', '--comment', 'good', '--outcome', 'accepted', '--json'];
    const summary = summaryShape.parse(JSON.parse((await whetstone(...given)).stdout));
    assert.equal(summary.rating, 4);
    assert.equal(summary.outcome, 'accepted');
    assert.equal((await listed('--outcome', 'accepted')).length, 1);
    assert.equal((await listed('list', '--outcome', 'rejected')).length, 0);
    const entry = entryShape.parse(JSON.parse((await whetstone('history', 'show', id, '--json')).stdout));
    assert.equal(entry.comment, 'good');
    for (const bad of [['--rating', '6'], ['--rating', '2.5'], ['--outcome', 'liked'], []]) {
      const { status, stderr } = await whetstone('feedback', id, ...bad, '--json');
      assert.equal(status, 2, stderr);
      assert.match(stderr, /"usage"/u);
    }
    assert.equal((await whetstone('feedback', 'ffffffff', '--rating', '1')).status, 2);
  });

  it('exports everything as one document, as lines, and into a file', async () => {
    assert.deepEqual(JSON.parse((await whetstone('history', 'export')).stdout), []);
    assert.equal((await whetstone('history', 'export', '--format', 'jsonl')).stdout, '');
    const ids = [await enhanced('fix the login bug'), await enhanced('speed up the search')].toReversed();
    const idsOf = (values: unknown[]): string[] => values.map((value) => entryShape.parse(value).id);
    const document = (await whetstone('history', 'export')).stdout;
    assert.deepEqual(idsOf(z.array(z.unknown()).parse(JSON.parse(document))), ids);
    const lines = (await whetstone('history', 'export', '--format', 'jsonl')).stdout.trimEnd().split('\n');
    assert.deepEqual(idsOf(lines.map((line): unknown => JSON.parse(line))), ids);
    await whetstone('history', 'export', 'all.json');
    assert.equal(readFileSync(join(folder.path, 'all.json'), 'utf8'), document);
    assert.equal((await whetstone('history', 'export', 'missing/all.json')).status, 2);
  });

  it('deletes one, what is old, or everything, but nothing by accident', async () => {
    const ids = [await enhanced('one thing'), await enhanced('two things'), await enhanced('three things')];
    assert.equal((await whetstone('history', 'delete')).status, 2);
    assert.equal((await whetstone('history', 'delete', ids[0]!, '--all')).status, 2);
    assert.equal((await whetstone('history', 'delete', 'zzz')).status, 2);
    assert.equal((await listed()).length, 3);
    const one = await whetstone('history', 'delete', ids[0]!, '--json');
    assert.deepEqual(JSON.parse(one.stdout), { deleted: 1 });
    assert.equal((await whetstone('history', 'delete', '--before', 'yesterday')).status, 2);
    assert.equal((await whetstone('history', 'delete', '--before', '2020-01-01')).stdout, '0 deleted\n');
    assert.equal((await whetstone('history', 'delete', '--all')).stdout, '2 deleted\n');
    assert.deepEqual(await listed(), []);
  });

  it('says on stderr when an enhancement cannot be kept, and still prints it with status 0', async () => {
    mkdirSync(join(home, 'whetstone.db'), { recursive: true });
    const { status, stdout, stderr } = await whetstone(
      'enhance',
      '--json',
      '--no-codebase',
      'fix the login bug',
    );
    assert.equal(status, 0);
    assert.ok(JSON.parse(stdout));
    assert.match(stderr, /warning: Not kept in the history: /u);
    const quiet = await whetstone('enhance', '--quiet', '--no-codebase', 'fix the login bug');
    assert.equal(quiet.stderr, '');
    const list = await whetstone('history', '--json');
    assert.equal(list.status, 2);
    assert.match(list.stderr, /"code":"storage"/u);
  });
});

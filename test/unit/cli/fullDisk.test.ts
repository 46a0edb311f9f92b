import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../../src/node/store/openStore.ts';
import { answerText } from '../../harness/answers.ts';
import { answers, faultyServer, type FaultyServer } from '../../harness/faultyServer.ts';
import { freeRules } from '../../harness/tableLedger.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';

const script = join(import.meta.dirname, '../../../src/cli.ts');
const prompt = 'the cart total is wrong when a discount code is used';

describe('whetstone on a disk without room', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  let server: FaultyServer;

  before(function () {
    // Windows has no limit on the size of files.
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(async () => {
    folder = temporaryFolder();
    server = await faultyServer('openai', () => answers(answerText('good-discount'), { model: 'gpt-4o' }));
  });
  afterEach(async () => {
    await server.close();
    folder.remove();
  });

  /** Runs the command in a process for which every write to a file fails, as on a full disk. */
  async function whetstone(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
    const child = spawn('/bin/sh', ['-c', 'ulimit -f 0; exec "$0" "$@"', process.execPath, script, ...args], {
      cwd: folder.path,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        WHETSTONE_HOME: folder.path,
        OPENAI_API_KEY: ['sk', 'test', '0123456789'].join('-'),
        OPENAI_BASE_URL: `${server.url}/v1`,
        // Coverage could not be written either, which Node would say among the command's own words.
        NODE_V8_COVERAGE: '',
      },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const status = await new Promise<number>((resolve) =>
      child.on('close', (code) => resolve(code ?? Number.NaN)),
    );
    return { status, stdout, stderr };
  }

  it('refuses a call before it is made, with the reason, and goes on without a model', async () => {
    const store = openStore({ path: join(folder.path, 'whetstone.db') });
    await store.tally('score', 1);
    await store.close();
    const [asked, offline] = await Promise.all([
      whetstone('enhance', prompt, '--no-codebase', '--json'),
      whetstone('enhance', prompt, '--no-codebase', '--provider', 'offline'),
    ]);
    assert.equal(asked.status, 2, asked.stderr);
    const { error } = JSON.parse(asked.stderr) as { error: Record<string, string> };
    assert.equal(error['code'], 'storage');
    assert.match(error['message'] ?? '', /^Nothing was sent, because the call could not be written down\./);
    assert.ok(error['hint']?.includes(folder.path), error['hint']);
    assert.equal(server.times.length, 0);
    assert.equal(offline.status, 0, offline.stderr);
    assert.ok(offline.stdout.includes('discount code'));
    assert.match(offline.stderr, /Not kept in the history:/);
    const after = openStore({ path: join(folder.path, 'whetstone.db') });
    const { models, scores } = await after.ledger.usage('month', freeRules);
    await after.close();
    assert.deepEqual([models, scores], [[], 1]);
  });

  it('leaves files as they were when what is new cannot be written', async () => {
    const files = {
      'bad.prompt.md': 'Explain ${slection} to a new member of the team.\n',
      'templates/hello.prompt': 'Hello {{name}}.\n',
    };
    folder.write({ ...files, 'new/hello.prompt': 'Good morning, {{name}}.\n' });
    const [fixed, imported] = await Promise.all([
      whetstone('lint', '--fix', 'bad.prompt.md'),
      whetstone('template', 'import', 'new/hello.prompt', '--overwrite'),
    ]);
    for (const [{ status, stderr }, name] of [
      [fixed, 'bad.prompt.md'],
      [imported, 'hello.prompt'],
    ] as const) {
      assert.equal(status, 2, stderr);
      assert.ok(stderr.includes(`${name} could not be written; it is as it was.`), stderr);
    }
    for (const [name, content] of Object.entries(files))
      assert.equal(readFileSync(join(folder.path, name), 'utf8'), content);
    assert.deepEqual(readdirSync(join(folder.path, 'templates')), ['hello.prompt']);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { answers, faultyServer } from '../../harness/faultyServer.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';
import { run } from './recordedIo.ts';

const verbose = 'Could you please take a look at src/app.ts in order to find the bug?';

describe('whetstone compress', () => {
  it('prints the shorter text and says how much on stderr', async () => {
    const { status, stdout, stderr } = await run(['compress', verbose]);
    assert.equal(status, 0);
    assert.equal(stdout, 'Look at src/app.ts to find the bug.\n');
    assert.match(stderr, /\d+ tokens before, \d+ after \(\d+% fewer\)/);
  });

  it('prints the promised JSON', async () => {
    const { stdout, stderr } = await run(['compress', '--json', verbose]);
    const result = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual(Object.keys(result), ['text', 'tokensBefore', 'tokensAfter']);
    assert.ok(Number(result['tokensAfter']) < Number(result['tokensBefore']));
    assert.equal(stderr, '');
  });

  it('says when there is nothing to gain', async () => {
    const { status, stdout, stderr } = await run(['compress', 'Rename a to b in x.ts.']);
    assert.equal(status, 0);
    assert.equal(stdout, 'Rename a to b in x.ts.\n');
    assert.match(stderr, /nothing to gain/);
  });

  it('lets a model do more of it when that is wanted, and says who did', async () => {
    const folder = new URL('../../fixtures/', import.meta.url);
    const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
    const shorter = read('verboseAnswers/migration.txt');
    const server = await faultyServer('openai', () => answers(JSON.stringify({ text: shorter })));
    const home = temporaryFolder();
    try {
      const env = {
        WHETSTONE_HOME: home.path,
        OPENAI_API_KEY: ['sk', 'marked', '0011223344'].join('-'),
        OPENAI_BASE_URL: `${server.url}/v1`,
      };
      const ask = (...more: readonly string[]): ReturnType<typeof run> =>
        run(['compress', '--json', ...more, '-'], {
          cwd: home.path,
          env,
          stdin: read('verbose/migration.txt'),
        });
      const { status, stderr, stdout } = await ask('--model', 'gpt-test');
      assert.equal(status, 0, stderr);
      const made = JSON.parse(stdout) as Record<string, unknown>;
      assert.equal(made['text'], shorter);
      assert.ok(Number(made['tokensAfter']) < 0.6 * Number(made['tokensBefore']));
      assert.deepEqual([made['provider'], made['model'], made['cached']], ['openai', 'gpt-test', false]);
      assert.match(JSON.stringify(server.bodies[0]), /You only shorten/);
      const again = JSON.parse((await ask('--model', 'gpt-test')).stdout) as Record<string, unknown>;
      assert.deepEqual([again['cached'], server.times.length], [true, 1]);
      const alone = JSON.parse((await ask()).stdout) as Record<string, unknown>;
      assert.deepEqual(Object.keys(alone), ['text', 'tokensBefore', 'tokensAfter']);
      assert.equal((await ask('--provider', 'offline')).stdout, (await ask()).stdout);
      assert.equal(server.times.length, 1);
    } finally {
      await server.close();
      home.remove();
    }
  }).timeout(20_000);

  it('refuses an empty text', async () => {
    assert.equal((await run(['compress', ' '])).status, 2);
  });
});

import assert from 'node:assert/strict';
import * as z from 'zod';
import { connectionsOf } from '../../../src/cli/environment.ts';
import { markedKey } from '../../harness/endpoints.ts';
import { type FaultyServer, faultyServer, silent } from '../../harness/faultyServer.ts';
import { run } from './recordedIo.ts';

const listed = z.object({
  id: z.string(),
  kind: z.string(),
  model: z.string().nullable(),
  configured: z.boolean(),
  enabled: z.boolean(),
  local: z.boolean(),
});
const tested = listed.extend({
  healthy: z.boolean(),
  latencyMs: z.number().nullable(),
  error: z.string().nullable(),
});

describe('whetstone providers', () => {
  let server: FaultyServer;
  before(async () => {
    server = await faultyServer('openai', () => silent);
  });
  after(() => server.close());
  const noOllama = { OLLAMA_HOST: 'http://127.0.0.1:45999' };

  it('lists who can be asked', async () => {
    const { status, stdout } = await run(['providers', 'list', '--json'], {
      env: { OPENAI_API_KEY: markedKey },
    });
    assert.equal(status, 0);
    const all = z.array(z.strictObject(listed.shape)).parse(JSON.parse(stdout));
    assert.deepEqual(
      all.map(({ id, configured }) => [id, configured]),
      [
        ['openai', true],
        ['anthropic', false],
        ['openrouter', false],
        ['ollama', false],
        ['offline', true],
      ],
    );
    assert.ok(!stdout.includes(markedKey));
    const text = await run(['providers', 'list']);
    assert.match(text.stdout, /anthropic.*not set up: set WHETSTONE_ANTHROPIC_API_KEY/);
    assert.match(text.stdout, /ollama.* this machine {2}not set up: set OLLAMA_HOST/);
  });

  it('tests those that are set up', async () => {
    const env = { ...noOllama, WHETSTONE_OPENAI_API_KEY: markedKey, OPENAI_BASE_URL: `${server.url}/v1` };
    const { status, stdout, stderr } = await run(['providers', 'test', '--json'], { env });
    const all = z.array(tested).parse(JSON.parse(stdout));
    const openai = all.find(({ id }) => id === 'openai');
    assert.equal(openai?.healthy, true);
    assert.equal(openai?.error, null);
    const ollama = all.find(({ id }) => id === 'ollama');
    assert.equal(ollama?.healthy, false);
    assert.match(ollama?.error ?? '', /ollama serve/);
    assert.equal(status, 3);
    assert.equal(stderr, '');
  });

  it('says what is wrong with one', async () => {
    const env = { OLLAMA_HOST: '127.0.0.1:45999' };
    const { status, stdout } = await run(['providers', 'test', 'ollama'], { env });
    assert.equal(status, 3);
    assert.match(stdout, /Ollama is not running/);
    assert.equal((await run(['providers', 'test', 'nobody'])).status, 2);
    assert.equal((await run(['providers', 'test', 'offline'])).status, 0);
  });

  it('prefers its own variables, and tidies what was pasted', () => {
    const [openai] = connectionsOf({ OPENAI_API_KEY: 'general', WHETSTONE_OPENAI_API_KEY: ' "mine"\n' });
    assert.equal(openai?.key(), 'mine');
    assert.equal(openai?.remarks.length, 1);
  });

  it('refuses keys and addresses that cannot be ones, without repeating them', async () => {
    assert.throws(() => connectionsOf({ OPENAI_API_KEY: 'a b' })[0]?.key(), { code: 'config-invalid' });
    for (const address of ['api.example.com', 'ftp://x', `https://user:${markedKey}@example.com`]) {
      const { status, stderr } = await run(['providers', 'list'], { env: { OPENAI_BASE_URL: address } });
      assert.equal(status, 2, address);
      assert.ok(!stderr.includes(markedKey));
    }
  });

  it('understands every form of OLLAMA_HOST', () => {
    const addressOf = (host: string): string | null | undefined =>
      connectionsOf({ OLLAMA_HOST: host }).at(-1)?.definition.baseUrl;
    assert.equal(addressOf('0.0.0.0'), 'http://127.0.0.1:11434');
    assert.equal(addressOf('127.0.0.1:1234'), 'http://127.0.0.1:1234');
    assert.equal(addressOf(':1234'), 'http://127.0.0.1:1234');
    assert.equal(addressOf('https://models.example.com/'), 'https://models.example.com');
  });

  it('says how to set up one that is not', async () => {
    const { stdout } = await run(['providers', 'test', 'anthropic', '--json']);
    const [anthropic] = z.array(tested).parse(JSON.parse(stdout));
    assert.equal(anthropic?.healthy, false);
    assert.match(anthropic?.error ?? '', /WHETSTONE_ANTHROPIC_API_KEY/);
  });
});

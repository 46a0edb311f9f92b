import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import OpenAI from 'openai';
import { openAiModel } from '../../../src/providers/openai/openaiModel.ts';
import { completionRequest } from '../../harness/completions.ts';
import { endpoint } from '../../harness/endpoints.ts';
import { answers, type Behaviour, type FaultyServer, faultyServer } from '../../harness/faultyServer.ts';
import { leakyFaults } from '../../harness/leakyFaults.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';
import { run } from './recordedIo.ts';

// Put together here, so that no scanner takes this file for one that holds a key.
const key = ['sk', 'proj', 'Zk3Qp9Lx2Vb7Nw5Ty8Rc1Md4Fg6Hj0KsAe'].join('-');
const forms = [
  key,
  Buffer.from(key).toString('base64').replace(/=+$/, ''),
  encodeURIComponent(`Bearer ${key}`),
];

/** Where the key stands, in any of its forms; the names of the places. */
function leaks(places: Readonly<Record<string, string>>): string[] {
  return Object.keys(places).filter((name) => forms.some((form) => places[name]?.includes(form)));
}

/** Every file below a folder, as text that keeps each byte. */
function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path, readFileSync(path, 'latin1')];
      }),
  );
}

const faults: Readonly<Record<string, Behaviour>> = {
  none: answers('{"enhanced_prompt": "Fix the login bug and add a test for it."}'),
  ...leakyFaults,
};

describe('a key', function () {
  this.timeout(60_000);
  let home: TemporaryFolder;
  let server: FaultyServer;
  let behaviour: Behaviour;

  before(async () => {
    home = temporaryFolder();
    // More calls than a minute allows.
    home.write({
      'settings.json': JSON.stringify({
        'whetstone.rateLimit.enabled': false,
        'whetstone.timeouts.firstToken': 0.6,
        'whetstone.timeouts.stall': 0.4,
      }),
    });
    server = await faultyServer('openai', () => behaviour);
  });

  after(async () => {
    await server.close();
    home.remove();
  });

  for (const [name, fault] of Object.entries(faults))
    it(`reaches only its provider: ${name}`, async () => {
      behaviour = fault;
      const before = server.headers.length;
      const env = {
        WHETSTONE_HOME: home.path,
        WHETSTONE_OPENAI_API_KEY: key,
        OPENAI_BASE_URL: `${server.url}/v1`,
      };
      const args = [
        'enhance',
        '--json',
        '--provider',
        'openai',
        '--no-codebase',
        `fix the login bug ${name}`,
      ];
      const { stderr, stdout } = await run(args, { cwd: home.path, env });
      assert.deepEqual(leaks({ stdout, stderr }), []);
      // The test would prove nothing if the key had not been sent at all.
      assert.equal(server.headers[before]?.['authorization'], `Bearer ${key}`);
    });

  it('is in no file of the data folder after all of this: database, audit, history, settings', async () => {
    const env = { WHETSTONE_HOME: home.path };
    const shown = await Promise.all(
      [
        ['audit', '--json'],
        ['history', '--json'],
        ['usage', '--json'],
        ['providers', 'list', '--json'],
      ].map(
        async (args) => (await run(args, { cwd: home.path, env: { ...env, OPENAI_API_KEY: key } })).stdout,
      ),
    );
    const files = filesOf(home.path);
    assert.ok(
      Object.values(files).some((text) => text.includes('fix the login bug')),
      'nothing was kept, so that nothing was looked at',
    );
    assert.deepEqual(leaks({ ...files, ...Object.fromEntries(shown.entries()) }), []);
  });

  it('would have been found: the libraries alone do hand it on', async () => {
    behaviour = leakyFaults['401'] ?? answers('');
    const client = new OpenAI({ apiKey: key, baseURL: `${server.url}/v1`, maxRetries: 0, logLevel: 'off' });
    const bare = await client.chat.completions
      .create({ model: 'm', messages: [{ role: 'user', content: 'x' }] })
      .then(
        () => assert.fail('it should have failed'),
        (error: unknown) => error,
      );
    const ours = await openAiModel(endpoint(`${server.url}/v1`, { key: () => Promise.resolve(key) }), {
      local: false,
    })
      .complete(completionRequest(), new AbortController().signal)
      .then(
        () => assert.fail('it should have failed'),
        (error: unknown) => error,
      );
    const shown = (error: unknown): string => inspect(error, { depth: 12, showHidden: true });
    assert.deepEqual(leaks({ bare: shown(bare), ours: shown(ours) }), ['bare']);
    const planted = join(home.path, 'planted.log');
    writeFileSync(planted, shown(bare));
    assert.deepEqual(leaks(filesOf(home.path)), [planted]);
  });
});

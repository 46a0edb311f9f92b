import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import OpenAI from 'openai';
import { openAiModel } from '../../../src/providers/openai/openaiModel.ts';
import { completionRequest } from '../../harness/completions.ts';
import { endpoint } from '../../harness/endpoints.ts';
import {
  answers,
  type Behaviour,
  type FaultyServer,
  faultyServer,
  resets,
} from '../../harness/faultyServer.ts';
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

/** A server that says the key back, as some vendors do with one that is wrong. */
const echo =
  (status: number, type = 'application/json'): Behaviour =>
  ({ request, response }) => {
    const told = `Incorrect API key provided: ${String(request.headers.authorization)}`;
    const body =
      type === 'application/json'
        ? JSON.stringify({ error: { message: told, type: told, code: told, param: told } })
        : `<html>${told}</html>`;
    response
      .writeHead(status, { 'content-type': type, 'x-request-id': told, 'www-authenticate': told })
      .end(body);
  };

const inStream: Behaviour = ({ request, response }) => {
  const told = String(request.headers.authorization);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: 'a' } }] })}\n\n`);
  response.end(`data: ${JSON.stringify({ error: { message: told, code: told } })}\n\n`);
};

const garbage: Behaviour = ({ request, response }) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(`data: {"broken ${String(request.headers.authorization)}\n\n`);
};

const elsewhere: Behaviour = ({ response }) => {
  response.writeHead(307, { location: 'http://127.0.0.1:9/v1' }).end();
};

const faults: Readonly<Record<string, Behaviour>> = {
  none: answers('{"enhanced_prompt": "Fix the login bug and add a test for it."}'),
  '400': echo(400),
  '401': echo(401),
  '402': echo(402),
  '403': echo(403),
  '404': echo(404),
  '413': echo(413),
  '429': echo(429),
  '500': echo(500),
  'an error with status 200': echo(200),
  'a web page': echo(200, 'text/html'),
  'an error in the stream': inStream,
  'an event that is no JSON': garbage,
  'a cut stream': answers('a long answer that is cut', { after: { chunks: 2, then: 'cut' } }),
  'a reset': resets,
  'a redirect': elsewhere,
};

describe('a key', function () {
  this.timeout(60_000);
  let home: TemporaryFolder;
  let server: FaultyServer;
  let behaviour: Behaviour;

  before(async () => {
    home = temporaryFolder();
    // More calls than a minute allows.
    home.write({ 'settings.json': JSON.stringify({ 'whetstone.rateLimit.enabled': false }) });
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
    behaviour = echo(401);
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

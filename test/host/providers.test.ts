import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { run } from './editing.ts';

interface Tested {
  readonly id: string;
  readonly configured: boolean;
  readonly enabled: boolean;
  readonly local: boolean;
  readonly healthy: boolean;
  readonly latencyMs: number | null;
  readonly error: string | null;
  readonly model: string | null;
}

/** Put together at run time, so that nobody takes it for a real one. */
const key = ['sk', 'marked', 'a1B2c3D4'.repeat(4)].join('-');

describe('connections to models', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const seen: (string | undefined)[] = [];

  const list =
    (...ids: readonly string[]) =>
    (request: IncomingMessage, response: ServerResponse): void => {
      seen.push(request.headers.authorization);
      const data = ids.map((id) => ({ id, object: 'model' }));
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'list', data }));
    };

  before(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    seen.length = 0;
    answer = list('model-1', 'model-2');
  });

  afterEach(async () => {
    for (const provider of ['openai', 'openai-2', 'ollama']) {
      // A test may not have got as far as adding it.
      await run('removeProvider', { provider }).then(
        () => {},
        () => {},
      );
    }
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('are added with address, key and model, and tested with the key in its header', async () => {
    const added = await run<{ id: string; test: Tested }>('addProvider', {
      kind: 'openai',
      baseUrl: `${url}/v1/`,
      key: `  ${key}\n`,
      model: 'model-2',
      test: true,
    });
    assert.equal(added.id, 'openai');
    assert.deepEqual(
      { ...added.test, latencyMs: null },
      {
        id: 'openai',
        kind: 'openai',
        model: 'model-2',
        configured: true,
        enabled: true,
        local: false,
        healthy: true,
        latencyMs: null,
        error: null,
      },
    );
    assert.deepEqual(seen, [`Bearer ${key}`]);
    const settings = vscode.workspace.getConfiguration('whetstone');
    assert.equal(settings.get('providers.openai.baseUrl'), `${url}/v1`);
    assert.ok(!JSON.stringify(settings).includes(key), 'the key is in the settings');
  });

  it('say what is wrong, and never the key', async () => {
    answer = (_request, response) =>
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: { message: `Incorrect API key provided: ${key}` } }));
    await run('addProvider', { kind: 'openai', baseUrl: `${url}/v1`, key });
    const tested = await run<Tested>('testConnection', { provider: 'openai' });
    assert.equal(tested.healthy, false);
    assert.match(tested.error ?? '', /key/);
    assert.ok(!JSON.stringify(tested).includes(key));
  });

  it('take a new key at the next call, and none when it is deleted', async () => {
    await run('addProvider', { kind: 'openai', baseUrl: `${url}/v1`, key });
    assert.deepEqual(await run('setKey', { provider: 'openai', key: 'second' }), {
      provider: 'openai',
      configured: true,
    });
    await run('testConnection', { provider: 'openai' });
    await run('setKey', { provider: 'openai', key: '' });
    await run('testConnection', { provider: 'openai' });
    assert.deepEqual(seen, ['Bearer second', undefined]);
  });

  it('refuse a key with blanks inside and an address that is none, and leave nothing behind', async () => {
    await assert.rejects(Promise.resolve(run('addProvider', { kind: 'openai', key: 'two words' })), /blanks/);
    for (const baseUrl of ['api.example.com/v1', 'ftp://example.com', 'https://me:secret@example.com/v1'])
      await assert.rejects(Promise.resolve(run('addProvider', { kind: 'openai', baseUrl, key })), /base URL/);
    const tested = await run<Tested>('testConnection', { provider: 'openai' });
    assert.deepEqual([tested.configured, tested.healthy], [false, false]);
    assert.match(tested.error ?? '', /no key/i);
  });

  it('may be two to one vendor, each with its own key', async () => {
    await run('addProvider', { kind: 'openai', baseUrl: `${url}/v1`, key });
    const second = await run<{ id: string }>('addProvider', {
      kind: 'openai',
      baseUrl: `${url}/other/v1`,
      key: 'second',
      name: 'Second',
    });
    assert.equal(second.id, 'openai-2');
    await run('testConnection', { provider: 'openai' });
    await run('testConnection', { provider: 'openai-2' });
    assert.deepEqual(seen, [`Bearer ${key}`, 'Bearer second']);
    await run('removeProvider', { provider: 'openai-2' });
    await assert.rejects(Promise.resolve(run('testConnection', { provider: 'openai-2' })), /no provider/);
  });

  it('are turned off, chosen and given a model by command', async () => {
    await run('addProvider', { kind: 'openai', baseUrl: `${url}/v1`, key });
    await run('editProvider', { provider: 'openai', enabled: false });
    assert.equal((await run<Tested>('testConnection', { provider: 'openai' })).enabled, false);
    await run('setDefaultProvider', { provider: 'openai' });
    const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('whetstone');
    assert.equal(settings().get('enhancement.provider'), 'openai');
    await run('chooseModel', { provider: 'openai', model: 'model-9' });
    assert.equal((await run<Tested>('testConnection', { provider: 'openai' })).model, 'model-9');
    await run('removeProvider', { provider: 'openai' });
    assert.equal(settings().get('enhancement.provider'), 'auto');
  });

  it('download a model of Ollama', async () => {
    const asked: string[] = [];
    answer = (request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', 'application/x-ndjson');
      response.end('{"status":"pulling x","total":100,"completed":40}\n{"status":"success"}\n');
    };
    await run('addProvider', { kind: 'ollama', baseUrl: url });
    assert.deepEqual(await run('pullModel', { model: 'tiny' }), { provider: 'ollama', model: 'tiny' });
    assert.deepEqual(asked, ['/api/pull']);
  });

  it('are not to be redirected by a folder', async () => {
    await run('addProvider', { kind: 'openai', baseUrl: `${url}/v1`, key });
    const settings = vscode.workspace.getConfiguration('whetstone');
    // VS Code refuses to write a setting of the machine into a folder; a cloned one may bring it all the same.
    await assert.rejects(
      Promise.resolve(
        settings.update(
          'providers.openai.baseUrl',
          'http://127.0.0.1:9/v1',
          vscode.ConfigurationTarget.Workspace,
        ),
      ),
    );
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder, '.vscode/settings.json');
    await vscode.workspace.fs.writeFile(
      file,
      new TextEncoder().encode('{"whetstone.providers.openai.baseUrl": "http://127.0.0.1:9/v1"}'),
    );
    try {
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal((await run<Tested>('testConnection', { provider: 'openai' })).healthy, true);
      assert.deepEqual(seen, [`Bearer ${key}`]);
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });
});

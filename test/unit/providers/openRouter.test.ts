import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openRouterModel } from '../../../src/providers/openrouter/openRouterModel.ts';
import { endpoint } from '../../harness/endpoints.ts';

describe('OpenRouter', () => {
  let server: Server;
  let url: string;
  const seen: { readonly path: string; readonly title: unknown }[] = [];

  before(async () => {
    server = createServer((request, response) => {
      seen.push({ path: request.url ?? '', title: request.headers['x-title'] });
      response.setHeader('content-type', 'application/json');
      const pricing = { prompt: '0.000003', completion: '0.000015' };
      if (request.url === '/api/v1/models')
        response.end(JSON.stringify({ data: [{ id: 'a/b', name: 'B', context_length: 9, pricing }] }));
      else if (request.headers.authorization === 'Bearer good') response.end('{"data":{"usage":1}}');
      else response.writeHead(401).end('{"error":{"code":401,"message":"No auth credentials found"}}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is well only with a good key, though its list of models is open to everybody', async () => {
    const { signal } = new AbortController();
    const good = openRouterModel(endpoint(url, { key: () => Promise.resolve('good') }));
    const bad = openRouterModel(endpoint(url, { key: () => Promise.resolve('bad') }));
    assert.equal((await good.health(signal)).healthy, true);
    const { error, healthy } = await bad.health(signal);
    assert.equal(healthy, false);
    assert.match(error ?? '', /does not accept the key/);
    assert.deepEqual(await bad.listModels(signal), [
      { id: 'a/b', name: 'B', contextTokens: 9, inputPrice: 3, outputPrice: 15, sizeBytes: null },
    ]);
    assert.deepEqual(
      seen.map(({ path, title }) => [path, title]),
      [
        ['/api/v1/key', 'Whetstone'],
        ['/api/v1/key', 'Whetstone'],
        ['/api/v1/models', 'Whetstone'],
      ],
    );
  });
});

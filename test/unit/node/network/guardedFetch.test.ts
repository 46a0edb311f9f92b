import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type FetchOptions, fetchOptions, guardedFetch } from '../../../../src/node/network/guardedFetch.ts';

/** A name that nobody has (RFC 6761), so that only a proxy can lead to it. */
const host = 'models.example.test';
const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'];

describe('the way out of this machine', () => {
  let target: Server;
  let proxy: Server;
  let tunnels: string[];
  const given = new Map(names.map((name) => [name, process.env[name]] as const));

  const port = (server: Server): number => (server.address() as AddressInfo).port;
  const listening = (server: Server): Promise<void> =>
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  const get = async (url: string, options: Partial<FetchOptions>): Promise<string> =>
    (await guardedFetch({ ...fetchOptions, ...options })(url)).text();
  const through = (): string => `http://127.0.0.1:${port(proxy)}`;

  before(async () => {
    target = createServer((_request, response) => response.end('the model'));
    proxy = createServer();
    proxy.on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      const there = connect(port(target), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        there.pipe(socket);
        socket.pipe(there);
      });
      there.on('error', () => socket.destroy());
      socket.on('error', () => there.destroy());
    });
    await Promise.all([listening(target), listening(proxy)]);
  });

  beforeEach(() => {
    tunnels = [];
    for (const name of names) delete process.env[name];
  });

  after(() => {
    for (const [name, value] of given) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    for (const server of [target, proxy]) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('is the proxy of the settings', async () => {
    assert.equal(await get(`http://${host}/v1`, { proxy: through() }), 'the model');
    assert.deepEqual(tunnels, [`${host}:80`]);
  });

  it('is the proxy of the environment when the settings name none', async () => {
    process.env['HTTP_PROXY'] = through();
    assert.equal(await get(`http://${host}/v1`, {}), 'the model');
    assert.deepEqual(tunnels, [`${host}:80`]);
  });

  it('goes around the proxy for hosts that want none', async () => {
    await assert.rejects(get(`http://${host}/v1`, { proxy: through(), noProxy: [host] }), /fetch failed/);
    process.env['HTTP_PROXY'] = through();
    process.env['NO_PROXY'] = '.example.test';
    await assert.rejects(get(`http://${host}/v1`, {}), /fetch failed/);
    assert.deepEqual(tunnels, []);
  });

  it('needs no proxy to this machine, where local models run', async () => {
    for (const name of ['127.0.0.1', 'localhost'])
      assert.equal(await get(`http://${name}:${port(target)}/v1`, { proxy: through() }), 'the model');
    assert.deepEqual(tunnels, []);
  });

  it('says that a proxy which is not there is not there', async () => {
    await assert.rejects(get(`http://${host}/v1`, { proxy: 'http://127.0.0.1:9' }), (error: Error) => {
      assert.match(String((error.cause as { code?: string } | undefined)?.code), /ECONNREFUSED/);
      return true;
    });
  });
});

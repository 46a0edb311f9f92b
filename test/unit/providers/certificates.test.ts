import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../../scripts/prepare/cacheFolder.ts';
import type { FetchOptions } from '../../../src/node/network/guardedFetch.ts';
import { openAiModel } from '../../../src/providers/openai/openaiModel.ts';
import { authority, serverCertificate } from '../../harness/certificates.ts';
import { completionRequest } from '../../harness/completions.ts';
import { endpoint, markedKey } from '../../harness/endpoints.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';

/** A name that nobody has (RFC 6761), so that only a proxy can lead to it. */
const host = 'models.example.test';
const never = new AbortController().signal;
const answer = JSON.stringify({
  object: 'list',
  data: [],
  model: 'm',
  choices: [{ message: { content: 'over TLS' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1 },
});

describe('a provider behind a certificate of one’s own', function () {
  this.timeout(20_000);
  const ours = authority('Whetstone Test Authority');
  let target: TlsServer;
  let proxy: Server;
  let folder: TemporaryFolder;
  const tunnels: string[] = [];
  const keys: (string | undefined)[] = [];

  const port = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;

  before(async () => {
    const { certificate, key } = serverCertificate([host, '127.0.0.1'], ours);
    target = createTlsServer({ cert: certificate, key }, (request, response) => {
      keys.push(request.headers.authorization);
      request.resume();
      response.setHeader('content-type', 'application/json').end(answer);
    });
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
    for (const server of [target, proxy])
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    folder = temporaryFolder();
    folder.write({ 'authority.pem': ours.certificate });
  });

  beforeEach(() => {
    tunnels.length = 0;
    keys.length = 0;
  });

  after(() => {
    for (const server of [target, proxy]) {
      server.closeAllConnections();
      server.close();
    }
    folder.remove();
  });

  const ask = async (url: string, options: Partial<FetchOptions>): Promise<string> => {
    const model = openAiModel(endpoint(`${url}/v1`, {}, options), { local: false });
    return (await model.complete(completionRequest(), never)).text;
  };
  const direct = (): string => `https://127.0.0.1:${port(target)}`;
  const through = (): string => `http://127.0.0.1:${port(proxy)}`;

  it('is refused while nobody has said to trust it, and gets no key', async () => {
    for (const options of [{}, { strictTls: true, systemCertificates: true }])
      await assert.rejects(ask(direct(), options), {
        code: 'network',
        message: /certificate of 127\.0\.0\.1:\d+ is not trusted \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)/,
      });
    assert.deepEqual(keys, []);
  });

  it('is asked when its authority is trusted, or when no certificate is checked at all', async () => {
    assert.equal(await ask(direct(), { certificates: [ours.certificate] }), 'over TLS');
    assert.equal(await ask(direct(), { strictTls: false }), 'over TLS');
    assert.deepEqual(keys, [`Bearer ${markedKey}`, `Bearer ${markedKey}`]);
  });

  it('is refused when its certificate is for another name', async () => {
    await assert.rejects(
      ask(`https://localhost:${port(target)}`, { certificates: [ours.certificate] }),
      /certificate of localhost:\d+ is not trusted \(ERR_TLS_CERT_ALTNAME_INVALID\)/,
    );
    assert.deepEqual(keys, []);
  });

  it('is checked through a proxy as well', async () => {
    const proxied = { proxy: through() };
    await assert.rejects(ask(`https://${host}`, proxied), /certificate of models\.example\.test/);
    assert.equal(await ask(`https://${host}`, { ...proxied, certificates: [ours.certificate] }), 'over TLS');
    assert.equal(await ask(`https://${host}`, { ...proxied, strictTls: false }), 'over TLS');
    assert.deepEqual(new Set(tunnels), new Set([`${host}:443`]));
  });

  it('is reached by the terminal with HTTPS_PROXY and NODE_EXTRA_CA_CERTS, and around the proxy with NO_PROXY', async () => {
    const whetstone = async (
      given: Readonly<Record<string, string>>,
    ): Promise<{ healthy: boolean; error: string | null }> => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [path.join(projectRoot, 'src/cli.ts'), 'providers', 'test', 'openai', '--json'],
        {
          env: {
            PATH: process.env['PATH'] ?? '',
            WHETSTONE_HOME: folder.path,
            OPENAI_API_KEY: markedKey,
            ...given,
          },
        },
      ).catch((error: unknown) => error as { stdout: string });
      const [tested] = JSON.parse(stdout) as { healthy: boolean; error: string | null }[];
      assert.ok(tested);
      return tested;
    };
    const env = {
      OPENAI_BASE_URL: `https://${host}/v1`,
      HTTPS_PROXY: through(),
      NODE_EXTRA_CA_CERTS: path.join(folder.path, 'authority.pem'),
    };
    const [well, untrusted, around] = await Promise.all([
      whetstone(env),
      whetstone({ ...env, NODE_EXTRA_CA_CERTS: '' }),
      whetstone({ ...env, NO_PROXY: `other.test,${host}` }),
    ]);
    assert.equal(well.healthy, true, well.error ?? '');
    assert.match(untrusted.error ?? '', /not trusted .*NODE_EXTRA_CA_CERTS/s);
    assert.match(around.error ?? '', /could not be found|cannot be reached/);
    assert.equal(tunnels.length, 2);
    assert.deepEqual(keys, [`Bearer ${markedKey}`]);
  });
});

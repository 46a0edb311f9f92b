import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { completionRequest } from '../../harness/completions.ts';
import { adapter } from '../../harness/endpoints.ts';

describe('the count of a vendor', () => {
  let server: Server;
  let asked: { readonly url: string | undefined; readonly body: unknown }[];
  let answer: { readonly status: number; readonly body: string };

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        asked.push({ url: request.url, body: JSON.parse(text) });
        if (answer.status === 0) return;
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  function model(): ReturnType<typeof adapter> {
    const { port } = server.address() as AddressInfo;
    return adapter('anthropic', `http://127.0.0.1:${port}`);
  }

  const request = completionRequest('how much?', { model: 'claude-sonnet-5' });

  it('is asked of the endpoint for it, without the parameters of an answer', async () => {
    answer = { status: 200, body: '{"input_tokens": 42}' };
    assert.equal(await model().countInput?.(request), 42);
    assert.deepEqual(asked, [
      {
        url: '/v1/messages/count_tokens',
        body: { model: 'claude-sonnet-5', messages: [{ role: 'user', content: 'how much?' }] },
      },
    ]);
  });

  it('keeps nobody waiting for long', async function () {
    this.timeout(10_000);
    answer = { status: 0, body: '' };
    const started = performance.now();
    assert.equal(await model().countInput?.(request), null);
    assert.ok(performance.now() - started < 3500, `${performance.now() - started} ms`);
  });

  it('is unknown when the vendor does not give one', async () => {
    for (const given of [
      { status: 500, body: '{}' },
      { status: 200, body: '<html>' },
      { status: 200, body: '{"input_tokens": -1}' },
    ]) {
      answer = given;
      assert.equal(await model().countInput?.(request), null, given.body);
    }
  });
});

import { answers, type Behaviour, resets, silent } from './faultyServer.ts';

/** A server that says the key back, as some vendors do with one that is wrong. Whoever may try again does so at once. */
const echo =
  (status: number, type = 'application/json'): Behaviour =>
  ({ request, response }) => {
    const told = `Incorrect API key provided: ${String(request.headers.authorization)}`;
    const body =
      type === 'application/json'
        ? JSON.stringify({ error: { message: told, type: told, code: told, param: told } })
        : `<html>${told}</html>`;
    response
      .writeHead(status, {
        'content-type': type,
        'x-request-id': told,
        'www-authenticate': told,
        'retry-after': '0',
      })
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

const garbledGzip: Behaviour = ({ request, response }) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' });
  response.end(String(request.headers.authorization));
};

const huge: Behaviour = ({ request, response }) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(50 * 1024 * 1024) });
  response.write(String(request.headers.authorization));
};

const elsewhere: Behaviour = ({ request, response }) => {
  const location = `http://127.0.0.1:9/v1?${String(request.headers.authorization)}`;
  response.writeHead(307, { location }).end();
};

const inCircles: Behaviour = ({ request, response }) => {
  response.writeHead(308, { location: request.url ?? '/' }).end();
};

/** Ways to fail that could bring the key along, of OpenAI's protocol. Each server behind them is asked with the key. */
export const leakyFaults: Readonly<Record<string, Behaviour>> = {
  '400': echo(400),
  '401': echo(401),
  '402': echo(402),
  '403': echo(403),
  '404': echo(404),
  '413': echo(413),
  '429': echo(429),
  '500': echo(500),
  '503': echo(503),
  'an error with status 200': echo(200),
  'a web page': echo(200, 'text/html'),
  'an error in the stream': inStream,
  'an event that is no JSON': garbage,
  'garbage instead of gzip': garbledGzip,
  'an answer of 50 MB': huge,
  'a cut stream': answers('a long answer that is cut', { after: { chunks: 2, then: 'cut' } }),
  'a stream that stalls': answers('a long answer that stalls', { after: { chunks: 2, then: 'stall' } }),
  silence: silent,
  'a reset': resets,
  'a redirect to another server': elsewhere,
  'a redirect in circles': inCircles,
};

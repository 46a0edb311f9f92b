import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Protocol = 'openai' | 'anthropic' | 'ollama';

/** What one request is answered with. Rejections end the connection. */
export type Behaviour = (exchange: Exchange) => Promise<void> | void;

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Readonly<Record<string, unknown>>;
  /** 0 for the first request. */
  readonly number: number;
  readonly protocol: Protocol;
}

export interface FaultyServer {
  readonly url: string;
  /** When each request came, milliseconds of `performance.now`. */
  readonly times: readonly number[];
  readonly bodies: readonly Readonly<Record<string, unknown>>[];
  readonly headers: readonly Readonly<Record<string, unknown>>[];
  /** Connections that the client closed before the answer was whole. */
  readonly closedByClient: () => number;
  /** Connections that were opened so far. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/** A model server on loopback that behaves for each request as `behave` says; asked for anything but a completion it lists `models`. */
export async function faultyServer(
  protocol: Protocol,
  behave: (number: number, body: Readonly<Record<string, unknown>>) => Behaviour,
  models: readonly string[] = [],
): Promise<FaultyServer> {
  const times: number[] = [];
  const bodies: Record<string, unknown>[] = [];
  const headers: Record<string, unknown>[] = [];
  const sockets = new Set<Socket>();
  let closedByClient = 0;
  let connections = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const text = await textOf(request);
      if (request.method !== 'POST') {
        const data = models.map((id) => ({ id, object: 'model', display_name: id, name: id, size: 1 }));
        response
          .setHeader('content-type', 'application/json')
          .end(JSON.stringify({ object: 'list', data, models: data, has_more: false }));
        return;
      }
      const number = times.push(performance.now()) - 1;
      const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
      bodies.push(body);
      headers.push({ ...request.headers });
      response.on('close', () => {
        if (!response.writableEnded) closedByClient += 1;
      });
      await behave(number, body)({ request, response, body, number, protocol });
    })().catch(() => response.destroy());
  });
  server.keepAliveTimeout = 5000;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {}); // a reset by either side is what some tests are about
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    times,
    bodies,
    headers,
    closedByClient: () => closedByClient,
    connections: () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

export interface AnswerOptions {
  readonly model?: string;
  readonly chunks?: number;
  /** Before the headers. */
  readonly latencyMs?: number;
  /** Between headers and the first token. */
  readonly beforeFirstMs?: number;
  /** Send so many chunks, then `cut` the connection or `stall` for ever. */
  readonly after?: { readonly chunks: number; readonly then: 'cut' | 'stall' };
  /** Waited for before each chunk, 0 the first. */
  readonly beforeChunk?: (number: number) => Promise<void>;
  /** Leave out what marks the end of the stream, but not the finish reason. */
  readonly noEndMark?: boolean;
  /** Send everything, and keep the connection open. */
  readonly staysOpen?: boolean;
  /** Leave out the finish reason as well. */
  readonly noFinish?: boolean;
  /** Put an event that is no JSON after so many chunks. */
  readonly malformedAfter?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly finish?: 'stop' | 'length' | 'refused';
}

/** Answers in the protocol of the server, streaming when asked to. */
export function answers(text: string, options: AnswerOptions = {}): Behaviour {
  return async ({ body, protocol, response }) => {
    if (options.latencyMs !== undefined) await sleep(options.latencyMs);
    const wire = wires[protocol];
    const streams = protocol === 'ollama' ? body.stream !== false : body.stream === true;
    const model = options.model ?? (typeof body.model === 'string' ? body.model : 'some-model');
    if (!streams) {
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify(wire.whole(text, model, options)));
      return;
    }
    response.writeHead(200, { 'content-type': wire.contentType });
    response.flushHeaders();
    if (options.beforeFirstMs !== undefined) await sleep(options.beforeFirstMs);
    const size = Math.max(1, Math.ceil(text.length / (options.chunks ?? 4)));
    for (const event of wire.begin(model)) response.write(event);
    for (let at = 0, sent = 0; at < text.length; at += size, sent++) {
      if (options.after?.chunks === sent) {
        // What was written must arrive before the connection breaks.
        await sleep(20);
        if (options.after.then === 'cut') response.destroy();
        return;
      }
      await options.beforeChunk?.(sent);
      if (options.malformedAfter === sent) response.write(wire.malformed);
      response.write(wire.chunk(text.slice(at, at + size), model));
      await sleep(1);
    }
    if (!options.noFinish) for (const event of wire.finish(model, options)) response.write(event);
    if (!options.noEndMark && !options.noFinish) for (const event of wire.endMark) response.write(event);
    if (options.staysOpen !== true) response.end();
  };
}

/** An error with a status, and a body as the vendors write it. */
export function fails(
  status: number,
  options: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly code?: string;
    readonly message?: string;
  } = {},
): Behaviour {
  return ({ protocol, response }) => {
    const message = options.message ?? `status ${status}`;
    const code = options.code ?? null;
    const body =
      protocol === 'ollama'
        ? { error: message }
        : protocol === 'anthropic'
          ? { type: 'error', error: { type: code ?? 'api_error', message } }
          : { error: { message, type: 'some_error', code, param: null } };
    response.writeHead(status, { 'content-type': 'application/json', ...options.headers });
    response.end(JSON.stringify(body));
  };
}

/** Resets the connection before anything is answered. */
export const resets: Behaviour = ({ request }) => {
  request.socket.resetAndDestroy();
};

/** Accepts and never answers. */
export const silent: Behaviour = () => {};

/** Sends whatever is given. */
export function sends(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): Behaviour {
  return ({ response }) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

interface Wire {
  readonly contentType: string;
  readonly begin: (model: string) => string[];
  readonly chunk: (text: string, model: string) => string;
  readonly malformed: string;
  readonly finish: (model: string, options: AnswerOptions) => string[];
  readonly endMark: readonly string[];
  readonly whole: (text: string, model: string, options: AnswerOptions) => unknown;
}

const sse = (data: unknown, event?: string): string =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

const openaiFinish = { stop: 'stop', length: 'length', refused: 'content_filter' } as const;
const anthropicFinish = { stop: 'end_turn', length: 'max_tokens', refused: 'refusal' } as const;

const wires: Readonly<Record<Protocol, Wire>> = {
  openai: {
    contentType: 'text/event-stream',
    begin: (model) => [sse(openaiChunk(model, { role: 'assistant', content: '' }, null))],
    chunk: (text, model) => sse(openaiChunk(model, { content: text }, null)),
    malformed: 'data: {"choices":[{"delta":{"cont\n\n',
    finish: (model, options) => [
      sse(openaiChunk(model, {}, openaiFinish[options.finish ?? 'stop'])),
      sse({ ...openaiChunk(model, {}, null), choices: [], usage: openaiUsage(options) }),
    ],
    endMark: ['data: [DONE]\n\n'],
    whole: (text, model, options) => ({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1,
      model,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: text, refusal: null },
          finish_reason: openaiFinish[options.finish ?? 'stop'],
          logprobs: null,
        },
      ],
      usage: openaiUsage(options),
    }),
  },
  anthropic: {
    contentType: 'text/event-stream',
    begin: (model) => [
      sse(
        {
          type: 'message_start',
          message: {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            model,
            content: [],
            stop_reason: null,
            stop_sequence: null,
            usage: { input_tokens: 12, output_tokens: 1 },
          },
        },
        'message_start',
      ),
      sse(
        { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
        'content_block_start',
      ),
    ],
    chunk: (text) =>
      sse(
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
        'content_block_delta',
      ),
    malformed: 'event: content_block_delta\ndata: {"type":"content_bl\n\n',
    finish: (_model, options) => [
      sse({ type: 'content_block_stop', index: 0 }, 'content_block_stop'),
      sse(
        {
          type: 'message_delta',
          delta: { stop_reason: anthropicFinish[options.finish ?? 'stop'], stop_sequence: null },
          usage: { output_tokens: options.outputTokens ?? 7 },
        },
        'message_delta',
      ),
    ],
    endMark: [sse({ type: 'message_stop' }, 'message_stop')],
    whole: (text, model, options) => ({
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model,
      content: [{ type: 'text', text }],
      stop_reason: anthropicFinish[options.finish ?? 'stop'],
      stop_sequence: null,
      usage: { input_tokens: options.inputTokens ?? 12, output_tokens: options.outputTokens ?? 7 },
    }),
  },
  ollama: {
    contentType: 'application/x-ndjson',
    begin: () => [],
    chunk: (text, model) => `${JSON.stringify(ollamaChunk(model, text, false))}\n`,
    malformed: '{"model":"x","mess\n',
    finish: (model, options) => [
      `${JSON.stringify({
        ...ollamaChunk(model, '', true),
        done_reason: options.finish === 'length' ? 'length' : 'stop',
        total_duration: 5_000_000,
        prompt_eval_count: options.inputTokens ?? 12,
        eval_count: options.outputTokens ?? 7,
      })}\n`,
    ],
    endMark: [],
    whole: (text, model, options) => ({
      ...ollamaChunk(model, text, true),
      done_reason: 'stop',
      prompt_eval_count: options.inputTokens ?? 12,
      eval_count: options.outputTokens ?? 7,
    }),
  },
};

function openaiChunk(model: string, delta: object, finish: string | null): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model,
    choices: [{ index: 0, delta, finish_reason: finish, logprobs: null }],
  };
}

function openaiUsage(options: AnswerOptions): object {
  const input = options.inputTokens ?? 12;
  const output = options.outputTokens ?? 7;
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}

function ollamaChunk(model: string, content: string, done: boolean): object {
  return { model, created_at: '2026-11-01T00:00:00Z', message: { role: 'assistant', content }, done };
}

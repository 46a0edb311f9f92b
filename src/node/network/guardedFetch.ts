import type * as Tls from 'node:tls';
import type { Dispatcher } from 'undici';
import { AttemptError } from '../../core/model/attemptError.ts';
import { type NetworkSettings, networkOfEnvironment } from './networkSettings.ts';

export interface FetchOptions extends NetworkSettings {
  /** Milliseconds until the connection stands. */
  readonly connectMs: number;
  /** Bytes of a body, unpacked. */
  readonly largestBody: number;
  /** Further certificates to trust, PEM. */
  readonly certificates: readonly string[];
}

export const fetchOptions: FetchOptions = {
  ...networkOfEnvironment,
  connectMs: 10_000,
  largestBody: 10 * 1024 * 1024,
  certificates: [],
};

/** Redirects that are followed, all to the same origin. */
const mostRedirects = 3;

/**
 * A fetch that keeps a key at home: a redirect to another origin is refused, one to the same is followed at most three times; a body that is too
 * large ends in an error as soon as it is. Goes through the proxy that the environment or the user names. One connection pool for all calls.
 * Throws AttemptError for what it refuses, and what undici throws otherwise.
 */
export function guardedFetch(options: FetchOptions = fetchOptions): typeof globalThis.fetch {
  let dispatcher: Promise<Dispatcher> | null = null;
  return async (input, init) => {
    const { fetch } = await import('./transport.ts');
    dispatcher ??= dispatcherFor(options);
    let call: Call = {
      url: new URL(input instanceof Request ? input.url : String(input)),
      method: init?.method ?? 'GET',
      body: init?.body ?? null,
    };
    for (let redirects = 0; ; redirects++) {
      const response = (await fetch(call.url, {
        method: call.method,
        headers: new Headers(init?.headers) as never,
        body: call.body as never,
        signal: init?.signal ?? null,
        redirect: 'manual',
        dispatcher: await dispatcher,
      })) as unknown as Response;
      const { status, headers } = response;
      const location = status >= 300 && status < 400 ? headers.get('location') : null;
      if (location === null) return limited(response, options.largestBody);
      await response.body?.cancel();
      call = redirected(call, status, location, redirects);
    }
  };
}

interface Call {
  readonly url: URL;
  readonly method: string;
  readonly body: RequestInit['body'];
}

function redirected(call: Call, status: number, location: string, redirects: number): Call {
  const { url } = call;
  const to = URL.canParse(location, url.href) ? new URL(location, url) : null;
  if (to === null || to.origin !== url.origin)
    throw new AttemptError(
      'provider-invalid-response',
      `${url.host} sends requests on to ${to === null ? 'an address that is none' : to.host}. They were not followed, so that the key stays where it belongs.`,
      'Check the base URL of the connection.',
      { retryable: false, status },
    );
  if (redirects >= mostRedirects)
    throw new AttemptError(
      'provider-invalid-response',
      `${url.host} sends requests round in a circle.`,
      'Check the base URL of the connection.',
      { retryable: false, status },
    );
  // 307 and 308 repeat the request as it is; the others ask for the new address (RFC 9110).
  return status === 307 || status === 308 ? { ...call, url: to } : { url: to, method: 'GET', body: null };
}

/** This machine, which no proxy reaches and none needs to. */
const thisMachine = ['localhost', '127.0.0.1', '::1', '[::1]'];

async function dispatcherFor(options: FetchOptions): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent } = await import('./transport.ts');
  const ca = await trustedBy(options);
  const tls = { rejectUnauthorized: options.strictTls, ...(ca !== null && { ca: [...ca] }) };
  const connect = { timeout: options.connectMs, ...tls };
  // Our own limits end an attempt; undici's would cut off a slow model.
  const timeouts = { headersTimeout: 0, bodyTimeout: 0 };
  const environment = process.env;
  const named = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some(
    (name) => (environment[name] ?? '') !== '',
  );
  if (options.proxy === null && !named) return new Agent({ connect, ...timeouts });
  const around = options.noProxy?.join(',') ?? environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  return new EnvHttpProxyAgent({
    ...(options.proxy !== null && { httpProxy: options.proxy, httpsProxy: options.proxy }),
    noProxy: around.trim() === '*' ? '*' : [around, ...thisMachine].filter((host) => host !== '').join(','),
    connect,
    requestTls: connect,
    proxyTls: connect,
    ...timeouts,
  });
}

/** What to trust beyond what Node trusts by itself; null = nothing. Older Nodes only know their own list. */
async function trustedBy(options: FetchOptions): Promise<readonly string[] | null> {
  if (options.certificates.length === 0 && !options.systemCertificates) return null;
  const { rootCertificates, getCACertificates } = (await import('node:tls')) as typeof Tls & {
    // Since Node 22.15.
    readonly getCACertificates?: typeof Tls.getCACertificates;
  };
  if (getCACertificates === undefined) return [...rootCertificates, ...options.certificates];
  const system = options.systemCertificates ? getCACertificates('system') : [];
  return [...getCACertificates('default'), ...system, ...options.certificates];
}

function limited(response: Response, largest: number): Response {
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > largest) {
    void response.body?.cancel();
    throw tooLarge(largest);
  }
  if (response.body === null) return response;
  const { status, statusText, headers } = response;
  return new Response(counted(response.body, largest), { status, statusText, headers });
}

/** The body until it is too large. Read by hand: a transform stream takes several times as long. */
function counted(body: ReadableStream<Uint8Array>, largest: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let size = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
          return;
        }
        size += value.byteLength;
        if (size <= largest) {
          controller.enqueue(value);
          return;
        }
        void reader.cancel();
        throw tooLarge(largest);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function tooLarge(largest: number): AttemptError {
  return new AttemptError(
    'provider-invalid-response',
    `The answer is larger than ${Math.round(largest / 1024 / 1024)} MB, so it was not read to its end.`,
    'Check the base URL of the connection.',
    { retryable: false },
  );
}

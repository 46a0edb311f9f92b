import type { Dispatcher } from 'undici';
import { AttemptError } from '../../core/model/attemptError.ts';

export interface FetchOptions {
  /** Milliseconds until the connection stands. */
  readonly connectMs: number;
  /** Bytes of a body, unpacked. */
  readonly largestBody: number;
  /** `http://proxy:8080`; null = what HTTPS_PROXY, HTTP_PROXY and NO_PROXY say. */
  readonly proxy: string | null;
  /** False accepts certificates that nobody has signed, as VS Code's `http.proxyStrictSSL` has it. */
  readonly strictTls: boolean;
  /** Further certificates to trust, PEM. */
  readonly certificates: readonly string[];
}

export const fetchOptions: FetchOptions = {
  connectMs: 10_000,
  largestBody: 10 * 1024 * 1024,
  proxy: null,
  strictTls: true,
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
    const { fetch } = await import('undici');
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

async function dispatcherFor(options: FetchOptions): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent, ProxyAgent } = await import('undici');
  const { rootCertificates, getCACertificates } = await import('node:tls');
  const ca =
    options.certificates.length === 0
      ? undefined
      : [...trusted(getCACertificates, rootCertificates), ...options.certificates];
  const tls = { rejectUnauthorized: options.strictTls, ...(ca !== undefined && { ca }) };
  const connect = { timeout: options.connectMs, ...tls };
  // Our own limits end an attempt; undici's would cut off a slow model.
  const timeouts = { headersTimeout: 0, bodyTimeout: 0 };
  if (options.proxy !== null)
    return new ProxyAgent({ uri: options.proxy, requestTls: connect, proxyTls: connect, ...timeouts });
  const environment = process.env;
  const named = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some(
    (name) => (environment[name] ?? '') !== '',
  );
  return named
    ? new EnvHttpProxyAgent({ connect, requestTls: connect, proxyTls: connect, ...timeouts })
    : new Agent({ connect, ...timeouts });
}

/** What Node trusts by itself; older ones only know their own list. */
function trusted(
  getCACertificates: ((type: 'default') => string[]) | undefined,
  bundled: readonly string[],
): readonly string[] {
  return getCACertificates === undefined ? bundled : getCACertificates('default');
}

function limited(response: Response, largest: number): Response {
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > largest) {
    void response.body?.cancel();
    throw tooLarge(largest);
  }
  if (response.body === null) return response;
  let size = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > largest) throw tooLarge(largest);
      controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  const body = response.body.pipeThrough(counting as never) as unknown as ReadableStream<Uint8Array>;
  return new Response(body, { status, statusText, headers });
}

function tooLarge(largest: number): AttemptError {
  return new AttemptError(
    'provider-invalid-response',
    `The answer is larger than ${Math.round(largest / 1024 / 1024)} MB, so it was not read to its end.`,
    'Check the base URL of the connection.',
    { retryable: false },
  );
}

import { AttemptError } from '../core/model/attemptError.ts';
import { WhetstoneError } from '../core/errors.ts';

export interface UnansweredRequest {
  /** Provider as people call it. */
  readonly name: string;
  /** Host that was asked, without credentials. */
  readonly host: string;
  /** What to do when nobody listens there, for example how to start a local server; null for a vendor. */
  readonly startHint: string | null;
}

const tls =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/;
const broken = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'ECONNABORTED',
  'ERR_STREAM_PREMATURE_CLOSE',
]);
const garbled = /^(?:Z_|ERR_BROTLI|ERR_ZSTD|ERR__ERROR_FORMAT|HPE_)/;
const unreachable = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
]);

/**
 * What it means that no (whole) answer came. Nothing of the error but its code goes on: what SDKs throw carries headers, and with them the key.
 */
export function failureOfNetwork(error: unknown, request: UnansweredRequest): WhetstoneError {
  const known = causes(error).find((cause) => cause instanceof WhetstoneError);
  if (known !== undefined) return known;
  const code = causes(error)
    .map((cause) => (isCoded(cause) ? cause.code : ''))
    .find((found) => found !== '');
  const { name, host, startHint } = request;
  const failure = (
    kind: 'network' | 'timeout' | 'provider-invalid-response',
    message: string,
    hint: string,
    retryable: boolean,
  ): AttemptError =>
    new AttemptError(kind, message, hint, {
      retryable,
      ...(code !== undefined && { cause: new Error(code) }),
    });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return failure(
      'network',
      `The address ${host} of ${name} could not be found.`,
      'Check the connection to the network and the base URL.',
      code === 'EAI_AGAIN',
    );
  if (code === 'ECONNREFUSED')
    return failure(
      'network',
      `Nothing answers at ${host}: ${name} is not running there.`,
      startHint ?? 'Check the base URL, or start the server.',
      false,
    );
  if (code !== undefined && tls.test(code))
    return failure(
      'network',
      `The certificate of ${host} is not trusted (${code}).`,
      'Check the base URL, or give the certificate of your proxy to the system or to NODE_EXTRA_CA_CERTS.',
      false,
    );
  if (code !== undefined && garbled.test(code))
    return failure(
      'provider-invalid-response',
      `${name} sent an answer that cannot be read.`,
      'Try again, or use another provider.',
      true,
    );
  if (code !== undefined && unreachable.has(code))
    return failure(
      'timeout',
      `No connection to ${host} came about in time.`,
      'Check the connection to the network, or use another provider.',
      true,
    );
  if (code !== undefined && broken.has(code))
    return failure(
      'network',
      `The connection to ${name} broke off.`,
      'Try again, or use another provider.',
      true,
    );
  return failure(
    'network',
    `The connection to ${name} failed${code === undefined ? '' : ` (${code})`}.`,
    'Check the connection to the network, or use another provider.',
    true,
  );
}

/** An error and what caused it, at most eight deep. */
function causes(error: unknown): unknown[] {
  const found: unknown[] = [];
  let at: unknown = error;
  while (at instanceof Error && found.length < 8) {
    found.push(at);
    // Several addresses were tried, and each failed in its way.
    if (at instanceof AggregateError) found.push(...(at.errors as unknown[]));
    at = at.cause;
  }
  return found;
}

function isCoded(value: unknown): value is { readonly code: string } {
  return value instanceof Error && 'code' in value && typeof value.code === 'string';
}

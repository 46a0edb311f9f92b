import { AttemptError } from '../core/model/attemptError.ts';

/** What a server answered with a status that is no success. */
export interface FailedAnswer {
  /** Provider as people call it. */
  readonly name: string;
  readonly status: number;
  readonly headers: Headers;
  /** The body as text; only its codes are used, since vendors repeat keys and prompts in their messages. */
  readonly body: string;
  readonly model: string | null;
  /** Milliseconds since 1970, for a Retry-After that is a date. */
  readonly now: number;
}

/** The machine-readable part of a vendor's error. */
export interface VendorError {
  readonly codes: readonly string[];
  /** The parameter that the vendor complains about. */
  readonly parameter: string | null;
  /** Only to be recognised, never to be shown. */
  readonly message: string;
}

const tooLong =
  /context[_ ](?:length|window|size)|maximum context|too many (?:input )?tokens|(?:prompt|input|request) (?:is )?too (?:long|large)|exceeds? the (?:available )?context|string_above_max_length|prompt_too_long/i;
const policy =
  /content[_ -](?:policy|filter|management)|moderation|safety[_ ](?:system|policy)|responsibleai|flagged/i;
const quota = /insufficient_quota|billing|credit balance|payment|out_of_credit|quota_exceeded/i;

/**
 * Decides, once, what an HTTP error means and whether another attempt may help. Vendors have few codes in common and Anthropic has none for a prompt
 * that is too long, so that this boundary also looks at the wording. Sources: the error pages of OpenAI, Anthropic, OpenRouter and Ollama, 2026-11.
 */
export function failureOfStatus(answer: FailedAnswer): AttemptError {
  const { name, status, headers, body, model, now } = answer;
  const vendor = vendorErrorOf(body);
  const told = `${vendor.codes.join(' ')} ${vendor.message}`;
  const base = { status };
  const asked = model === null ? 'The model' : `The model "${model}"`;
  if (status === 402 || ((status === 429 || status === 400 || status === 403) && quota.test(told)))
    return new AttemptError(
      'payment-required',
      `${name} wants to be paid first: the account has no credit left or its quota is used up.`,
      'Add credit to the account, or use another provider.',
      { ...base, retryable: false },
    );
  if ((status === 400 || status === 413 || status === 422) && tooLong.test(told))
    return new AttemptError(
      'context-too-long',
      `The request is longer than the model of ${name} can read.`,
      'Send less context, or choose a model with a larger window.',
      { ...base, retryable: false },
    );
  if ((status === 400 || status === 403 || status === 451) && policy.test(told))
    return new AttemptError(
      'content-refused',
      `${name} refused the request because of its content policy.`,
      'Change the wording, or choose another model.',
      { ...base, retryable: false },
    );
  if (status === 401 || status === 403)
    return new AttemptError(
      'unauthorized',
      `${name} does not accept the key${status === 403 ? ' for this model' : ''}.`,
      'Set a valid key for it.',
      { ...base, retryable: false },
    );
  if (status === 404)
    return new AttemptError(
      'model-not-found',
      `${asked} does not exist at ${name}, or the address is wrong.`,
      'Choose another model, or check the base URL.',
      { ...base, retryable: false },
    );
  if (status === 429)
    return new AttemptError(
      'provider-rate-limited',
      `${name} takes no more requests at the moment.`,
      'Wait a little, or use another provider.',
      { ...base, retryable: true, retryAfterMs: retryAfterOf(headers, now) },
    );
  if (status === 408 || status === 409 || status === 425 || status >= 500)
    return new AttemptError(
      'provider-unavailable',
      `${name} failed with status ${status}.`,
      'Try again in a minute, or use another provider.',
      { ...base, retryable: true, retryAfterMs: retryAfterOf(headers, now) },
    );
  const code = vendor.codes.find((one) => /^[\w.-]{1,60}$/.test(one));
  return new AttemptError(
    'provider-invalid-response',
    `${name} refused the request with status ${status}${code === undefined ? '' : ` (${code})`}.`,
    'Check model and base URL of the connection.',
    { ...base, retryable: false },
  );
}

/** What an error body means that came with a status of success, or in the middle of a stream. Some say the status they mean as their code. */
export function failureInBody(name: string, body: string, headers: Headers): AttemptError {
  const { codes } = vendorErrorOf(body);
  const said = codes.find((code) => /^[45]\d\d$/.test(code));
  const status =
    said === undefined
      ? (statuses.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1] ?? null)
      : Number(said);
  if (status === null) return garbled(name);
  return failureOfStatus({ name, status, headers, body, model: null, now: Date.now() });
}

/** What the vendors' codes stand for. */
const statuses: readonly (readonly [RegExp, number])[] = [
  [/overloaded/, 529],
  [/rate_limit/, 429],
  [/insufficient_quota|billing/, 402],
  [/authentication|invalid_api_key|permission/, 401],
  [/context_length|content_policy|content_filter|invalid_request/, 400],
  [/not_found/, 404],
  [/server_error|api_error|timeout/, 500],
];

/** An answer that is none of the protocol. */
export function garbled(name: string): AttemptError {
  return new AttemptError(
    'provider-invalid-response',
    `${name} sent an answer that cannot be read.`,
    'Try again, or use another provider.',
    { retryable: true },
  );
}

/** Reads the codes out of an error body, whatever its shape. */
export function vendorErrorOf(body: string): VendorError {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { codes: [], parameter: null, message: '' };
  }
  const error = isRecord(value) && isRecord(value['error']) ? value['error'] : value;
  if (!isRecord(error)) return { codes: [], parameter: null, message: '' };
  const text = (key: string): string => {
    const found = error[key];
    return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
  };
  return {
    codes: [text('code'), text('type'), text('status')].filter((code) => code !== ''),
    parameter: text('param') === '' ? null : text('param'),
    message: [text('message'), text('error'), text('detail')].join(' ').slice(0, 2000),
  };
}

/** Milliseconds that `Retry-After` (seconds or a date, RFC 9110) or `retry-after-ms` asks to wait; null when neither does. */
export function retryAfterOf(headers: Headers, now: number): number | null {
  const milliseconds = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(milliseconds) && milliseconds >= 0) return milliseconds;
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1000 : null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

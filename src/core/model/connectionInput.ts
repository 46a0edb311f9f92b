import { WhetstoneError } from '../errors.ts';
import type { ConnectionDefinition, ConnectionKind } from './connectionDefinition.ts';

/** A key as a person pasted it. */
export interface TidyKey {
  readonly key: string;
  /** Blanks, line ends or quotation marks were taken off its ends. */
  readonly tidied: boolean;
}

/**
 * Takes off what comes along when a key is copied. Null for nothing. Throws `config-invalid` for a key that cannot be one: with blanks or line ends
 * inside, or with characters that no header may hold.
 */
export function tidyKey(pasted: string, name: string): TidyKey | null {
  const key = pasted
    .trim()
    .replace(/^(["'])([\s\S]*)\1$/, '$2')
    .replace(/^Bearer\s+/i, '')
    .trim();
  if (key === '') return null;
  if (!/^[\x21-\x7E]+$/.test(key))
    throw new WhetstoneError(
      'config-invalid',
      `The key of ${name} holds blanks or characters that no key has.`,
      'Copy it again, without anything around it.',
    );
  return { key, tidied: key !== pasted };
}

/**
 * A base URL as it is used: without a slash at the end. Throws `config-invalid` for what is no http(s) address, and for one with credentials, which
 * would end up in logs.
 */
export function checkedBaseUrl(given: string, name: string): string {
  const text = given.trim();
  const hint = 'Write it like https://api.example.com/v1.';
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new WhetstoneError('config-invalid', `The base URL of ${name} is no http or https address.`, hint);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    throw new WhetstoneError(
      'config-invalid',
      `The base URL of ${name} holds a user name or password.`,
      'Leave them out; give the key as the key.',
    );
  return text.replace(/[?#].*$/, '').replace(/\/+$/, '');
}

/** True for addresses of this machine: what goes there does not leave it. */
export function isLocal(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const { hostname } = new URL(baseUrl);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

/** True for a connection whose models run on this machine: nothing is paid for them. */
export function runsHere({
  baseUrl,
  keyless,
  kind,
}: Pick<ConnectionDefinition<ConnectionKind>, 'baseUrl' | 'keyless' | 'kind'>): boolean {
  if (kind === 'ollama') return true;
  return kind === 'openai' && keyless === true && baseUrl !== null && isLocal(baseUrl);
}

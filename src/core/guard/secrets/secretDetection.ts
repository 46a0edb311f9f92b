import type { Detection } from '../finding.ts';
import type { SecretClass } from './rule.ts';

const labels: Readonly<Record<SecretClass, string>> = {
  key: 'API_KEY',
  token: 'TOKEN',
  password: 'PASSWORD',
  'private-key': 'PRIVATE_KEY',
  connection: 'CONNECTION_SECRET',
  webhook: 'WEBHOOK',
};

const names: Readonly<Record<SecretClass, string>> = {
  key: 'a key',
  token: 'a token',
  password: 'a password',
  'private-key': 'a private key',
  connection: 'a connection string with its password',
  webhook: 'a webhook address that anybody can post to',
};

/** A detection of a secret; `rule` is prefixed with its class where the policy needs it (see `classOfRule`). */
export function secretDetection(
  rule: string,
  secretClass: SecretClass,
  start: number,
  end: number,
): Detection {
  return {
    kind: 'secret',
    rule,
    label: labels[secretClass],
    message: `This looks like ${names[secretClass]} (${rule.replaceAll('-', ' ')}).`,
    start,
    end,
  };
}

/** True for what is redacted by default instead of blocked: passwords and connection strings. */
export function isPasswordLabel(label: string): boolean {
  return label === labels.password || label === labels.connection;
}

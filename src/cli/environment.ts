import {
  type ConnectionDefinition,
  type NetworkKind,
  vendorNames,
} from '../core/model/connectionDefinition.ts';
import { checkedBaseUrl, tidyKey } from '../core/model/connectionInput.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A connection as the environment describes it. */
export interface EnvironmentConnection {
  readonly definition: ConnectionDefinition;
  /** There is a key, or none is needed. */
  readonly configured: boolean;
  /** The variable that would set it up, for hints. */
  readonly variable: string;
  /** Reads the key anew at each call; null when there is none. Throws `config-invalid` for one that cannot be a key. */
  readonly key: () => string | null;
  /** What was taken off what the environment holds, for a remark. */
  readonly remarks: readonly string[];
}

const prefixes: Readonly<Record<Exclude<NetworkKind, 'ollama'>, string>> = {
  openai: 'OPENAI',
  anthropic: 'ANTHROPIC',
  openrouter: 'OPENROUTER',
};

/**
 * The connections of the terminal. Keys and addresses come from the environment only, so that a cloned repository cannot set them: `WHETSTONE_X_API_KEY`
 * before `X_API_KEY`, `…_BASE_URL` likewise, `…_MODEL` of our own, `OLLAMA_HOST`. Throws `config-invalid` for an address that cannot be one.
 */
export function connectionsOf(environment: Environment): readonly EnvironmentConnection[] {
  const vendors = (['openai', 'anthropic', 'openrouter'] as const).map((kind) => vendorOf(kind, environment));
  return [...vendors, ollamaOf(environment)];
}

function vendorOf(kind: keyof typeof prefixes, environment: Environment): EnvironmentConnection {
  const name = vendorNames[kind];
  const read = (suffix: string): string | undefined =>
    filled(environment[`WHETSTONE_${prefixes[kind]}_${suffix}`]) ??
    filled(environment[`${prefixes[kind]}_${suffix}`]);
  const address = read('BASE_URL');
  const model = filled(environment[`WHETSTONE_${prefixes[kind]}_MODEL`]);
  const pasted = read('API_KEY');
  const key = (): string | null => (pasted === undefined ? null : (tidyKey(pasted, name)?.key ?? null));
  const tidied = pasted !== undefined && pasted.trim() !== pasted;
  return {
    definition: {
      id: kind,
      kind,
      name,
      baseUrl: address === undefined ? null : checkedBaseUrl(address, name),
      headers: {},
      models: model === undefined ? {} : { medium: model },
      enabled: true,
      keyless: pasted === undefined,
    },
    // A server of one's own that speaks the protocol may need no key.
    configured: pasted !== undefined || (kind === 'openai' && address !== undefined),
    variable: `WHETSTONE_${prefixes[kind]}_API_KEY`,
    key,
    remarks: tidied ? [`The key of ${name} had blanks around it; they were left out.`] : [],
  };
}

function ollamaOf(environment: Environment): EnvironmentConnection {
  const host = filled(environment['OLLAMA_HOST']);
  const model = filled(environment['WHETSTONE_OLLAMA_MODEL']);
  return {
    definition: {
      id: 'ollama',
      kind: 'ollama',
      name: vendorNames.ollama,
      baseUrl: host === undefined ? null : ollamaAddress(host),
      headers: {},
      models: model === undefined ? {} : { medium: model },
      enabled: true,
    },
    configured: host !== undefined,
    variable: 'OLLAMA_HOST',
    key: () => null,
    remarks: [],
  };
}

/** `OLLAMA_HOST` is also what the server listens on: `0.0.0.0`, or an address without scheme or port. */
function ollamaAddress(host: string): string {
  const url = /^https?:\/\//i.test(host)
    ? host
    : `http://${host.startsWith(':') ? `127.0.0.1${host}` : host}`;
  const checked = new URL(checkedBaseUrl(url, vendorNames.ollama));
  if (checked.hostname === '0.0.0.0') checked.hostname = '127.0.0.1';
  const named = /:\d+$/.test(checked.host) || /^https:/i.test(url) || /^http:\/\/[^/]*:80(?:\/|$)/i.test(url);
  if (!named) checked.port = '11434';
  return checked.href.replace(/\/+$/, '');
}

function filled(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value;
}

import * as z from 'zod/mini';
import { WhetstoneError } from '../errors.ts';
import {
  type ConnectionDefinition,
  type ConnectionKind,
  networkKinds,
  vendorNames,
} from './connectionDefinition.ts';
import { checkedBaseUrl } from './connectionInput.ts';
import type { Tiers } from './tiers.ts';

/** Settings of connections, one name each; those of further connections lie together in `providers.more`, by id. */
export const connectionSettingNames = [
  ...networkKinds.flatMap((kind) =>
    (['enabled', 'baseUrl', 'headers', 'models'] as const).map((part) => `providers.${kind}.${part}`),
  ),
  'providers.vscode-lm.enabled',
  'providers.vscode-lm.models',
  'providers.more',
] as const;

/** A connection as the user has set it up. */
export interface ReadConnection {
  readonly definition: ConnectionDefinition<ConnectionKind>;
  /** The user has said something about it: an address, models, or that it is on. */
  readonly chosen: boolean;
  /** Why it cannot be used, one sentence; null when it can. */
  readonly problem: string | null;
}

const models = z.union([
  z.string(),
  z.object({
    simple: z.optional(z.string()),
    medium: z.optional(z.string()),
    complex: z.optional(z.string()),
  }),
]);

const further = z.object({
  kind: z.enum(networkKinds as [(typeof networkKinds)[number], ...(typeof networkKinds)[number][]]),
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
  baseUrl: z.optional(z.string()),
  headers: z.optional(z.unknown()),
  models: z.optional(z.unknown()),
  enabled: z.optional(z.boolean()),
});

interface Written {
  readonly enabled: unknown;
  readonly baseUrl: unknown;
  readonly headers: unknown;
  readonly models: unknown;
}

/**
 * Reads the user's connections: one of each vendor, the editor's models, and what `providers.more` adds. A value that cannot be used is named in the
 * connection's `problem`, and the connection is not asked.
 * @param valueOf what the user himself has set, undefined where he has set nothing
 */
export function readConnections(valueOf: (name: string) => unknown): readonly ReadConnection[] {
  const own = [...networkKinds, 'vscode-lm' as const].map((kind) =>
    connectionOf(kind, kind, vendorNames[kind], {
      // The editor's models belong to another extension, which is asked only when the user says so.
      enabled: valueOf(`providers.${kind}.enabled`) ?? (kind === 'vscode-lm' ? false : undefined),
      baseUrl: kind === 'vscode-lm' ? undefined : valueOf(`providers.${kind}.baseUrl`),
      headers: kind === 'vscode-lm' ? undefined : valueOf(`providers.${kind}.headers`),
      models: valueOf(`providers.${kind}.models`),
    }),
  );
  return [...own, ...readFurther(valueOf).connections];
}

/** What `providers.more` adds, and a sentence for each entry that cannot be a connection at all, with the reason. */
export function readFurther(valueOf: (name: string) => unknown): {
  readonly connections: readonly ReadConnection[];
  readonly warnings: readonly string[];
} {
  const written = valueOf('providers.more') ?? {};
  if (typeof written !== 'object' || Array.isArray(written))
    return {
      connections: [],
      warnings: ['The setting providers.more cannot be used; it must hold connections by id.'],
    };
  const connections: ReadConnection[] = [];
  const warnings: string[] = [];
  for (const [id, entry] of Object.entries(written)) {
    const parsed = z.safeParse(further, entry);
    const wrong = problemOfId(id) ?? (parsed.success ? null : problemOfEntry(parsed.error));
    if (wrong !== null || !parsed.success) {
      warnings.push(`The connection "${id.slice(0, 60)}" in providers.more cannot be used: ${wrong ?? ''}.`);
      continue;
    }
    const { baseUrl, enabled, headers, kind, models: tiers, name } = parsed.data;
    const parts = { enabled: enabled ?? true, baseUrl, headers, models: tiers };
    connections.push(connectionOf(id, kind, name ?? `${vendorNames[kind]} (${id})`, parts));
  }
  return { connections, warnings };
}

function problemOfId(id: string): string | null {
  if (Object.hasOwn(vendorNames, id) || id === 'auto' || id === 'offline')
    return 'its id is taken by a provider that has settings of its own';
  return /^[a-z][a-z0-9-]{0,39}$/.test(id)
    ? null
    : 'its id must be a small letter, then up to 39 small letters, digits and hyphens';
}

/** Names the part that is wrong, never its value, which may hold a key. */
function problemOfEntry(error: z.core.$ZodError): string {
  const part = error.issues[0]?.path[0];
  if (part === undefined) return 'it must hold at least a kind';
  return part === 'kind'
    ? `its kind must be one of ${networkKinds.join(', ')}`
    : `its ${String(part)} is not as it must be`;
}

function connectionOf(id: string, kind: ConnectionKind, name: string, written: Written): ReadConnection {
  const problems: string[] = [];
  const tell = <Value>(read: () => Value, otherwise: Value): Value => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof WhetstoneError)) throw error;
      problems.push(`${error.message} ${error.hint}`);
      return otherwise;
    }
  };
  const definition: ConnectionDefinition<ConnectionKind> = {
    id,
    kind,
    name,
    baseUrl: tell(() => baseUrlOf(written.baseUrl, name), null),
    headers: tell(() => headersOf(written.headers, name), {}),
    models: tell(() => modelsOf(written.models, name), {}),
    enabled: written.enabled !== false,
  };
  const chosen =
    written.enabled === true || definition.baseUrl !== null || Object.keys(definition.models).length > 0;
  return { definition, chosen, problem: problems[0] ?? null };
}

function baseUrlOf(value: unknown, name: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw wrong(`The base URL of ${name} is no text.`);
  return value.trim() === '' ? null : checkedBaseUrl(value, name);
}

/** Header names and values as HTTP has them (RFC 9110), so that none can smuggle in another. */
export function headersOf(value: unknown, name: string): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {};
  const parsed = z.safeParse(z.record(z.string(), z.string()), value);
  if (!parsed.success) throw wrong(`The headers of ${name} must be texts by name.`);
  for (const [header, text] of Object.entries(parsed.data)) {
    if (!/^[\w!#$%&'*+.^`|~-]{1,100}$/.test(header) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(text))
      throw wrong(`A header of ${name} holds characters that none may have.`);
  }
  return parsed.data;
}

function modelsOf(value: unknown, name: string): Partial<Tiers> {
  if (value === undefined || value === null) return {};
  const parsed = z.safeParse(models, value);
  if (!parsed.success)
    throw wrong(`The models of ${name} must be a name, or names for simple, medium and complex tasks.`);
  const given = typeof parsed.data === 'string' ? { medium: parsed.data } : parsed.data;
  return Object.fromEntries(
    Object.entries(given).flatMap(([tier, model]) => {
      const text = model?.trim() ?? '';
      return text === '' ? [] : [[tier, text]];
    }),
  );
}

function wrong(message: string): WhetstoneError {
  return new WhetstoneError('config-invalid', message, 'Correct it in the settings.');
}

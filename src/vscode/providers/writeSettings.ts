import * as vscode from 'vscode';
import { ownValue } from '../ownSettings.ts';

/** What of a connection is kept in the user's settings. Null takes a value away again. */
export interface ConnectionChange {
  readonly enabled?: boolean | null;
  readonly baseUrl?: string | null;
  readonly headers?: Readonly<Record<string, string>> | null;
  readonly models?: Readonly<Record<string, string>> | null;
}

/** Connections of vendors have settings of their own; further ones lie together in one. */
const own = new Set(['openai', 'anthropic', 'openrouter', 'ollama', 'vscode-lm']);

/** Changes a connection in the user's settings, never in those of a folder. */
export async function changeConnection(id: string, change: ConnectionChange): Promise<void> {
  if (!own.has(id)) {
    await changeMore((all) => ({ ...all, [id]: withChange(recordOf(all[id]), change) }));
    return;
  }
  for (const [name, value] of Object.entries(change))
    await set(`providers.${id}.${name}`, value ?? undefined);
}

/** Adds a further connection. Returns its id: the kind with a number behind it. */
export async function addConnection(
  kind: string,
  given: ConnectionChange & { readonly name?: string },
): Promise<string> {
  const taken = recordOf(ownValue('providers.more'));
  let number = 2;
  while (Object.hasOwn(taken, `${kind}-${number}`)) number += 1;
  const id = `${kind}-${number}`;
  await changeMore((all) => ({ ...all, [id]: withChange({ kind }, given) }));
  return id;
}

/** Takes away all that the settings say about a connection. */
export async function removeConnection(id: string): Promise<void> {
  if (own.has(id)) {
    const parts = id === 'vscode-lm' ? ['enabled', 'models'] : ['enabled', 'baseUrl', 'headers', 'models'];
    for (const part of parts) await set(`providers.${id}.${part}`, undefined);
  } else {
    await changeMore((all) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== id)));
  }
  if (ownValue('enhancement.provider') === id) await set('enhancement.provider', undefined);
}

/** Sets the connection that is asked first; `auto` and `offline` are possible, too. */
export async function setPreferred(id: string): Promise<void> {
  await set('enhancement.provider', id === 'auto' ? undefined : id);
}

async function changeMore(
  change: (all: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Promise<void> {
  const after = change(recordOf(ownValue('providers.more')));
  await set('providers.more', Object.keys(after).length === 0 ? undefined : after);
}

async function set(name: string, value: unknown): Promise<void> {
  if (value === undefined && ownValue(name) === undefined) return;
  await vscode.workspace
    .getConfiguration('whetstone', null)
    .update(name, value, vscode.ConfigurationTarget.Global);
}

function withChange(before: Readonly<Record<string, unknown>>, change: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ ...before, ...change }).filter(([, value]) => value !== null && value !== undefined),
  );
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

import type { LanguageModel } from '../core/model/languageModel.ts';
import { modelForTask } from '../core/model/tiers.ts';
import { guardedFetch } from '../node/network/guardedFetch.ts';
import { systemPace } from '../node/systemPace.ts';
import { languageModelOf } from '../providers/connections.ts';
import { connectionsOf, type EnvironmentConnection } from './environment.ts';
import { exitStatus } from './exitStatus.ts';
import type { CommandIo } from './io.ts';
import { type CommonOptions, paintFor, writeJson } from './terminal.ts';

/** A line of `providers list`. */
interface Listed {
  readonly id: string;
  readonly kind: string;
  /** What answers a task of medium size; null = the provider chooses. */
  readonly model: string | null;
  readonly configured: boolean;
  readonly enabled: boolean;
  readonly local: boolean;
}

interface Tested extends Listed {
  readonly healthy: boolean;
  readonly latencyMs: number | null;
  readonly error: string | null;
}

const offline: Listed = {
  id: 'offline',
  kind: 'offline',
  model: 'built-in',
  configured: true,
  enabled: true,
  local: true,
};

/** `whetstone providers list`: who can be asked, by what the environment says. Sends nothing. */
export async function listProvidersCommand(options: CommonOptions, io: CommandIo): Promise<number> {
  const connections = connectionsOf(io.env);
  const listed = await Promise.all(
    connections.map(async (connection) => listedAs(connection, await modelOf(connection))),
  );
  const all = [...listed, offline];
  if (options.json) await writeJson(io, all);
  else await io.stdout.write(all.map((one) => `${line(one, hintOf(connections, one.id))}\n`).join(''));
  return exitStatus.done;
}

/** `whetstone providers test [ID]`: asks every configured provider for what costs nothing. Exit status 3 when one of them is not well. */
export async function testProvidersCommand(
  id: string | undefined,
  options: CommonOptions,
  io: CommandIo,
): Promise<number> {
  const connections = connectionsOf(io.env);
  const { WhetstoneError } = await import('../core/errors.ts');
  const wanted = connections.filter(({ definition }) => id === undefined || definition.id === id);
  if (wanted.length === 0 && id !== 'offline')
    throw new WhetstoneError(
      'usage',
      `There is no provider "${id ?? ''}".`,
      `Choose one of ${[...connections.map(({ definition }) => definition.id), 'offline'].join(', ')}.`,
    );
  const tested = await Promise.all(wanted.map((connection) => test(connection, io.signal)));
  const all: Tested[] = [
    ...tested,
    ...(id === undefined || id === 'offline'
      ? [{ ...offline, healthy: true, latencyMs: 0, error: null }]
      : []),
  ];
  const paint = paintFor(io.stdout, options, io);
  if (options.json) await writeJson(io, all);
  else {
    const lines = all.map((one) => {
      const state = one.healthy
        ? paint('green', `well, ${one.latencyMs ?? 0} ms`)
        : one.configured
          ? paint('red', one.error ?? '')
          : paint('dim', one.error ?? '');
      return `${one.id.padEnd(12)}${state}\n`;
    });
    await io.stdout.write(lines.join(''));
  }
  return all.some(({ configured, healthy }) => configured && !healthy) ? exitStatus.refused : exitStatus.done;
}

async function test(connection: EnvironmentConnection, signal: AbortSignal): Promise<Tested> {
  const model = await modelOf(connection);
  const listed = listedAs(connection, model);
  // A local model server may run without being set up anywhere.
  if (!connection.configured && !listed.local)
    return { ...listed, healthy: false, latencyMs: null, error: `Not set up: set ${connection.variable}.` };
  const { error, healthy, latencyMs } = await model.health(signal);
  return { ...listed, configured: listed.configured || healthy, healthy, latencyMs, error };
}

function listedAs({ configured, definition }: EnvironmentConnection, model: LanguageModel): Listed {
  const { enabled, id, kind, models } = definition;
  return { id, kind, model: modelForTask(kind, 'medium', models), configured, enabled, local: model.local };
}

function modelOf({ definition, key }: EnvironmentConnection): Promise<LanguageModel> {
  return languageModelOf(definition, {
    fetch: guardedFetch(),
    pace: systemPace,
    key: () => Promise.resolve(key()),
  });
}

function hintOf(connections: readonly EnvironmentConnection[], id: string): string {
  const found = connections.find(({ definition }) => definition.id === id);
  return found === undefined || found.configured ? '' : `not set up: set ${found.variable}`;
}

function line({ id, local, model }: Listed, hint: string): string {
  return `${id.padEnd(12)}${(model ?? 'any model').padEnd(22)}${local ? 'this machine  ' : ''}${hint}`.trimEnd();
}

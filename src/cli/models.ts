import path from 'node:path';
import type { GuardPolicy } from '../core/guard/policy.ts';
import { AttemptError } from '../core/model/attemptError.ts';
import { defaultOrder } from '../core/model/fallback.ts';
import type { LanguageModel } from '../core/model/languageModel.ts';
import { readModelSettings } from '../core/model/modelSettings.ts';
import { splitModel } from '../core/model/splitModel.ts';
import { readTimeouts, type TimeoutSettings } from '../core/model/timeoutSettings.ts';
import type { KeyedConnection, Models } from '../models.ts';
import { dataFolder } from '../node/home.ts';
import type { Store } from '../node/store/openStore.ts';
import { systemPace } from '../node/systemPace.ts';
import { userSettingsFile, valuesIn } from '../node/userSettings.ts';
import { connectionsOf, type EnvironmentConnection } from './environment.ts';
import type { CommandIo } from './io.ts';
import { warnAbout } from './remarks.ts';
import { tellAlerts } from './tellAlerts.ts';
import type { CommonOptions } from './terminal.ts';
import { withStore } from './withStore.ts';

/** Who is to be asked. */
export interface Choice {
  /** Id of the preferred provider. */
  readonly provider: string;
  readonly model: string | null;
  readonly connections: readonly KeyedConnection[];
  readonly order: readonly string[];
  readonly allowCloudFromLocal: boolean;
  readonly allowAfterRefusal: boolean;
  readonly timeouts: TimeoutSettings;
  /** Where the preferred provider is reached, for people. */
  readonly sentTo: string;
}

/** How long an Ollama that nobody has set up may take to say that it is there. */
const probeMs = 500;

/**
 * Decides who is asked, by options, settings and environment; null = the built-in rewriter, which `auto` falls to when no key is set and no local model
 * is there. A provider that was named is asked even when it is not set up, so that the error says what is missing.
 */
export async function chooseProvider(
  options: CommonOptions & { readonly provider?: string; readonly model?: string },
  io: CommandIo,
): Promise<Choice | null> {
  const home = dataFolder({ env: io.env, cwd: io.cwd });
  const values = await valuesIn(path.join(home, userSettingsFile));
  const valueOf = (name: string): unknown => values[name] ?? values[`whetstone.${name}`];
  const settings = readModelSettings(valueOf);
  const { timeouts, warnings } = readTimeouts(valueOf);
  await warnAbout([...settings.warnings, ...warnings], options, io);
  const asked = options.provider ?? 'auto';
  const named = splitModel(
    asked === 'auto' ? settings.provider : asked,
    options.model ?? (asked === 'auto' ? settings.model : null),
  );
  if (named.provider === 'offline' || !settings.enabled) return null;
  const all = connectionsOf(io.env).map((connection) => {
    const { definition } = connection;
    return { ...connection, definition: { ...definition, enabled: !settings.off.has(definition.id) } };
  });
  const ready = all.filter(({ configured, definition }) => configured && definition.enabled);
  const order = [...new Set([...settings.order, ...defaultOrder, 'openrouter'])];
  const preferred = all.find(({ definition }) => definition.id === named.provider);
  const local = all.find(({ definition }) => definition.kind === 'ollama');
  const wantsLocal = named.provider === 'ollama' || (named.provider === 'auto' && ready.length === 0);
  const installed =
    local === undefined || !(wantsLocal || local.configured) ? [] : await installedModels(local, io.signal);
  const connections = [...new Set([...(preferred === undefined ? [] : [preferred]), ...ready])];
  if (
    named.provider === 'auto' &&
    connections.length === 0 &&
    installed.length > 0 &&
    local?.definition.enabled
  )
    connections.push(local);
  if (named.provider === 'auto' && connections.length === 0) return null;
  const first =
    named.provider === 'auto'
      ? (order.find((id) => connections.some(({ definition }) => definition.id === id)) ?? '')
      : named.provider;
  await warnAbout(
    connections.flatMap(({ remarks }) => remarks),
    options,
    io,
  );
  const chosen = connections.find(({ definition }) => definition.id === first)?.definition;
  return {
    provider: first,
    model: named.model,
    connections: connections.map((connection) => keyed(connection, installed)),
    order: order.filter((id) => settings.order.includes(id) || id === first),
    allowCloudFromLocal: settings.allowCloudFromLocal,
    allowAfterRefusal: settings.allowAfterRefusal,
    timeouts,
    sentTo: chosen === undefined ? first : (chosen.baseUrl ?? chosen.name),
  };
}

function keyed(
  { configured, definition, key, variable }: EnvironmentConnection,
  installed: readonly string[],
): KeyedConnection {
  const [first] = installed;
  const usual = installed.find((name) => name.startsWith('llama3')) ?? first;
  const own = definition.models.medium;
  return {
    definition,
    key: async () => {
      if (!configured && definition.kind !== 'ollama') throw noKey(definition.name, variable);
      return key();
    },
    ...(definition.kind === 'ollama' && usual !== undefined && { model: () => own ?? usual }),
  };
}

function noKey(name: string, variable: string): AttemptError {
  return new AttemptError(
    'unauthorized',
    `There is no key for ${name}.`,
    `Set ${variable}, or use another provider.`,
    { retryable: false },
  );
}

/** The models of a server on this machine; none when it does not answer at once. */
async function installedModels(
  { definition, key }: EnvironmentConnection,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const [{ languageModelOf }, { guardedFetch }] = await Promise.all([
    import('../providers/connections.ts'),
    import('../node/network/guardedFetch.ts'),
  ]);
  const model: LanguageModel = await languageModelOf(definition, {
    fetch: guardedFetch(),
    pace: systemPace,
    key: () => Promise.resolve(key()),
  });
  try {
    const models = await model.listModels(AbortSignal.any([signal, AbortSignal.timeout(probeMs)]));
    return models.map(({ id }) => id);
  } catch (error) {
    signal.throwIfAborted();
    // Not there, or not well: whoever asks it hears why.
    if (error instanceof Error) return [];
    throw error;
  }
}

/** Opens gateway and account for one command and closes them after it. */
export function withModels<Result>(
  choice: Choice,
  policy: GuardPolicy,
  options: CommonOptions,
  io: CommandIo,
  work: (models: Models, store: Store) => Promise<Result>,
): Promise<Result> {
  return withStore(options, io, async ({ settings, store }) => {
    const [{ openModels }, { learnedFile }] = await Promise.all([
      import('../models.ts'),
      import('../node/learnedFile.ts'),
    ]);
    const models = await openModels({
      connections: choice.connections,
      order: choice.order,
      allowCloudFromLocal: choice.allowCloudFromLocal,
      allowAfterRefusal: choice.allowAfterRefusal,
      timeouts: choice.timeouts,
      learned: learnedFile(dataFolder({ env: io.env, cwd: io.cwd }), Date.now),
      policy: () => policy,
      isOn: () => true,
      store,
      settings: () => settings,
    });
    try {
      return await work(models, store);
    } finally {
      await models.idle();
      await tellAlerts(store, options, io);
    }
  });
}

// How models are reached: the one composition of adapters, what surrounds them, and the gateway, for the terminal and for the editor's worker.
import type { GuardPolicy } from './core/guard/policy.ts';
import type { ConnectionDefinition } from './core/model/connectionDefinition.ts';
import type { Complete, CompletionRequest, Operation } from './core/model/completion.ts';
import { type Connection, gateway, type Surroundings } from './core/model/gateway.ts';
import { guarded } from './core/model/guarded.ts';
import type { LearnedParameters } from './core/model/learnedParameters.ts';
import type { LanguageModel } from './core/model/languageModel.ts';
import { switches } from './core/model/switches.ts';
import { modelForRequest } from './core/model/tiers.ts';
import { defaultTimeouts, type TimeoutSettings } from './core/model/timeoutSettings.ts';
import type { AccountingSettings } from './core/usage/accountingSettings.ts';
import { accounting, type Accounting } from './node/accounting.ts';
import { fetchOptions, guardedFetch } from './node/network/guardedFetch.ts';
import { type NetworkSettings, networkOfEnvironment } from './node/network/networkSettings.ts';
import type { Store } from './node/store/openStore.ts';
import { systemPace } from './node/systemPace.ts';
import { languageModelOf } from './providers/connections.ts';

/** A connection with the way to its key. */
export interface KeyedConnection {
  readonly definition: ConnectionDefinition;
  /** Asked at each attempt; null when there is none. */
  readonly key: (signal: AbortSignal) => Promise<string | null>;
  /** The model for a request that names none; else the user's and the shipped tiers decide. */
  readonly model?: () => string | null;
  /** Asked before each turn; the definition's own switch counts as well. */
  readonly enabled?: () => boolean;
}

export interface ModelsOptions {
  readonly connections: readonly KeyedConnection[];
  /** Models that are reached in another way, such as those of the editor. */
  readonly others?: readonly Connection[];
  /** Ids in the order in which to try them after the preferred one. */
  readonly order: readonly string[];
  readonly allowCloudFromLocal: boolean;
  readonly allowAfterRefusal?: boolean;
  /** How long to wait for what; the defaults when left out. */
  readonly timeouts?: TimeoutSettings;
  /** The way out of this machine; what the environment says when left out. */
  readonly network?: NetworkSettings;
  /** Where it is kept what models refuse. */
  readonly learned?: LearnedParameters;
  readonly policy: () => GuardPolicy;
  readonly isOn: (operation: Operation) => boolean;
  readonly store: Pick<Store, 'ledger' | 'answers' | 'audit'>;
  readonly settings: () => AccountingSettings;
  readonly onTrouble?: (error: unknown) => void;
}

/** The gateway with the account of what goes through it. */
export interface Models {
  readonly complete: Complete;
  readonly judged: Accounting['judged'];
  readonly idle: Accounting['idle'];
  /** By id of the connection. */
  readonly adapters: ReadonlyMap<string, LanguageModel>;
}

/** Builds the gateway. Nothing is connected and no vendor's library is loaded before the first request. */
export async function openModels(options: ModelsOptions): Promise<Models> {
  const timeouts = options.timeouts ?? defaultTimeouts;
  const fetch = guardedFetch({
    ...fetchOptions,
    connectMs: timeouts.cloud.connectMs,
    ...(options.network ?? networkOfEnvironment),
  });
  const own = await Promise.all(
    options.connections.map(async ({ definition, enabled, key, model }): Promise<Connection> => {
      const adapter = await languageModelOf(definition, {
        fetch,
        key,
        pace: systemPace,
        ...(options.learned !== undefined && { learned: options.learned }),
      });
      return {
        model: adapter,
        name: definition.name,
        limits: definition.kind === 'ollama' ? timeouts.local : timeouts.cloud,
        enabled: () => definition.enabled && (enabled?.() ?? true),
        chooseModel: (request) => model?.() ?? modelForRequest(definition, request),
      };
    }),
  );
  const connections = [
    ...own,
    ...(options.others ?? []).map((other) => ({ limits: timeouts.cloud, ...other })),
  ];
  const locals = new Set(connections.filter(({ model }) => model.local).map(({ model }) => model.id));
  const account = accounting({
    store: options.store,
    settings: options.settings,
    mayBeFree: ({ provider }) => locals.has(provider),
    route: (request) => routeOf(request, connections, options.order),
    ...(options.onTrouble !== undefined && { onTrouble: options.onTrouble }),
  });
  const surroundings: Surroundings = {
    ...account.surroundings,
    guard: guarded(options.policy),
    switches: switches(options.isOn),
  };
  return {
    complete: gateway({
      connections,
      surroundings,
      pace: systemPace,
      order: options.order,
      allowCloudFromLocal: options.allowCloudFromLocal,
      allowAfterRefusal: options.allowAfterRefusal ?? false,
      limits: timeouts.request,
    }),
    judged: (judgement) => account.judged(judgement),
    idle: () => account.idle(),
    adapters: new Map(connections.map(({ model }) => [model.id, model])),
  };
}

/** Who would answer a request, and with which model; part of what a cached answer is found by. */
function routeOf(
  request: CompletionRequest,
  connections: readonly Connection[],
  order: readonly string[],
): string {
  const byId = new Map(connections.map((connection) => [connection.model.id, connection]));
  const wanted = request.provider === 'auto' ? order : [request.provider];
  const first = wanted.map((id) => byId.get(id)).find((connection) => connection?.enabled() === true);
  if (first === undefined) return '';
  return `${first.model.id} ${request.model ?? first.chooseModel?.(request) ?? ''}`;
}

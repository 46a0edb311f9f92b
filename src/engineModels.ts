import type { GuardPolicy } from './core/guard/policy.ts';
import type { ConnectionDefinition, ConnectionKind } from './core/model/connectionDefinition.ts';
import type { AccountingSettings } from './core/usage/accountingSettings.ts';
import { readAccountingSettings } from './core/usage/accountingSettings.ts';
import { type Models, openModels } from './models.ts';
import type { EngineModels, ReachModels } from './node/engine/engineModels.ts';
import type { HostLink } from './node/engine/hostLink.ts';
import { learnedFile } from './node/learnedFile.ts';
import type { Store } from './node/store/openStore.ts';

/**
 * The way to models from the engine's thread. What was built is kept as long as the connections stay the same, because it knows how the providers are;
 * policy and settings count as the latest request brought them.
 */
export function engineModels(host: HostLink, storeIn: (home: string) => Store): ReachModels {
  let built: { readonly from: string; readonly models: Promise<Models> } | null = null;
  let latest: { readonly policy: GuardPolicy; readonly settings: AccountingSettings };

  const build = ({
    allowAfterRefusal,
    allowCloudFromLocal,
    connections,
    home,
    network,
    order,
    timeouts,
  }: EngineModels): Promise<Models> =>
    openModels({
      connections: connections.filter(isOverNetwork).map((definition) => ({
        definition,
        key: (signal: AbortSignal) => host.key(definition.id, 'attempt', signal),
      })),
      others: connections
        .filter((definition) => !isOverNetwork(definition))
        .map(({ enabled, id, models, name }) => ({
          model: host.editorModel(id),
          name,
          enabled: () => enabled,
          chooseModel: () => models.medium ?? null,
        })),
      order,
      allowCloudFromLocal,
      allowAfterRefusal,
      timeouts,
      network,
      policy: () => latest.policy,
      isOn: () => true,
      store: storeIn(home),
      learned: learnedFile(home, Date.now),
      settings: () => latest.settings,
    });

  return (wanted, policy) => {
    latest = { policy, settings: readAccountingSettings((setting) => wanted.accounting[setting]) };
    const { allowAfterRefusal, allowCloudFromLocal, connections, home, network, order, timeouts } = wanted;
    const from = JSON.stringify({
      allowAfterRefusal,
      allowCloudFromLocal,
      connections,
      home,
      network,
      order,
      timeouts,
    });
    if (built?.from !== from) built = { from, models: build(wanted) };
    return built.models;
  };
}

function isOverNetwork(definition: ConnectionDefinition<ConnectionKind>): definition is ConnectionDefinition {
  return definition.kind !== 'vscode-lm';
}

import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../../core/errors.ts';
import { checkedBaseUrl } from '../../core/model/connectionInput.ts';
import { abortSignalOf } from '../abortSignal.ts';
import { parseArgument } from '../commandArgument.ts';
import { isPlainObject } from '../commands.ts';
import type { ConnectionState } from '../connections.ts';
import { askForAddress, askForKey, tellTidied } from './addProvider.ts';
import { pickModel } from './chooseModel.ts';
import { type ProviderDependencies, testProvider, type TestedProvider } from './providerTests.ts';
import type { ProviderTree } from './providerTree.ts';
import { changeConnection, removeConnection, setPreferred } from './writeSettings.ts';

export interface CommandDependencies extends ProviderDependencies {
  readonly tree: ProviderTree;
}

const whichArgument = z.looseObject({ provider: z.optional(z.string()) });

/** The connection that an argument, a tree item or else the user names; undefined when he left. */
async function which(
  { connections }: CommandDependencies,
  argument: unknown,
  title: string,
): Promise<ConnectionState | undefined> {
  if (isNode(argument)) return connections.find(argument.id);
  const { provider } = parseArgument(whichArgument, isPlainObject(argument) ? argument : {});
  if (provider !== undefined) return connections.find(provider);
  if (isPlainObject(argument))
    throw new WhetstoneError(
      'usage',
      vscode.l10n.t('The argument names no provider.'),
      vscode.l10n.t('Write it like {0}.', '{"provider": "openai"}'),
    );
  const all = await connections.list();
  const items = all.map((state) => ({
    label: state.definition.name,
    description: state.configured ? '' : vscode.l10n.t('not set up'),
    state,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.state;
}

/**
 * `whetstone.setKey({provider, key?})`: keeps the key of a connection in VS Code's secret storage; without `key` it is asked for. An empty one is
 * deleted. Says whether there is a key now, never the key.
 */
export async function setKey(
  dependencies: CommandDependencies,
  argument: unknown,
): Promise<{ readonly provider: string; readonly configured: boolean } | undefined> {
  const state = await which(dependencies, argument, vscode.l10n.t('Set the key of which provider?'));
  if (state === undefined) return undefined;
  const { id, kind, name } = state.definition;
  if (kind === 'vscode-lm')
    throw new WhetstoneError(
      'usage',
      vscode.l10n.t('The models of VS Code need no key.'),
      vscode.l10n.t('VS Code asks for your consent when one of them is used first.'),
    );
  const { key } = parseArgument(
    z.looseObject({ key: z.optional(z.string()) }),
    isPlainObject(argument) ? argument : {},
  );
  const given =
    key ?? (await askForKey(name, state.hasKey || kind === 'ollama' || state.definition.baseUrl !== null));
  if (given === undefined) return undefined;
  const { tidied } = await dependencies.connections.keys.set(id, given, name);
  if (tidied) tellTidied(name);
  dependencies.tree.forget(id);
  return { provider: id, configured: (await dependencies.connections.find(id)).configured };
}

/** `whetstone.testConnection({provider})`: asks it for what costs nothing, and says how it is. */
export async function testConnection(
  dependencies: CommandDependencies,
  argument: unknown,
): Promise<TestedProvider | undefined> {
  const state = await which(dependencies, argument, vscode.l10n.t('Test which provider?'));
  if (state === undefined) return undefined;
  const outcome = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Asking {0}…', state.definition.name),
      cancellable: true,
    },
    async (_progress, token) => {
      const bridge = abortSignalOf(token);
      try {
        return await testProvider(dependencies, state, bridge.signal);
      } finally {
        bridge.dispose();
      }
    },
  );
  dependencies.tree.tested(outcome);
  if (!isPlainObject(argument)) {
    await tell(outcome, state);
    await offerDownload(dependencies, outcome, state);
  }
  return outcome;
}

/** A model that is to be used and is not on this machine can be fetched. */
async function offerDownload(
  dependencies: CommandDependencies,
  { healthy }: TestedProvider,
  { definition, model }: ConnectionState,
): Promise<void> {
  if (!healthy || definition.kind !== 'ollama' || model === null) return;
  const { isInstalled } = await import('./pullModel.ts');
  if (await isInstalled(dependencies, definition.id, model, AbortSignal.timeout(5000))) return;
  const download = vscode.l10n.t('Download');
  const choose = vscode.l10n.t('Choose Model');
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t('The model {0} is not on this machine.', model),
    download,
    choose,
  );
  if (picked === download)
    await vscode.commands.executeCommand('whetstone.pullModel', { provider: definition.id, model });
  if (picked === choose) await vscode.commands.executeCommand('whetstone.chooseModel', nodeOf(definition.id));
}

async function tell(outcome: TestedProvider, state: ConnectionState): Promise<void> {
  const { error, healthy, id } = outcome;
  if (healthy) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('{0} answers in {1} ms.', state.definition.name, outcome.latencyMs ?? 0),
      10_000,
    );
    return;
  }
  const key = vscode.l10n.t('Set Key');
  const edit = vscode.l10n.t('Edit Connection');
  const openLog = vscode.l10n.t('Open Log');
  const mends = state.definition.kind === 'vscode-lm' ? [] : [key, edit];
  const picked = await vscode.window.showErrorMessage(error ?? '', ...mends, openLog);
  if (picked === key) await vscode.commands.executeCommand('whetstone.setKey', nodeOf(id));
  if (picked === edit) await vscode.commands.executeCommand('whetstone.editProvider', nodeOf(id));
  if (picked === openLog) await vscode.commands.executeCommand('whetstone.openLog');
}

/** `whetstone.chooseModel({provider, model?})`: the model for all tasks; null leaves the choice to Whetstone. */
export async function chooseModel(
  dependencies: CommandDependencies,
  argument: unknown,
): Promise<{ readonly provider: string; readonly model: string | null } | undefined> {
  const state = await which(dependencies, argument, vscode.l10n.t('Choose the model of which provider?'));
  if (state === undefined) return undefined;
  const { model: given } = parseArgument(
    z.looseObject({ model: z.optional(z.nullable(z.string())) }),
    isPlainObject(argument) ? argument : {},
  );
  const model = given === undefined ? await pickModel(dependencies, state) : given;
  if (model === undefined) return undefined;
  const { id } = state.definition;
  await changeConnection(id, { models: model === null ? null : { medium: model } });
  return { provider: id, model };
}

/** `whetstone.setDefaultProvider({provider})`: the one that is asked first. */
export async function setDefaultProvider(
  dependencies: CommandDependencies,
  argument: unknown,
): Promise<{ readonly provider: string } | undefined> {
  const asked = isPlainObject(argument) ? argument['provider'] : undefined;
  if (asked === 'auto' || asked === 'offline') {
    await setPreferred(asked);
    return { provider: asked };
  }
  const state = await which(dependencies, argument, vscode.l10n.t('Ask which provider first?'));
  if (state === undefined) return undefined;
  await setPreferred(state.definition.id);
  return { provider: state.definition.id };
}

/** `whetstone.removeProvider({provider})`: takes away its settings and its key. Asks first, unless a program calls it. */
export async function removeProvider(
  dependencies: CommandDependencies,
  argument: unknown,
): Promise<{ readonly provider: string } | undefined> {
  const state = await which(dependencies, argument, vscode.l10n.t('Remove which provider?'));
  if (state === undefined) return undefined;
  const { id, name } = state.definition;
  if (!isPlainObject(argument)) {
    const remove = vscode.l10n.t('Remove');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Remove {0} with its key?', name),
      { modal: true },
      remove,
    );
    if (answer !== remove) return undefined;
  }
  await dependencies.connections.keys.delete(id);
  await removeConnection(id);
  dependencies.tree.forget(id);
  return { provider: id };
}

const editArgument = z.looseObject({
  enabled: z.optional(z.boolean()),
  baseUrl: z.optional(z.nullable(z.string())),
});

/** `whetstone.editProvider({provider, enabled?, baseUrl?})`: changes a connection; without values it asks what to change. */
export async function editProvider(
  dependencies: CommandDependencies,
  argument: unknown,
): Promise<{ readonly provider: string } | undefined> {
  const state = await which(dependencies, argument, vscode.l10n.t('Edit which provider?'));
  if (state === undefined) return undefined;
  const { baseUrl, enabled, id, kind, name } = state.definition;
  const given = parseArgument(editArgument, isPlainObject(argument) ? argument : {});
  if (given.enabled !== undefined || given.baseUrl !== undefined) {
    await changeConnection(id, {
      ...(given.enabled !== undefined && { enabled: given.enabled }),
      ...(given.baseUrl !== undefined && {
        baseUrl: given.baseUrl === null ? null : checkedBaseUrl(given.baseUrl, name),
      }),
    });
    return { provider: id };
  }
  const address = vscode.l10n.t('Change the address');
  const key = vscode.l10n.t('Change the key');
  const model = vscode.l10n.t('Choose the model');
  const onOff = enabled ? vscode.l10n.t('Turn off') : vscode.l10n.t('Turn on');
  const picked = await vscode.window.showQuickPick(
    [...(kind === 'vscode-lm' ? [] : [address, key]), model, onOff],
    { title: name },
  );
  if (picked === address && kind !== 'vscode-lm') {
    const typed = await askForAddress(name, kind, false, baseUrl ?? undefined);
    if (typed === undefined) return undefined;
    await changeConnection(id, { baseUrl: typed.trim() === '' ? null : checkedBaseUrl(typed, name) });
    dependencies.tree.forget(id);
  }
  if (picked === key) await setKey(dependencies, nodeOf(id));
  if (picked === model) await chooseModel(dependencies, nodeOf(id));
  if (picked === onOff) await changeConnection(id, { enabled: !enabled });
  return picked === undefined ? undefined : { provider: id };
}

/** Stands for a tree item where a command is called from code for the user, so that he is asked and told as usual. */
class NamedProvider {
  readonly type = 'provider' as const;
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export function nodeOf(id: string): { readonly type: 'provider'; readonly id: string } {
  return new NamedProvider(id);
}

function isNode(value: unknown): value is { readonly type: 'provider'; readonly id: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'provider' &&
    'id' in value &&
    typeof value.id === 'string'
  );
}

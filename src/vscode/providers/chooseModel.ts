import * as vscode from 'vscode';
import { isAbort } from '../../core/errors.ts';
import type { ModelInfo } from '../../core/model/languageModel.ts';
import { estimateLocalRun } from '../../core/model/localModels.ts';
import type { ConnectionState } from '../connections.ts';
import { modelsOf, type ProviderDependencies } from './providerTests.ts';

interface ModelItem extends vscode.QuickPickItem {
  readonly model: string | null;
}

/** A model's name, null for "let Whetstone choose"; undefined when the user left. */
export type ChosenModel = string | null | undefined;

/** Lets the user pick a model from the live list, or type one that is not on it. Says why when the list cannot be had. */
export async function pickModel(
  dependencies: ProviderDependencies,
  state: ConnectionState,
): Promise<ChosenModel> {
  const controller = new AbortController();
  const pick = vscode.window.createQuickPick<ModelItem>();
  const choose: ModelItem = {
    label: vscode.l10n.t('Let Whetstone choose'),
    description: vscode.l10n.t('by how much a task asks'),
    model: null,
    alwaysShow: true,
  };
  pick.title = vscode.l10n.t('Model of {0}', state.definition.name);
  pick.placeholder = vscode.l10n.t('Pick a model, or type its name');
  pick.matchOnDescription = true;
  pick.busy = true;
  pick.items = [choose];
  let listed: readonly ModelItem[] = [];
  const show = (): void => {
    const typed = pick.value.trim();
    const known = typed === '' || listed.some(({ model }) => model === typed);
    pick.items = [
      choose,
      ...listed,
      ...(known
        ? []
        : [{ label: typed, description: vscode.l10n.t('as typed'), model: typed, alwaysShow: true }]),
    ];
  };
  const list = async (): Promise<void> => {
    try {
      const models = await modelsOf(dependencies, state, controller.signal);
      const isOllama = state.definition.kind === 'ollama';
      listed = models.map((model) => modelItem(model, isOllama ? localNeeds(model.id, dependencies) : ''));
      if (listed.length === 0) pick.placeholder = vscode.l10n.t('It lists no models. Type the name of one.');
    } catch (error) {
      if (isAbort(error)) return;
      const why = error instanceof Error ? error.message : '';
      pick.placeholder = vscode.l10n.t('{0} Type the name of a model.', why);
    }
    pick.busy = false;
    show();
  };
  try {
    pick.show();
    void list();
    return await new Promise<ChosenModel>((resolve) => {
      pick.onDidChangeValue(show);
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.model));
      pick.onDidHide(() => resolve(undefined));
    });
  } finally {
    controller.abort();
    pick.dispose();
  }
}

/** What a model of this machine takes, before it is chosen. */
function localNeeds(model: string, { speeds }: ProviderDependencies): string {
  const { memoryGb, seconds } = estimateLocalRun(model, 0, speeds.of(model));
  return vscode.l10n.t('about {0} GB of memory and {1} s for a rewrite', memoryGb, seconds);
}

function modelItem(
  { contextTokens, id, inputPrice, name, outputPrice, sizeBytes }: ModelInfo,
  needs: string,
): ModelItem {
  const details = [
    contextTokens === null
      ? ''
      : vscode.l10n.t('{0} tokens', contextTokens.toLocaleString(vscode.env.language)),
    inputPrice === null || outputPrice === null || (inputPrice === 0 && outputPrice === 0)
      ? ''
      : vscode.l10n.t('${0} in, ${1} out for a million tokens', inputPrice, outputPrice),
    sizeBytes === null ? '' : vscode.l10n.t('{0} GB', (sizeBytes / 1e9).toFixed(1)),
    needs,
  ];
  return {
    label: id,
    description: [name === id ? '' : name, ...details].filter((part) => part !== '').join(' · '),
    model: id,
  };
}

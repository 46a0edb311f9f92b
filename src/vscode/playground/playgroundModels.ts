import * as vscode from 'vscode';
import { isAbort, WhetstoneError } from '../../core/errors.ts';
import type { PlaygroundView } from '../../core/library/playgroundView.ts';
import { modelForTask } from '../../core/model/tiers.ts';
import type { Engine } from '../../node/engine/engine.ts';
import type { TemplatePreviewInput } from '../../node/engine/templatePreview.ts';
import {
  type Connections,
  type ConnectionState,
  isNetwork,
  isReady,
  networkSettings,
} from '../connections.ts';
import { ownValue } from '../ownSettings.ts';
import { localized } from '../localized.ts';

/** The choice that leaves provider and model to the settings. */
export const autoModel = 'auto';

const tiers = ['simple', 'medium', 'complex'] as const;

/** The models to choose from: what the settings say, then those of every connection that can be asked. */
export async function modelChoices(connections: Connections): Promise<PlaygroundView['models']> {
  const ready = (await connections.list()).filter(isReady);
  const listed = ready.flatMap(({ definition }) => {
    const names = tiers.map((tier) => modelForTask(definition.kind, tier, definition.models));
    return [...new Set(names)].flatMap((name) =>
      name === null
        ? []
        : [{ id: `${definition.id}:${name}`, label: vscode.l10n.t('{0}: {1}', definition.name, name) }],
    );
  });
  return [{ id: autoModel, label: vscode.l10n.t('By template and settings') }, ...listed];
}

/** What a choice comes to, for counting and pricing before anybody is asked; null where that is not known. */
export async function likelyModel(
  choice: string,
  connections: Connections,
): Promise<Pick<TemplatePreviewInput, 'model' | 'free' | 'ready'>> {
  const { connection, model } = splitChoice(choice);
  const id = connection ?? (await connections.preferred());
  const all = await connections.list();
  const state = all.find(({ definition }) => definition.id === id);
  const ready = all.filter(isReady).map(({ definition }) => definition.id);
  const wanted = ownValue('enhancement.model');
  const own =
    connection === null && typeof wanted === 'string' && wanted.trim() !== '' ? wanted.trim() : null;
  return {
    model: model ?? own ?? state?.model ?? null,
    free: state?.local ?? false,
    ready: connection === null ? ready : null,
  };
}

/** A choice as provider and model; both null for `auto`. */
export function splitChoice(choice: string): {
  readonly connection: string | null;
  readonly model: string | null;
} {
  const colon = choice.indexOf(':');
  if (choice === autoModel || colon < 1) return { connection: null, model: null };
  return { connection: choice.slice(0, colon), model: choice.slice(colon + 1) };
}

interface ModelItem extends vscode.QuickPickItem {
  readonly choice: string;
}

/** Lets the user pick any model of any connection, from their live lists; undefined when the user left. */
export async function pickModelChoice(engine: Engine, connections: Connections): Promise<string | undefined> {
  const controller = new AbortController();
  const ready = (await connections.list()).filter(isReady);
  const items = Promise.all(ready.map((state) => itemsOf(state, engine, controller.signal))).then((lists) =>
    lists.flat(),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Model'),
    placeHolder: vscode.l10n.t('Which model is to answer?'),
    matchOnDescription: true,
  });
  controller.abort();
  return picked?.choice;
}

async function itemsOf(
  { definition }: ConnectionState,
  engine: Engine,
  signal: AbortSignal,
): Promise<readonly ModelItem[]> {
  try {
    const names = isNetwork(definition)
      ? (await engine.listModels({ definition, network: networkSettings() }, signal)).map(({ id }) => id)
      : (await vscode.lm.selectChatModels()).map(({ id }) => id);
    return names.map((name) => ({
      label: name,
      description: definition.name,
      choice: `${definition.id}:${name}`,
    }));
  } catch (error) {
    if (isAbort(error)) return [];
    if (!(error instanceof WhetstoneError)) throw error;
    void vscode.window.showWarningMessage(localized(error.message));
    return [];
  }
}

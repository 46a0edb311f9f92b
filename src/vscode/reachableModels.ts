import * as vscode from 'vscode';
import { WhetstoneError } from '../core/errors.ts';
import type { EnhanceInput } from '../node/engine/engine.ts';
import type { EngineModels } from '../node/engine/engineModels.ts';
import {
  type Connections,
  type ConnectionState,
  fallbackOrder,
  isReady,
  networkSettings,
} from './connections.ts';
import { ownValue } from './ownSettings.ts';

/** Who is to be asked, as the engine takes it. */
export type WantedModels = Pick<EnhanceInput, 'models' | 'provider' | 'model'>;

/** Says, for each request anew, which models may be asked. */
export class ReachableModels {
  readonly #connections: Connections;
  readonly #home: vscode.Uri;
  readonly #installation: string;

  /** `home`: the extension's own folder; `installation`: where it is installed, absolute. */
  constructor(connections: Connections, home: vscode.Uri, installation: string) {
    this.#connections = connections;
    this.#home = home;
    this.#installation = installation;
  }

  /**
   * The models for one enhancement. Wishes go before the settings. Throws `unauthorized` for a provider without a key, `disabled` for one that is turned
   * off, `config-invalid` for one that is set up wrongly and `provider-unavailable` for one that does not exist.
   */
  async wanted(wish: {
    readonly provider?: string | undefined;
    readonly model?: string | undefined;
  }): Promise<WantedModels> {
    // These load with the first question, not with the extension.
    const [{ splitModel }, { readTimeouts }, { editorAccountingValues }] = await Promise.all([
      import('../core/model/splitModel.ts'),
      import('../core/model/timeoutSettings.ts'),
      import('./accountingValues.ts'),
    ]);
    const own = {
      provider: settingOf('enhancement.provider') ?? 'auto',
      model: settingOf('enhancement.model'),
    };
    const asked = wish.provider ?? 'auto';
    const { model, provider } = splitModel(
      asked === 'auto' ? own.provider : asked,
      wish.model ?? (asked === 'auto' ? own.model : null),
    );
    // What is stored lies on a disk of this machine; elsewhere nothing can be accounted for.
    if (provider === 'offline' || this.#home.scheme !== 'file') return { models: null, provider: 'offline' };
    const all = await this.#connections.list();
    if (provider !== 'auto') refuseUnready(provider, all);
    const ready = all.filter(isReady);
    const order = fallbackOrder(ready.map(({ definition }) => definition.id));
    const preferred =
      provider === 'auto'
        ? (order.find((id) => ready.some(({ definition }) => definition.id === id)) ?? null)
        : provider;
    const models: EngineModels = {
      connections: ready.map(({ definition }) => definition),
      preferred,
      order,
      allowCloudFromLocal: ownValue('fallback.allowCloudFromLocal') === true,
      allowAfterRefusal: ownValue('fallback.allowAfterRefusal') === true,
      timeouts: readTimeouts(ownValue).timeouts,
      network: networkSettings(),
      home: this.#home.fsPath,
      installation: this.#installation,
      accounting: editorAccountingValues(),
    };
    return { models, provider, model };
  }
}

/** Says before anything is sent why a provider that was named cannot be asked. */
function refuseUnready(id: string, all: readonly ConnectionState[]): void {
  const state = all.find(({ definition }) => definition.id === id);
  if (state === undefined)
    throw new WhetstoneError(
      'provider-unavailable',
      vscode.l10n.t('The provider "{0}" is not connected.', id),
      vscode.l10n.t('Choose "auto", "offline" or one of your providers.'),
    );
  const { configured, definition, problem } = state;
  if (problem !== null)
    throw new WhetstoneError('config-invalid', problem, vscode.l10n.t('Correct it in the settings.'));
  if (!definition.enabled)
    throw new WhetstoneError(
      'disabled',
      vscode.l10n.t('{0} is turned off.', definition.name),
      vscode.l10n.t('Turn it on in the Providers view.'),
    );
  if (configured) return;
  if (definition.kind === 'ollama' || definition.kind === 'vscode-lm')
    throw new WhetstoneError(
      'provider-unavailable',
      vscode.l10n.t('{0} is not set up.', definition.name),
      vscode.l10n.t('Add it in the Providers view.'),
    );
  throw new WhetstoneError(
    'unauthorized',
    vscode.l10n.t('There is no key for {0}.', definition.name),
    vscode.l10n.t('Set one with "Whetstone: Set API Key".'),
  );
}

/** A setting of the user's as text; null when there is none. */
function settingOf(name: string): string | null {
  const value = ownValue(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

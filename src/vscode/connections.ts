import * as vscode from 'vscode';
import { WhetstoneError } from '../core/errors.ts';
import type { ConnectionDefinition, ConnectionKind } from '../core/model/connectionDefinition.ts';
import { AttemptError } from '../core/model/attemptError.ts';
import { isLocal } from '../core/model/connectionInput.ts';
import type { ReadConnection } from '../core/model/connectionSettings.ts';
import { modelForTask } from '../core/model/tiers.ts';
import type { NetworkSettings } from '../node/network/networkSettings.ts';
import { ownValue } from './ownSettings.ts';
import type { ProviderKeys } from './providerKeys.ts';

/** A connection as it stands: what is set up, and whether it can be asked. */
export interface ConnectionState extends ReadConnection {
  readonly hasKey: boolean;
  /** It can be asked: there is a key, or none is needed and the user has said that it is there. */
  readonly configured: boolean;
  readonly local: boolean;
  /** The model for a task of medium size; null = the provider chooses. */
  readonly model: string | null;
}

/** The user's connections. Only his own settings count: a folder can neither add nor redirect one. */
export class Connections implements vscode.Disposable {
  readonly keys: ProviderKeys;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;

  /** Fires when a setting or a key of a connection changed. */
  readonly onDidChange = this.#changed.event;

  constructor(keys: ProviderKeys) {
    this.keys = keys;
    this.#subscription = vscode.Disposable.from(
      keys.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (
          [
            'whetstone.providers',
            'whetstone.enhancement',
            'whetstone.fallback',
            'whetstone.timeouts',
            'http',
          ].some((section) => change.affectsConfiguration(section))
        )
          this.#changed.fire();
      }),
    );
  }

  /** All connections, also those that are not set up. */
  async list(): Promise<readonly ConnectionState[]> {
    return Promise.all((await readAll()).map((connection) => this.#stateOf(connection)));
  }

  /** One connection. Throws `usage` when there is none of that id. */
  async find(id: string): Promise<ConnectionState> {
    const all = await readAll();
    const found = all.find(({ definition }) => definition.id === id);
    if (found !== undefined) return this.#stateOf(found);
    throw new WhetstoneError(
      'usage',
      vscode.l10n.t('There is no provider "{0}".', id),
      vscode.l10n.t('Choose one of {0}.', all.map(({ definition }) => definition.id).join(', ')),
    );
  }

  /** The connection that is asked first; null when it is the built-in rewriter. */
  async preferred(): Promise<string | null> {
    const wanted = ownValue('enhancement.provider');
    if (wanted === 'offline') return null;
    const ready = (await this.list()).filter(isReady).map(({ definition }) => definition.id);
    if (typeof wanted === 'string' && wanted !== 'auto') return wanted;
    return fallbackOrder(ready).find((id) => ready.includes(id)) ?? null;
  }

  /**
   * Throws an AttemptError `disabled` when a connection cannot be asked any more: it was turned off or taken away while a request was under way. What has
   * been asked of it before is still answered.
   */
  async refuseTurnedOff(id: string): Promise<void> {
    const found = (await readAll()).find(({ definition }) => definition.id === id);
    if (found !== undefined && isReady(await this.#stateOf(found))) return;
    throw new AttemptError(
      'disabled',
      vscode.l10n.t('{0} was turned off while it was being asked.', found?.definition.name ?? id),
      vscode.l10n.t('Turn it on in the Providers view, or use another provider.'),
      { retryable: false },
    );
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #stateOf(connection: ReadConnection): Promise<ConnectionState> {
    const { definition, chosen, problem } = connection;
    const { baseUrl, kind, models } = definition;
    const hasKey = kind !== 'vscode-lm' && (await this.keys.get(definition.id)) !== null;
    // A server of one's own may need no key.
    const needsKey = !(kind === 'vscode-lm' || kind === 'ollama' || (kind === 'openai' && baseUrl !== null));
    return {
      definition: { ...definition, keyless: !hasKey },
      chosen,
      problem,
      hasKey,
      configured: problem === null && (hasKey || (!needsKey && chosen)),
      local: kind === 'ollama' || (kind === 'openai' && baseUrl !== null && isLocal(baseUrl) && !hasKey),
      model: modelForTask(kind, 'medium', models),
    };
  }
}

/** The user's connections as his settings have them. The reader comes with the first question: it brings the validator, a quarter of all that would be loaded at the start. */
async function readAll(): Promise<readonly ReadConnection[]> {
  const { readConnections } = await import('../core/model/connectionSettings.ts');
  return readConnections(ownValue);
}

/** It can be asked now. */
export function isReady({ configured, definition }: ConnectionState): boolean {
  return configured && definition.enabled;
}

/** The connections in the order in which to try them; those that the user did not name come last. */
export function fallbackOrder(ids: readonly string[]): readonly string[] {
  const written = ownValue('fallback.order');
  const named = Array.isArray(written) ? written.filter((id) => typeof id === 'string') : [];
  return [...new Set([...named, 'openai', 'anthropic', 'ollama', 'openrouter', 'vscode-lm', ...ids])];
}

/** True for connections that go over the network, which all but the editor's own do. */
export function isNetwork(
  definition: ConnectionDefinition<ConnectionKind>,
): definition is ConnectionDefinition {
  return definition.kind !== 'vscode-lm';
}

/** The way out of this machine, as VS Code itself goes. */
export function networkSettings(): NetworkSettings {
  const http = vscode.workspace.getConfiguration('http');
  const proxy = http.get<string>('proxy', '').trim();
  const direct = http.get<string>('proxySupport') === 'off';
  const noProxy = http.get<readonly string[]>('noProxy', []);
  return {
    proxy: direct || proxy === '' ? null : proxy,
    noProxy: direct ? ['*'] : noProxy.length > 0 ? noProxy : null,
    strictTls: http.get<boolean>('proxyStrictSSL', true),
    systemCertificates: http.get<boolean>('systemCertificates', true),
  };
}

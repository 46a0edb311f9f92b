import * as vscode from 'vscode';
import { tidyKey } from '../core/model/connectionInput.ts';

const prefix = 'whetstone.key.';

/** Keys of connections. They lie in VS Code's secret storage only, are read at the moment of use and kept nowhere else. */
export class ProviderKeys implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #subscription: vscode.Disposable;

  /** Fires with the id of a connection whose key came or went, in whichever window. */
  readonly onDidChange = this.#changed.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) this.#changed.fire(key.slice(prefix.length));
    });
  }

  /** Null when there is none. */
  async get(id: string): Promise<string | null> {
    return (await this.#secrets.get(`${prefix}${id}`)) ?? null;
  }

  /** Keeps a key as it was pasted, tidied; an empty one is deleted. Says whether something was taken off. Throws `config-invalid` for what is no key. */
  async set(id: string, pasted: string, name: string): Promise<{ readonly tidied: boolean }> {
    const tidy = tidyKey(pasted, name);
    if (tidy === null) await this.delete(id);
    else await this.#secrets.store(`${prefix}${id}`, tidy.key);
    return { tidied: tidy?.tidied ?? false };
  }

  async delete(id: string): Promise<void> {
    await this.#secrets.delete(`${prefix}${id}`);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

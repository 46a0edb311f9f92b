import type { ConnectionDefinition } from './core/model/connectionDefinition.ts';
import type { LanguageModel } from './core/model/languageModel.ts';
import { fetchOptions, guardedFetch } from './node/network/guardedFetch.ts';
import type { NetworkSettings } from './node/network/networkSettings.ts';
import { systemPace } from './node/systemPace.ts';
import { languageModelOf } from './providers/connections.ts';

/**
 * The adapters of all connections over one pool of network connections. An adapter is kept for as long as its definition stays the same, with what it
 * has learned of its models; a key is asked for at each attempt.
 */
export class LanguageModels {
  readonly #key: (connection: string, signal: AbortSignal) => Promise<string | null>;
  readonly #models = new Map<string, Promise<LanguageModel>>();
  readonly #fetches = new Map<string, typeof globalThis.fetch>();

  constructor(key: (connection: string, signal: AbortSignal) => Promise<string | null>) {
    this.#key = key;
  }

  of(definition: ConnectionDefinition, network: NetworkSettings): Promise<LanguageModel> {
    const known = JSON.stringify([definition, network]);
    const found = this.#models.get(known);
    if (found !== undefined) return found;
    const made = languageModelOf(definition, {
      fetch: this.#fetch(network),
      pace: systemPace,
      key: (signal) => this.#key(definition.id, signal),
    });
    this.#models.set(known, made);
    return made;
  }

  #fetch(network: NetworkSettings): typeof globalThis.fetch {
    const known = JSON.stringify(network);
    const fetch = this.#fetches.get(known) ?? guardedFetch({ ...fetchOptions, ...network });
    this.#fetches.set(known, fetch);
    return fetch;
  }
}

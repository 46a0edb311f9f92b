import * as z from 'zod/mini';
import type { Memory } from '../localSpeeds.ts';

const favouritesKey = 'whetstone.library.favourites';
const valuesKey = 'whetstone.library.values';

/** Templates whose values are remembered; the ones not used for longest go first. */
const mostTemplates = 50;

/** A longer value belongs to its task and not to the next. UTF-16 units. */
const longestValue = 500;

const favouritesShape = z.catch(z.array(z.string()), []);
const valuesShape = z.catch(z.array(z.tuple([z.string(), z.record(z.string(), z.string())])), []);

/** What the editor remembers of how templates are used: favourites, and the last values of each. */
export class LibraryMemory {
  readonly #state: Memory;

  constructor(state: Memory) {
    this.#state = state;
  }

  /** Ids of the favourites. */
  get favourites(): ReadonlySet<string> {
    return new Set(favouritesShape.parse(this.#state.get(favouritesKey)));
  }

  /** Makes a template a favourite, or no longer one. Resolves to whether it is one now. */
  async toggleFavourite(id: string): Promise<boolean> {
    const all = this.favourites;
    const others = [...all].filter((each) => each !== id);
    await this.#state.update(favouritesKey, all.has(id) ? others : [...others, id]);
    return !all.has(id);
  }

  /** The values that a template was last used with. */
  valuesOf(id: string): Readonly<Record<string, string>> {
    return valuesShape.parse(this.#state.get(valuesKey)).find(([template]) => template === id)?.[1] ?? {};
  }

  /**
   * Remembers values for the next time. Long ones are left out, and those that `isSecret` says are not to be kept anywhere.
   */
  async remember(
    id: string,
    values: Readonly<Record<string, unknown>>,
    isSecret: (text: string) => Promise<boolean>,
  ): Promise<void> {
    const kept: Record<string, string> = {};
    for (const [name, value] of Object.entries(values)) {
      if (typeof value !== 'string' || value.trim() === '' || value.length > longestValue) continue;
      if (!(await isSecret(value))) kept[name] = value;
    }
    const others = valuesShape.parse(this.#state.get(valuesKey)).filter(([template]) => template !== id);
    await this.#state.update(valuesKey, [...others, [id, kept]].slice(-mostTemplates));
  }
}

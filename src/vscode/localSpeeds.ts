import type { Enhancement } from '../core/enhance/enhancement.ts';

const place = 'whetstone.localSpeeds';

/** What was kept, without what is no speed. */
function speedsIn(kept: unknown): Readonly<Record<string, number>> {
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(
    Object.entries(kept).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0,
    ),
  );
}

/** What of VS Code's memory is needed. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** How fast models run on this machine, in tokens a second, as seen in the last answers. It replaces the rough figures of the table. */
export class LocalSpeeds {
  readonly #state: Memory;

  constructor(state: Memory) {
    this.#state = state;
  }

  /** Takes note of an answer of a local model; others, cached ones and those without counts say nothing about this machine. */
  note({ cached, inputTokens, latencyMs, model, outputTokens, provider }: Enhancement): void {
    if (!provider.startsWith('ollama') || cached || latencyMs <= 0 || outputTokens <= 0) return;
    const speed = (inputTokens + outputTokens) / (latencyMs / 1000);
    const all = speedsIn(this.#state.get(place));
    const before = all[model];
    // The last answers count most, since drivers and machines change.
    const after = before === undefined ? speed : before * 0.7 + speed * 0.3;
    void this.#state.update(place, { ...all, [model]: Number(after.toPrecision(4)) });
  }

  /** Null when the model never ran here. */
  of(model: string): number | null {
    const all = speedsIn(this.#state.get(place));
    return all[model] ?? all[`${model}:latest`] ?? null;
  }
}

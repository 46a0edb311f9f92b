import * as vscode from 'vscode';
import type { Store } from '../node/store/openStore.ts';
import { describeError } from './showError.ts';

/** Counts wait here, so that a score while typing never writes to the disk. Milliseconds. */
const interval = 60_000;

const counted = { score: 'score', renderTemplate: 'rendering' } as const;

/** How often prompts were scored and templates rendered in this window; written down once a minute. */
export class LocalCounts implements vscode.Disposable {
  readonly #store: () => Pick<Store, 'tally'>;
  readonly #log: vscode.LogOutputChannel;
  readonly #counts = new Map<'score' | 'rendering', number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(store: () => Pick<Store, 'tally'>, log: vscode.LogOutputChannel) {
    this.#store = store;
    this.#log = log;
  }

  /** Counts a call of the engine if it is one of those. */
  add(call: string): void {
    if (!Object.hasOwn(counted, call)) return;
    const what = counted[call as keyof typeof counted];
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
    this.#timer ??= setTimeout(() => void this.flush(), interval).unref();
  }

  async flush(): Promise<void> {
    this.dispose();
    const counts = [...this.#counts];
    this.#counts.clear();
    for (const [what, count] of counts) {
      try {
        await this.#store().tally(what, count);
      } catch (error) {
        this.#log.warn(`counts: ${describeError(error)}`);
      }
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

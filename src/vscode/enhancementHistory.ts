import * as vscode from 'vscode';
import type { Enhancement } from '../core/enhance/enhancement.ts';
import { newEntry } from '../core/history/entry.ts';
import type { HistoryEntry, HistorySource, HistorySummary } from '../core/history/entry.ts';
import type {
  HistoryChange,
  HistoryPage,
  HistoryQuery,
  HistorySelection,
  HistoryStore,
  Removal,
} from '../core/history/historyStore.ts';
import type { Outcome } from '../core/history/outcome.ts';
import { UnsavedHistory } from '../core/history/unsavedHistory.ts';
import { WhetstoneError } from '../core/errors.ts';
import { describeError } from './showError.ts';
import { localized } from './localized.ts';

/** How often saving is tried again while something waits. Milliseconds. */
const retryEvery = 15_000;

/**
 * The history as the editor's features share it: what they write is announced to who shows it. A disk that cannot be written never costs
 * the enhancement: what could not be saved is kept in memory, said once, and tried again until the window closes.
 */
export class EnhancementHistory implements vscode.Disposable {
  readonly #store: UnsavedHistory;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  #timer: NodeJS.Timeout | undefined;
  #isSaid = false;

  /** Fires when entries are new, changed or gone. */
  readonly onDidChange = this.#changed.event;

  constructor(store: HistoryStore, log: vscode.LogOutputChannel) {
    this.#store = new UnsavedHistory(store);
    this.#log = log;
  }

  /** How many enhancements wait to be saved. */
  get unsaved(): number {
    return this.#store.count;
  }

  /** Tries at once to save what waits; resolves when that was tried. */
  async flush(): Promise<void> {
    if (!this.#store.isWaiting) return;
    await this.#store.retry();
    this.#changed.fire();
    this.#retryLater();
  }

  /** Keeps a new enhancement. */
  async record(enhancement: Enhancement, source: HistorySource): Promise<void> {
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.toString() ?? null;
    await this.#attempt(() => this.#store.save(newEntry(enhancement, { at: Date.now(), workspace, source })));
  }

  /** Keeps what the user decided. `text`: the right side at that moment. */
  async decide(id: string, outcome: Exclude<Outcome, 'pending'>, text: string): Promise<void> {
    await this.#attempt(() => this.#store.amend(id, { at: Date.now(), decision: { outcome, text } }));
  }

  /** Changes an entry. Resolves to null when there is no such id; throws `storage`. */
  async amend(id: string, change: Omit<HistoryChange, 'at'>): Promise<HistorySummary | null> {
    const summary = await this.#store.amend(id, { ...change, at: Date.now() });
    this.#changed.fire();
    return summary;
  }

  /** Lists, newest first; throws `storage`. */
  find(query: HistoryQuery): Promise<HistoryPage> {
    return this.#store.find(query);
  }

  /** A whole entry, undefined when there is none; throws `storage`. */
  async read(id: string): Promise<HistoryEntry | undefined> {
    return (await this.#store.read([id]))[0];
  }

  /** Many whole entries, e.g. for an export. */
  readAll(ids: readonly string[]): Promise<readonly HistoryEntry[]> {
    return this.#store.read(ids);
  }

  /** Deletes; throws `storage`. */
  async remove(selection: HistorySelection, forGood: boolean): Promise<Removal> {
    const removal = await this.#store.remove(selection, forGood);
    this.#changed.fire();
    return {
      count: removal.count,
      undo: async (signal) => {
        const count = await removal.undo(signal);
        this.#changed.fire();
        return count;
      },
    };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changed.dispose();
  }

  async #attempt(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      this.#log.warn(`history: ${describeError(error)}`);
      this.#say(error);
    }
    this.#changed.fire();
    this.#retryLater();
  }

  #retryLater(): void {
    clearTimeout(this.#timer);
    if (!this.#store.isWaiting) {
      this.#isSaid = false;
      return;
    }
    this.#timer = setTimeout(() => void this.flush(), retryEvery);
    this.#timer.unref();
  }

  /** Once, until saving works again: the History view goes on saying it. */
  #say(error: unknown): void {
    if (this.#isSaid || !(error instanceof WhetstoneError) || this.#store.count === 0) return;
    this.#isSaid = true;
    const kept = vscode.l10n.t('Until then this enhancement is kept as long as the window is open.');
    void vscode.window.showWarningMessage(`${localized(error.message)} ${localized(error.hint)} ${kept}`);
  }
}

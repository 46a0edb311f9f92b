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
import { describeError } from './showError.ts';

/**
 * The history as the editor's features share it: what they write is announced to who shows it, and a disk that cannot be written costs
 * only the entry, never the enhancement.
 */
export class EnhancementHistory implements vscode.Disposable {
  readonly #store: HistoryStore;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();

  /** Fires when entries are new, changed or gone. */
  readonly onDidChange = this.#changed.event;

  constructor(store: HistoryStore, log: vscode.LogOutputChannel) {
    this.#store = store;
    this.#log = log;
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
    this.#changed.dispose();
  }

  async #attempt(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
      this.#changed.fire();
    } catch (error) {
      this.#log.warn(`history: ${describeError(error)}`);
    }
  }
}

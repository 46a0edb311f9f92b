import { WhetstoneError } from '../errors.ts';
import { groupByDay } from './days.ts';
import { editDistance } from './editDistance.ts';
import { summaryOf, type HistoryEntry, type HistorySummary } from './entry.ts';
import type {
  HistoryChange,
  HistoryDay,
  HistoryFilter,
  HistoryPage,
  HistoryQuery,
  HistorySelection,
  HistoryStore,
  Removal,
} from './historyStore.ts';
import { decide, mayFollow } from './outcome.ts';

/** More than this are not kept in memory: the oldest go first. */
const mostKept = 500;

/**
 * A history that loses nothing while its store cannot be written (a full disk, a database that another process holds): what could not
 * be saved stays in memory, is listed and read like the rest, and is saved by `retry` or with the next call that gets through.
 * `save` and `amend` still reject when the store does, so that the caller can say so.
 */
export class UnsavedHistory implements HistoryStore {
  readonly #store: HistoryStore;
  readonly #entries = new Map<string, HistoryEntry>();
  #changes: { readonly id: string; readonly change: HistoryChange }[] = [];
  #retrying: Promise<boolean> | null = null;

  constructor(store: HistoryStore) {
    this.#store = store;
  }

  /** How many entries wait to be saved. */
  get count(): number {
    return this.#entries.size;
  }

  /** True while anything waits: entries, or decisions and ratings of saved ones. */
  get isWaiting(): boolean {
    return this.#entries.size + this.#changes.length > 0;
  }

  /** Saves what waits, oldest first; true when nothing waits any more. Never rejects. */
  retry(): Promise<boolean> {
    this.#retrying ??= this.#saveAll().finally(() => {
      this.#retrying = null;
    });
    return this.#retrying;
  }

  async save(entry: HistoryEntry, signal?: AbortSignal): Promise<void> {
    try {
      await this.#store.save(entry, signal);
    } catch (error) {
      if (!isStorage(error)) throw error;
      this.#entries.set(entry.id, entry);
      for (const id of [...this.#entries.keys()].slice(0, -mostKept)) this.#entries.delete(id);
      throw error;
    }
    if (this.isWaiting) await this.retry();
  }

  async amend(id: string, change: HistoryChange, signal?: AbortSignal): Promise<HistorySummary | null> {
    const kept = this.#entries.get(id);
    if (kept !== undefined) {
      const amended = amendedEntry(kept, change);
      this.#entries.set(id, amended);
      await this.retry();
      return summaryOf(amended);
    }
    try {
      return await this.#store.amend(id, change, signal);
    } catch (error) {
      if (isStorage(error)) this.#changes = [...this.#changes, { id, change }].slice(-mostKept);
      throw error;
    }
  }

  async find(query: HistoryQuery, signal?: AbortSignal): Promise<HistoryPage> {
    const kept = [...this.#entries.values()].filter((entry) => matches(entry, query));
    try {
      const page = await this.#store.find(query, signal);
      return kept.length === 0 ? page : joined(page, kept, query);
    } catch (error) {
      if (kept.length === 0 || !isStorage(error)) throw error;
      return joined({ entries: [], next: null, total: 0, days: [] }, kept, query);
    }
  }

  async read(ids: readonly string[], signal?: AbortSignal): Promise<readonly HistoryEntry[]> {
    const others = ids.filter((id) => !this.#entries.has(id));
    const stored = others.length === 0 ? [] : await this.#store.read(others, signal);
    const found = new Map(stored.map((entry) => [entry.id, entry]));
    return ids.flatMap((id) => this.#entries.get(id) ?? found.get(id) ?? []);
  }

  async remove(selection: HistorySelection, forGood: boolean, signal?: AbortSignal): Promise<Removal> {
    const gone = [...this.#entries.values()].filter((entry) => isSelected(entry, selection));
    const isNothingSaved =
      selection !== 'all' && 'ids' in selection && selection.ids.every((id) => this.#entries.has(id));
    const removal = isNothingSaved
      ? { count: 0, undo: () => Promise.resolve(0) }
      : await this.#store.remove(selection, forGood, signal);
    for (const { id } of gone) this.#entries.delete(id);
    let restorable = forGood ? [] : gone;
    return {
      count: removal.count + gone.length,
      undo: async (undoSignal) => {
        const back = restorable;
        restorable = [];
        for (const entry of back) this.#entries.set(entry.id, entry);
        return back.length + (await removal.undo(undoSignal));
      },
    };
  }

  async #saveAll(): Promise<boolean> {
    try {
      const waiting = [...this.#entries.values()];
      for (const entry of waiting) await this.#saveKept(entry);
      for (let next = this.#changes[0]; next !== undefined; next = this.#changes[0]) {
        await this.#store.amend(next.id, next.change);
        this.#changes = this.#changes.slice(1);
      }
      return !this.isWaiting;
    } catch (error) {
      if (isStorage(error)) return false;
      throw error;
    }
  }

  /** A write that failed may have been done all the same; then the entry is there, undecided, and only its decision is missing. */
  async #saveKept(entry: HistoryEntry): Promise<void> {
    await this.#store.save(entry);
    const { id, outcome, decidedAt, rating, comment, editedPrompt, enhancement } = entry;
    if (outcome !== 'pending' || rating !== null || comment !== '') {
      await this.#store.amend(id, {
        at: Date.parse(decidedAt ?? entry.createdAt),
        rating,
        comment,
        ...(outcome !== 'pending' && {
          decision: { outcome, text: editedPrompt ?? enhancement.enhancedPrompt },
        }),
      });
    }
    // Decided once more while it was being saved: then it stays for the next attempt.
    if (this.#entries.get(id) === entry) this.#entries.delete(id);
  }
}

function isStorage(error: unknown): boolean {
  return error instanceof WhetstoneError && error.code === 'storage';
}

function amendedEntry(entry: HistoryEntry, change: HistoryChange): HistoryEntry {
  const { decision, at, rating, comment } = change;
  const rated = {
    ...entry,
    ...(rating !== undefined && { rating }),
    ...(comment !== undefined && { comment }),
  };
  if (decision === undefined || !mayFollow(entry.outcome, decision.outcome)) return rated;
  const { enhancedPrompt } = entry.enhancement;
  const { outcome, editedPrompt } = decide(enhancedPrompt, decision);
  return {
    ...rated,
    outcome,
    editedPrompt,
    decidedAt: new Date(at).toISOString(),
    editDistance: editedPrompt === null ? null : editDistance(enhancedPrompt, editedPrompt),
  };
}

function matches(entry: HistoryEntry, filter: HistoryFilter): boolean {
  const { text, idPrefix, workspace, outcome, from, until } = filter;
  const at = Date.parse(entry.createdAt);
  return (
    (text === undefined || holdsWords(entry, text)) &&
    (idPrefix === undefined || entry.id.startsWith(idPrefix)) &&
    (workspace === undefined || entry.workspace === workspace) &&
    (outcome === undefined || entry.outcome === outcome) &&
    (from === undefined || at >= Date.parse(from)) &&
    (until === undefined || at < Date.parse(until))
  );
}

function holdsWords({ enhancement, editedPrompt, comment }: HistoryEntry, text: string): boolean {
  const { originalPrompt, enhancedPrompt } = enhancement;
  const all = plain([originalPrompt, enhancedPrompt, editedPrompt ?? '', comment].join('\n'));
  const words = Array.from(plain(text.slice(0, 4000)).matchAll(/"([^"]+)"|([^\s"]+)/gu), (match) =>
    (match[1] ?? match[2] ?? '').trim(),
  );
  return words.every((word) => all.includes(word));
}

/** Without case and accents. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function isSelected(entry: HistoryEntry, selection: HistorySelection): boolean {
  if (selection === 'all') return true;
  return 'ids' in selection
    ? selection.ids.includes(entry.id)
    : Date.parse(entry.createdAt) < Date.parse(selection.before);
}

/** What waits is newer than what was saved, nearly always; it stands on the first page. */
function joined(page: HistoryPage, kept: readonly HistoryEntry[], query: HistoryQuery): HistoryPage {
  const total = page.total + kept.length;
  const days = query.zone === undefined ? page.days : joinedDays(page.days, kept, query.zone);
  if (query.limit === 0 || query.after !== undefined) return { ...page, total, days };
  const entries = [...kept.map(summaryOf), ...page.entries].toSorted((a, b) =>
    b.createdAt.localeCompare(a.createdAt),
  );
  return { ...page, entries, total, days };
}

function joinedDays(days: readonly HistoryDay[], kept: readonly HistoryEntry[], zone: string): HistoryDay[] {
  const moments = kept.map(({ createdAt }) => Date.parse(createdAt)).toSorted((a, b) => b - a);
  const byDate = new Map(days.map((day) => [day.date, day]));
  for (const day of groupByDay(moments, zone)) {
    byDate.set(day.date, { ...day, count: day.count + (byDate.get(day.date)?.count ?? 0) });
  }
  return [...byDate.values()].toSorted((a, b) => b.date.localeCompare(a.date));
}

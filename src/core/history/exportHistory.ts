import type { HistoryEntry } from './entry.ts';
import type { HistoryFilter, HistoryStore } from './historyStore.ts';

/** `json`: one array, indented. `jsonl`: one entry a line, for streams and tools that read line by line. */
export const exportFormats = ['json', 'jsonl'] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** Entries read at once; a longer history never lies in memory as a whole. */
const pageSize = 100;

/** Whole entries that match, newest first, page by page. Throws what the store throws. */
export async function* everyEntry(
  store: Pick<HistoryStore, 'find' | 'read'>,
  filter: HistoryFilter,
  signal?: AbortSignal,
): AsyncGenerator<HistoryEntry> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<HistoryStore['find']>> = await store.find(
      { ...filter, limit: pageSize, ...(after !== null && { after }) },
      signal,
    );
    yield* await store.read(
      page.entries.map(({ id }) => id),
      signal,
    );
    after = page.next;
  } while (after !== null);
}

/** The entries as a document in pieces: to be written one after the other. An empty history gives `[]` or nothing. */
export async function* exportHistory(
  entries: AsyncIterable<HistoryEntry>,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'jsonl') {
    for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
    return;
  }
  let between = '[\n';
  for await (const entry of entries) {
    yield `${between}${indented(JSON.stringify(entry, null, 2))}`;
    between = ',\n';
  }
  yield between === '[\n' ? '[]\n' : '\n]\n';
}

function indented(json: string): string {
  return `  ${json.replaceAll('\n', '\n  ')}`;
}

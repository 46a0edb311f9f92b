import { csvRow } from '../text/csv.ts';
import type { HistoryEntry } from './entry.ts';
import type { HistoryFilter, HistoryStore } from './historyStore.ts';

/**
 * `json`: one array, indented. `jsonl`: one entry a line, for streams and tools that read line by line. `csv`: the main fields, for spreadsheets.
 * `markdown`: for people to read.
 */
export const exportFormats = ['json', 'jsonl', 'csv', 'markdown'] as const;

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
  switch (format) {
    case 'jsonl':
      for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
      return;
    case 'csv':
      yield csvRow(columns);
      for await (const entry of entries) yield csvRow(columns.map((column) => cellsOf[column](entry)));
      return;
    case 'markdown':
      yield '# History\n';
      for await (const entry of entries) yield `\n${asMarkdown(entry)}`;
      return;
    case 'json':
  }
  let between = '[\n';
  for await (const entry of entries) {
    yield `${between}${indented(JSON.stringify(entry, null, 2))}`;
    between = ',\n';
  }
  yield between === '[\n' ? '[]\n' : '\n]\n';
}

/** The format that a file's name asks for; JSON when it says nothing. */
export function exportFormatOf(fileName: string): ExportFormat {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (ending === 'md') return 'markdown';
  return exportFormats.find((format) => format === ending) ?? 'json';
}

/** The columns of a CSV export, in their order; new ones are only ever added at the end. */
const cellsOf = {
  id: ({ id }) => id,
  createdAt: ({ createdAt }) => createdAt,
  workspace: ({ workspace }) => workspace,
  source: ({ source }) => source.uri ?? source.kind,
  scoreBefore: ({ enhancement }) => enhancement.originalScore.total,
  scoreAfter: ({ enhancement }) => enhancement.enhancedScore.total,
  outcome: ({ outcome }) => outcome,
  rating: ({ rating }) => rating,
  comment: ({ comment }) => comment,
  style: ({ enhancement }) => enhancement.style,
  provider: ({ enhancement }) => enhancement.provider,
  model: ({ enhancement }) => enhancement.model,
  inputTokens: ({ enhancement }) => enhancement.inputTokens,
  outputTokens: ({ enhancement }) => enhancement.outputTokens,
  costUsd: ({ enhancement }) => enhancement.costUsd,
  original: ({ enhancement }) => enhancement.originalPrompt,
  result: (entry) => resultOf(entry),
} as const satisfies Record<string, (entry: HistoryEntry) => string | number | null>;

const columns = Object.keys(cellsOf) as (keyof typeof cellsOf)[];

/** The result as the user left it. */
function resultOf({ editedPrompt, enhancement }: HistoryEntry): string {
  return editedPrompt ?? enhancement.enhancedPrompt;
}

function asMarkdown(entry: HistoryEntry): string {
  const { comment, createdAt, enhancement, outcome, rating } = entry;
  const facts = [
    `${enhancement.originalScore.total} -> ${enhancement.enhancedScore.total}`,
    outcome,
    enhancement.model,
    ...(rating === null ? [] : [`rated ${rating} of 5`]),
  ];
  return [
    `## ${createdAt}`,
    facts.join(', '),
    ...(comment === '' ? [] : [comment]),
    '### Original',
    fenced(enhancement.originalPrompt),
    '### Result',
    fenced(resultOf(entry)),
    '',
  ].join('\n\n');
}

/** A block whose fence is longer than every one in the text. */
function fenced(text: string): string {
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text.trimEnd()}\n${fence}`;
}

function indented(json: string): string {
  return `  ${json.replaceAll('\n', '\n  ')}`;
}

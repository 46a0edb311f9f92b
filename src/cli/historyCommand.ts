import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { WhetstoneError } from '../core/errors.ts';
import type { HistoryEntry, HistorySummary } from '../core/history/entry.ts';
import {
  everyEntry,
  exportFormatOf,
  exportHistory,
  type ExportFormat,
} from '../core/history/exportHistory.ts';
import type { HistoryFilter, HistorySelection, HistoryStore } from '../core/history/historyStore.ts';
import type { Outcome } from '../core/history/outcome.ts';
import { exitStatus } from './exitStatus.ts';
import { workingFolder } from './folder.ts';
import type { CommandIo } from './io.ts';
import { warnAbout } from './remarks.ts';
import { type CommonOptions, type Paint, paintFor, shown, shownShort, writeJson } from './terminal.ts';
import { withStore } from './withStore.ts';

export interface HistoryOptions extends CommonOptions {
  readonly outcome?: Outcome;
  readonly from?: string;
  readonly until?: string;
  readonly limit?: string;
}

/** Rows that are shown when nobody says how many. */
const shownRows = 50;

/** `whetstone history [list]` and `history search WORDS…`: past enhancements, newest first. */
export async function listHistoryCommand(
  words: readonly string[],
  options: HistoryOptions,
  io: CommandIo,
): Promise<number> {
  const limit = limitOf(options.limit);
  const filter = { ...filterOf(options), ...(words.length > 0 && { text: words.join(' ') }) };
  const entries = await withHistory(options, io, async (history) => {
    const found: HistorySummary[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<HistoryStore['find']>> = await history.find(
        { ...filter, limit: Math.min(1000, limit - found.length), ...(after !== null && { after }) },
        io.signal,
      );
      found.push(...page.entries);
      after = page.next;
    } while (after !== null && found.length < limit);
    return found;
  });
  if (options.json) await writeJson(io, entries);
  else {
    const paint = paintFor(io.stdout, options, io);
    await io.stdout.write(entries.map((entry) => `${lineOf(entry, paint)}\n`).join(''));
  }
  return exitStatus.done;
}

export interface ShowOptions extends CommonOptions {
  /** Print only the text before. */
  readonly original?: boolean;
  /** Print only the text after, with the user's edits. */
  readonly result?: boolean;
}

/** `whetstone history show ID`: one enhancement, its original, or its result. */
export async function showHistoryCommand(id: string, options: ShowOptions, io: CommandIo): Promise<number> {
  const entry = await withHistory(options, io, (history) => entryFor(history, id, io.signal));
  const { originalPrompt, enhancedPrompt } = entry.enhancement;
  const result = entry.editedPrompt ?? enhancedPrompt;
  if (entry.masked.length > 0)
    await warnAbout([`Masked before it was kept: ${entry.masked.join(', ')}.`], options, io);
  if (options.json) await writeJson(io, entry);
  else if (options.original) await io.stdout.write(`${originalPrompt}\n`);
  else if (options.result) await io.stdout.write(`${result}\n`);
  else await io.stdout.write(rendered(entry, result, paintFor(io.stdout, options, io)));
  return exitStatus.done;
}

export interface ExportOptions extends HistoryOptions {
  /** Left out: as the file is named. */
  readonly format?: ExportFormat;
}

/** `whetstone history export [FILE]`: whole entries, to standard output or a file. */
export async function exportHistoryCommand(
  file: string | undefined,
  options: ExportOptions,
  io: CommandIo,
): Promise<number> {
  const path = file === undefined ? null : resolve(await workingFolder(options, io), file);
  const format = options.format ?? exportFormatOf(file ?? '');
  await withHistory(options, io, async (history) => {
    const pieces = exportHistory(everyEntry(history, filterOf(options), io.signal), format);
    if (path === null) {
      for await (const piece of pieces) await io.stdout.write(piece);
      return;
    }
    try {
      await writeFile(path, pieces, { encoding: 'utf8', mode: 0o600, signal: io.signal });
    } catch (cause) {
      if (cause instanceof WhetstoneError || io.signal.aborted) throw cause;
      throw new WhetstoneError('storage', `"${file}" could not be written.`, 'Choose another place.', {
        cause,
      });
    }
  });
  return exitStatus.done;
}

export interface DeleteOptions extends CommonOptions {
  readonly all?: boolean;
  readonly before?: string;
}

/** `whetstone history delete ID…`, `--before TIME` or `--all`: for good. Says how many were deleted. */
export async function deleteHistoryCommand(
  ids: readonly string[],
  options: DeleteOptions,
  io: CommandIo,
): Promise<number> {
  const ways = [ids.length > 0, options.all === true, options.before !== undefined].filter(Boolean);
  if (ways.length !== 1)
    throw new WhetstoneError(
      'usage',
      'Say what to delete in one way.',
      'Give ids, --before TIME, or --all for everything.',
    );
  const count = await withHistory(options, io, async (history) => {
    let selection: HistorySelection = 'all';
    if (options.before !== undefined) selection = { before: options.before };
    else if (ids.length > 0) {
      const entries = await Promise.all(ids.map((id) => entryFor(history, id, io.signal)));
      selection = { ids: entries.map((entry) => entry.id) };
    }
    return (await history.remove(selection, true, io.signal)).count;
  });
  if (options.json) await writeJson(io, { deleted: count });
  else await io.stdout.write(`${count} deleted\n`);
  return exitStatus.done;
}

export interface FeedbackOptions extends CommonOptions {
  readonly rating?: string;
  readonly comment?: string;
  readonly outcome?: Exclude<Outcome, 'pending'>;
}

/** `whetstone feedback ID`: what became of an enhancement, and what it was worth. Prints the entry's new summary. */
export async function feedbackCommand(id: string, options: FeedbackOptions, io: CommandIo): Promise<number> {
  const { comment, outcome } = options;
  if (options.rating === undefined && comment === undefined && outcome === undefined)
    throw new WhetstoneError('usage', 'There is no feedback.', 'Give --rating, --comment or --outcome.');
  const rating = options.rating === undefined ? undefined : ratingOf(options.rating);
  const summary = await withHistory(options, io, async (history) => {
    const entry = await entryFor(history, id, io.signal);
    const change = {
      at: Date.now(),
      ...(rating !== undefined && { rating }),
      ...(comment !== undefined && { comment }),
      ...(outcome !== undefined && { decision: { outcome, text: null } }),
    };
    return history.amend(entry.id, change, io.signal);
  });
  if (summary === null) throw noSuchEntry(id);
  if (options.json) await writeJson(io, summary);
  else await io.stdout.write(`${lineOf(summary, paintFor(io.stdout, options, io))}\n`);
  return exitStatus.done;
}

function withHistory<T>(
  options: CommonOptions,
  io: CommandIo,
  work: (history: HistoryStore) => Promise<T>,
): Promise<T> {
  return withStore(options, io, async ({ store }) => {
    const { notice } = await store.state(io.signal);
    if (notice !== null) await warnAbout([`${notice.message} ${notice.hint} (${notice.path})`], options, io);
    return work(store.history);
  });
}

/** The entry whose id begins so, or the newest for `last`. Throws `usage` when that is none or more than one. */
async function entryFor(history: HistoryStore, id: string, signal: AbortSignal): Promise<HistoryEntry> {
  const filter = id === 'last' ? {} : { idPrefix: id.toLowerCase() };
  const { entries, total } = await history.find({ ...filter, limit: 1 }, signal);
  const [found] = entries;
  if (found === undefined) throw noSuchEntry(id);
  if (id !== 'last' && total > 1)
    throw new WhetstoneError(
      'usage',
      `${total} enhancements have an id that begins with "${shownShort(id)}".`,
      'Write more of the id.',
    );
  const [entry] = await history.read([found.id], signal);
  if (entry === undefined) throw noSuchEntry(id);
  return entry;
}

function noSuchEntry(id: string): WhetstoneError {
  return new WhetstoneError(
    'usage',
    `There is no enhancement "${shownShort(id)}" in the history.`,
    'See whetstone history for the ids; "last" is the newest.',
  );
}

function filterOf({ outcome, from, until }: HistoryOptions): HistoryFilter {
  return {
    ...(outcome !== undefined && { outcome }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
}

function lineOf(entry: HistorySummary, paint: Paint): string {
  const { id, createdAt, scoreBefore, scoreAfter, outcome, rating, title } = entry;
  const stars = rating === null ? '' : ` ${rating}/5`;
  const scores = `${String(scoreBefore).padStart(3)} -> ${String(scoreAfter).padEnd(3)}`;
  const when = createdAt.slice(0, 16).replace('T', ' ');
  return `${paint('cyan', id.slice(0, 8))}  ${paint('dim', when)}  ${scores}  ${outcome}${stars}  ${shownShort(title, 80)}`;
}

function rendered(entry: HistoryEntry, result: string, paint: Paint): string {
  const { enhancement, outcome, rating, comment } = entry;
  const facts = [
    `${entry.createdAt}  ${enhancement.originalScore.total} -> ${enhancement.enhancedScore.total}  ${outcome}`,
    ...(rating === null ? [] : [`Rating: ${rating} of 5`]),
    ...(comment === '' ? [] : [`Comment: ${comment}`]),
  ];
  const part = (heading: string, text: string): string[] => [
    paint('bold', heading),
    ...text.split('\n').map(shown),
  ];
  return `${[
    ...part(entry.id, facts.join('\n')),
    '',
    ...part('Original', enhancement.originalPrompt),
    '',
    ...part(entry.editedPrompt === null ? 'Result' : 'Result, edited', result),
  ].join('\n')}\n`;
}

function ratingOf(text: string): number {
  const rating = Number(text);
  if (Number.isInteger(rating) && rating >= 1 && rating <= 5 && text.trim() !== '') return rating;
  throw new WhetstoneError(
    'usage',
    `"${shownShort(text)}" is no rating.`,
    'Give a whole number from 1 to 5.',
  );
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return shownRows;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new WhetstoneError('usage', '--limit is no whole number from 1.', 'Give a number such as 100.');
}

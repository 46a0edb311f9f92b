import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../../core/errors.ts';
import type { HistoryEntry, HistorySummary } from '../../core/history/entry.ts';
import {
  everyEntry,
  exportFormatOf,
  exportFormats,
  exportHistory as writeHistory,
} from '../../core/history/exportHistory.ts';
import type { HistoryQuery } from '../../core/history/historyStore.ts';
import { parseArgument } from '../commandArgument.ts';
import type { EnhancementHistory } from '../enhancementHistory.ts';
import { openNewPrompt } from '../newPrompt.ts';

/** `{id}` from programs; `{type: 'entry', entry: {id}}` from a row of the tree; nothing means the newest entry. */
const entryArgument = z.looseObject({
  id: z.optional(z.string()),
  enhancementId: z.optional(z.string()),
  entry: z.optional(z.looseObject({ id: z.string() })),
});

const rating = z.int().check(z.minimum(1), z.maximum(5));

/** The entry that a command's argument means. Throws `usage` when there is none. */
export async function entryFor(history: EnhancementHistory, argument: unknown): Promise<HistoryEntry> {
  const given = parseArgument(entryArgument, argument);
  const id = given.id ?? given.enhancementId ?? given.entry?.id ?? (await newestId(history));
  const entry = id === undefined ? undefined : await history.read(id);
  if (entry !== undefined) return entry;
  throw new WhetstoneError(
    'usage',
    vscode.l10n.t('There is no such enhancement in the history.'),
    vscode.l10n.t('Open the History view to see what there is.'),
  );
}

/** Copies the original or what became of it, and returns it. */
export async function copyText(
  history: EnhancementHistory,
  argument: unknown,
  side: 'original' | 'result',
): Promise<string> {
  const entry = await entryFor(history, argument);
  sayWhatIsMasked(entry);
  const text =
    side === 'original'
      ? entry.enhancement.originalPrompt
      : (entry.editedPrompt ?? entry.enhancement.enhancedPrompt);
  await vscode.env.clipboard.writeText(text);
  return text;
}

/**
 * Opens the original as a new prompt. What was masked before it was kept cannot come back: the message says so.
 */
export async function restoreOriginal(history: EnhancementHistory, argument: unknown): Promise<string> {
  const entry = await entryFor(history, argument);
  const { originalPrompt } = entry.enhancement;
  await openNewPrompt(originalPrompt);
  sayWhatIsMasked(entry);
  return originalPrompt;
}

/** Secrets never enter the history: says which kinds stand masked in the texts of an entry, when there are any. */
export function sayWhatIsMasked({ masked }: Pick<HistoryEntry, 'masked'>): void {
  if (masked.length === 0) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Secrets are not kept in the history. Masked in this prompt: {0}. Put them back by hand where you need them.',
      masked.join(', '),
    ),
  );
}

/** Deletes one entry; the message offers to take that back. Returns how many were deleted. */
export async function deleteEntry(history: EnhancementHistory, argument: unknown): Promise<number> {
  const { id, enhancement } = await entryFor(history, argument);
  const removal = await history.remove({ ids: [id] }, false);
  void offerUndo(removal, vscode.l10n.t('Deleted from the history: {0}', short(enhancement.originalPrompt)));
  return removal.count;
}

/** Deletes everything, after a question when a person asked for it. `{sure: true}` asks nothing. */
export async function clearHistory(history: EnhancementHistory, argument: unknown): Promise<number> {
  const { sure } = parseArgument(z.looseObject({ sure: z.optional(z.boolean()) }), argument);
  const { total } = await history.find({ limit: 0 });
  if (total === 0) return 0;
  if (sure !== true) {
    const remove = vscode.l10n.t('Delete All');
    const picked = await vscode.window.showWarningMessage(
      vscode.l10n.t('Delete all {0} enhancements from the history?', total),
      { modal: true },
      remove,
    );
    if (picked !== remove) return 0;
  }
  return (await history.remove('all', true)).count;
}

/**
 * `whetstone.exportHistory({uri?, format?})`: writes all entries into a file, in the format that its ending asks for when none is given. Returns how many;
 * undefined when the user left.
 */
export async function exportHistory(
  history: EnhancementHistory,
  argument: unknown,
): Promise<{ entries: number; uri: string } | undefined> {
  const given = parseArgument(
    z.looseObject({ uri: z.optional(z.string()), format: z.optional(z.enum(exportFormats)) }),
    argument,
  );
  const uri =
    given.uri === undefined
      ? await vscode.window.showSaveDialog({
          filters: { JSON: ['json'], JSONL: ['jsonl'], CSV: ['csv'], Markdown: ['md'] },
          saveLabel: vscode.l10n.t('Export'),
          title: vscode.l10n.t('Export History'),
        })
      : vscode.Uri.parse(given.uri, true);
  if (uri === undefined) return undefined;
  const store = {
    find: (query: HistoryQuery) => history.find(query),
    read: (ids: readonly string[]) => history.readAll(ids),
  };
  let entries = 0;
  const counted = async function* (): AsyncGenerator<HistoryEntry> {
    for await (const entry of everyEntry(store, {})) {
      entries += 1;
      yield entry;
    }
  };
  await writePieces(uri, writeHistory(counted(), given.format ?? exportFormatOf(uri.path)));
  return { entries, uri: uri.toString() };
}

/** Writes a file piece by piece where that is possible: a long history needs no room in memory then. */
async function writePieces(uri: vscode.Uri, pieces: AsyncGenerator<string>): Promise<void> {
  if (uri.scheme === 'file') {
    const { writeFile } = await import('node:fs/promises');
    try {
      await writeFile(uri.fsPath, pieces, { encoding: 'utf8', mode: 0o600 });
    } catch (cause) {
      if (cause instanceof WhetstoneError) throw cause;
      throw new WhetstoneError(
        'storage',
        vscode.l10n.t('{0} could not be written.', uri.fsPath),
        vscode.l10n.t('Choose another place.'),
        { cause },
      );
    }
    return;
  }
  const all: string[] = [];
  for await (const piece of pieces) all.push(piece);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(all.join('')));
}

/** `whetstone.rateEnhancement({id?, rating?, comment?})`: 1-5 and a comment for an enhancement, by default the newest. */
export async function rateEnhancement(
  history: EnhancementHistory,
  argument: unknown,
): Promise<HistorySummary | undefined> {
  const given = parseArgument(
    z.looseObject({ rating: z.optional(rating), comment: z.optional(z.string()) }),
    argument,
  );
  const { id, enhancement } = await entryFor(history, argument);
  const chosen = given.rating ?? (await askRating(short(enhancement.originalPrompt)));
  if (chosen === undefined) return undefined;
  const comment =
    given.comment ??
    (given.rating === undefined
      ? await vscode.window.showInputBox({
          title: vscode.l10n.t('Rate Enhancement'),
          prompt: vscode.l10n.t('What was good or bad about it? (Enter to say nothing)'),
        })
      : undefined);
  const change = { rating: chosen, ...(comment !== undefined && { comment }) };
  return (await history.amend(id, change)) ?? undefined;
}

/** `whetstone.searchHistory({text?})`: entries with these words; from the interface, a list to pick from while typing. */
export async function searchHistory(
  history: EnhancementHistory,
  argument: unknown,
  show: (text: string) => void,
): Promise<readonly HistorySummary[]> {
  const given = parseArgument(z.looseObject({ text: z.optional(z.string()) }), argument);
  const text =
    given.text ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t('Search History'),
      prompt: vscode.l10n.t('Words of the prompt, its result or your comment. Empty shows everything.'),
    }));
  if (text === undefined) return [];
  if (given.text === undefined) show(text.trim());
  return (await history.find(text.trim() === '' ? {} : { text })).entries;
}

async function newestId(history: EnhancementHistory): Promise<string | undefined> {
  return (await history.find({ limit: 1 })).entries[0]?.id;
}

async function offerUndo(removal: { undo(): Promise<number> }, message: string): Promise<void> {
  const undo = vscode.l10n.t('Undo');
  if ((await vscode.window.showInformationMessage(message, undo)) === undo) await removal.undo();
}

async function askRating(about: string): Promise<number | undefined> {
  const names = [
    vscode.l10n.t('5, just right'),
    vscode.l10n.t('4, good'),
    vscode.l10n.t('3, so-so'),
    vscode.l10n.t('2, poor'),
    vscode.l10n.t('1, useless'),
  ];
  const picked = await vscode.window.showQuickPick(names, {
    title: vscode.l10n.t('Rate Enhancement'),
    placeHolder: about,
  });
  return picked === undefined ? undefined : 5 - names.indexOf(picked);
}

function short(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}

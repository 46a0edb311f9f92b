import * as vscode from 'vscode';
import { writingUri, writtenIn } from './writingFiles.ts';
import type { WritingFiles } from './writingFiles.ts';

/** Where somebody reads in a diff. */
export interface ReadingPlace {
  readonly viewColumn: vscode.ViewColumn;
  /** Null while nobody has moved. */
  readonly at: { readonly selection: vscode.Selection; readonly firstLine: number } | null;
}

/**
 * The diff of one enhancement while a model writes: left the original, right what has come so far. It opens with the first text, and only then.
 */
export class WritingDiff {
  readonly #files: WritingFiles;
  readonly #id: string;
  readonly #viewColumn: vscode.ViewColumn;
  #opening: Thenable<unknown> | undefined;
  #isClosed = false;

  /** `cancel` ends the enhancement; closing the diff calls it. */
  constructor(
    files: WritingFiles,
    original: string,
    viewColumn: vscode.ViewColumn | undefined,
    cancel: () => void,
  ) {
    this.#files = files;
    this.#id = files.begin(original, cancel);
    this.#viewColumn = viewColumn ?? vscode.ViewColumn.Active;
  }

  /** Shows the text so far, which is not checked yet; an empty one takes back what was shown. */
  show(text: string): void {
    this.#files.write(this.#id, text);
    if (text === '' || this.#isClosed || this.#opening !== undefined) return;
    this.#opening = vscode.commands.executeCommand(
      'vscode.diff',
      writingUri(this.#id, 'original'),
      writingUri(this.#id, 'written'),
      vscode.l10n.t('Original <-> Being Written…'),
      { preview: false, viewColumn: this.#viewColumn } satisfies vscode.TextDocumentShowOptions,
    );
  }

  /** Where the diff is open and what of it is being read; undefined when no text came. */
  async place(): Promise<ReadingPlace | undefined> {
    await this.#opening;
    const tab = this.#tabs()[0];
    if (tab === undefined) return undefined;
    const editor = editorOf(writingUri(this.#id, 'written'));
    const firstLine = editor?.visibleRanges[0]?.start.line ?? 0;
    const hasMoved = editor !== undefined && (firstLine > 0 || !isUntouched(editor));
    return {
      viewColumn: tab.group.viewColumn,
      at: hasMoved ? { selection: editor.selection, firstLine } : null,
    };
  }

  /** Closes the diff, if it is open, and forgets the text. */
  async close(): Promise<void> {
    this.#isClosed = true;
    try {
      await this.#opening;
      const tabs = this.#tabs();
      // Nobody is to be cancelled by this closing.
      this.#files.end(this.#id);
      if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
    } finally {
      this.#files.end(this.#id);
    }
  }

  #tabs(): vscode.Tab[] {
    return vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter((tab) => writtenIn(tab)?.authority === this.#id);
  }
}

/** The caret stands where it was put first, or where the text that comes pushes it. */
function isUntouched({ document, selection }: vscode.TextEditor): boolean {
  const offset = document.offsetAt(selection.active);
  return selection.isEmpty && (offset === 0 || offset === document.getText().length);
}

/** Scrolls a document that was just opened to where somebody was reading. */
export async function readOn(uri: vscode.Uri, { at }: ReadingPlace): Promise<void> {
  const editor = at === null ? undefined : (editorOf(uri) ?? (await editorSoon(uri)));
  if (editor === undefined || at === null) return;
  const line = editor.document.lineAt(
    Math.min(at.firstLine + stickyLines(uri), editor.document.lineCount - 1),
  );
  editor.revealRange(line.range, vscode.TextEditorRevealType.AtTop);
}

/** Revealing a line at the top leaves room above it for the lines that stick there. */
function stickyLines(uri: vscode.Uri): number {
  const { enabled, maxLineCount } = vscode.workspace
    .getConfiguration('editor', uri)
    .get('stickyScroll', { enabled: true, maxLineCount: 5 });
  return enabled ? maxLineCount : 0;
}

function editorOf(uri: vscode.Uri): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
}

/** Extensions hear of an editor some time after it was opened. */
function editorSoon(uri: vscode.Uri): Promise<vscode.TextEditor | undefined> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(editorOf(uri));
    };
    const timer = setTimeout(end, 1000);
    const subscription = vscode.window.onDidChangeVisibleTextEditors(() => {
      if (editorOf(uri) !== undefined) end();
    });
  });
}

import * as vscode from 'vscode';
import { diffLines } from '../../core/text/lineDiff.ts';
import type { EnhancementSource } from './source.ts';
import type { Target } from './target.ts';

/** From this length on (code units) only few differing lines are looked for. */
const longText = 100_000;
const fewEdits = 150;

type DocumentSource = Extract<EnhancementSource, { type: 'document' }>;

/**
 * Looks where the text `original` stands in its document now. A selection may have moved; it counts as found while it occurs
 * exactly once.
 */
export async function documentTarget(source: DocumentSource, original: string): Promise<Target> {
  const uri = vscode.Uri.parse(source.uri, true);
  const document = await openDocument(uri);
  if (document === undefined) return { state: 'gone', document: null };
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return { state: 'readOnly', document };

  if (await isNewerOnDisk(document)) return { state: 'changed', document };
  const wanted = withLineEnds(original, document.eol);
  const offset = locate(document.getText(), wanted, source);
  if (offset === null) return { state: 'changed', document };
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + wanted.length));
  return {
    state: 'ready',
    write: (result) => replaceLines(document, range, result),
    show: (viewColumn) => showDocument(document, viewColumn),
  };
}

/** The text with every line end as the document has them. */
export function withLineEnds(text: string, eol: vscode.EndOfLine): string {
  const unix = text.replaceAll('\r\n', '\n');
  return eol === vscode.EndOfLine.CRLF ? unix.replaceAll('\n', '\r\n') : unix;
}

/**
 * Replaces the text in `range` by `result` as one edit (so that one undo restores it), touching only the lines that differ, so that
 * caret and scroll stay. Line ends become the document's. Returns false when VS Code refused the edit.
 */
async function replaceLines(
  document: vscode.TextDocument,
  range: vscode.Range,
  result: string,
): Promise<boolean> {
  const before = document.getText(range);
  const after = withLineEnds(result, document.eol);
  const base = document.offsetAt(range.start);
  const edit = new vscode.WorkspaceEdit();
  // A long text that changed all over is replaced as a whole: finding out where would hold the editor up.
  const mostEdits = before.length > longText ? fewEdits : undefined;
  for (const hunk of diffLines(before, after, mostEdits)) {
    edit.replace(
      document.uri,
      new vscode.Range(
        document.positionAt(base + hunk.before.start),
        document.positionAt(base + hunk.before.end),
      ),
      after.slice(hunk.after.start, hunk.after.end),
    );
  }
  return edit.size === 0 || vscode.workspace.applyEdit(edit);
}

/** Shows a document in the group where it is open already; in `preferred` when it is open there, too. */
async function showDocument(
  document: vscode.TextDocument,
  preferred: vscode.ViewColumn | undefined,
): Promise<void> {
  const groups = vscode.window.tabGroups.all.filter(({ tabs }) =>
    tabs.some(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString(),
    ),
  );
  const group = groups.find(({ viewColumn }) => viewColumn === preferred) ?? groups[0];
  await vscode.window.showTextDocument(document, {
    preview: false,
    ...(group !== undefined && { viewColumn: group.viewColumn }),
  });
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  // Opening a closed untitled document would make an empty one.
  if (uri.scheme === 'untitled') return open;
  try {
    await vscode.workspace.fs.stat(uri);
    return open ?? (await vscode.workspace.openTextDocument(uri));
  } catch {
    return undefined; // deleted, renamed or no longer readable: all the same to the caller
  }
}

/** True when another program changed the file and VS Code has not loaded it again yet (a change in the editor is seen by its text). */
async function isNewerOnDisk(document: vscode.TextDocument): Promise<boolean> {
  if (document.isDirty || document.isUntitled) return false;
  const content = await vscode.workspace.fs.readFile(document.uri);
  return (await vscode.workspace.decode(content, { uri: document.uri })) !== document.getText();
}

function locate(current: string, wanted: string, source: DocumentSource): number | null {
  if (source.whole) return current === wanted ? 0 : null;
  if (current.startsWith(wanted, source.start)) return source.start;
  const first = current.indexOf(wanted);
  return first !== -1 && !current.includes(wanted, first + 1) ? first : null;
}

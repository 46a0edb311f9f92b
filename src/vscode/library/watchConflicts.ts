import * as vscode from 'vscode';
import type { FoundFile } from '../../core/library/foundTemplate.ts';
import { showError } from '../showError.ts';
import type { TemplateLibrary } from './templateLibrary.ts';

/** The hash and version that a template had when it began to be changed here. */
interface Base {
  readonly hash: string;
  readonly version: number;
}

/**
 * Notices that a template file which is open with unsaved changes was saved by another window or program, and asks once for each such state what is to become of
 * the two texts.
 */
export function watchConflicts(library: TemplateLibrary, log: vscode.LogOutputChannel): vscode.Disposable {
  const bases = new Map<string, Base>();
  const asked = new Map<string, string>();
  const look = async (): Promise<void> => {
    const dirty = new Map(
      vscode.workspace.textDocuments
        .filter(({ isDirty, uri }) => isDirty && uri.scheme === 'file')
        .map((document) => [document.uri.fsPath, document]),
    );
    if (dirty.size === 0) return;
    await library.known();
    for (const [path, document] of dirty) {
      const file = library.fileAt(document.uri);
      const base = bases.get(path);
      if (file === undefined || base === undefined) continue;
      if (file.hash === base.hash || asked.get(path) === file.hash) continue;
      asked.set(path, file.hash);
      void settle(document, file, base.version);
    }
  };
  const settle = async (document: vscode.TextDocument, file: FoundFile, version: number): Promise<void> => {
    try {
      const { settleConflict } = await import('./conflicts.ts');
      const settled = await settleConflict(library, document, file, version, log);
      if (settled !== 'compare' && settled !== 'later') bases.delete(file.path);
    } catch (error) {
      showError(error, log, 'templates');
    }
  };
  return vscode.Disposable.from(
    library.onDidChange(() => void look()),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const { fsPath } = document.uri;
      if (!document.isDirty) {
        bases.delete(fsPath);
        return;
      }
      if (bases.has(fsPath) || !fsPath.endsWith('.prompt')) return;
      const file = library.fileAt(document.uri);
      if (file !== undefined) bases.set(fsPath, { hash: file.hash, version: library.versionOf(file) });
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => void bases.delete(uri.fsPath)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => void bases.delete(uri.fsPath)),
  );
}

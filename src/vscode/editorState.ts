import path from 'node:path';
import * as vscode from 'vscode';
import type { EditorState, ReportedProblem, SelectedText } from '../core/context/editorState.ts';

/** So many problems are looked through; a folder with more has other worries. */
const most = 2000;

/**
 * What the editor reports about the files of a folder, errors and warnings, and what is selected in one of them unless that is the prompt itself. Our own
 * findings are left out: they are about prompts. `root`: absolute path; `prompt`: the document that holds the prompt.
 */
export function editorStateOf(root: string, prompt: vscode.Uri | undefined): EditorState {
  const problems: ReportedProblem[] = [];
  for (const [uri, diagnostics] of vscode.languages.getDiagnostics()) {
    if (problems.length >= most) break;
    const file = inside(root, uri);
    if (file === null || uri.toString() === prompt?.toString()) continue;
    for (const { message, range, severity, source = '' } of diagnostics) {
      if (source === 'whetstone' || severity > vscode.DiagnosticSeverity.Warning) continue;
      problems.push({
        path: file,
        line: range.start.line + 1,
        severity: severity === vscode.DiagnosticSeverity.Error ? 'error' : 'warning',
        message: message.slice(0, 1000),
        source: source.slice(0, 60),
      });
      if (problems.length >= most) break;
    }
  }
  return { problems, selection: selectionIn(root, prompt) };
}

/** Longer ones are cut here already, so that nothing big goes between threads. UTF-16 code units. */
const longest = 20_000;

function selectionIn(root: string, prompt: vscode.Uri | undefined): SelectedText | null {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.selection.isEmpty) return null;
  const { document, selection } = editor;
  const file = inside(root, document.uri);
  if (file === null || document.uri.toString() === prompt?.toString()) return null;
  return {
    path: file,
    line: selection.start.line + 1,
    text: document.getText(selection).slice(0, longest),
  };
}

/** The path of a file below a folder, relative, forward slashes; null for every other. */
function inside(root: string, uri: vscode.Uri): string | null {
  if (uri.scheme !== 'file') return null;
  const relative = path.relative(root, uri.fsPath);
  if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) return null;
  return relative.replaceAll('\\', '/');
}

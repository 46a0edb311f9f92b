import * as vscode from 'vscode';
import { WhetstoneError } from '../../core/errors.ts';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import { openDiff, resultDocument } from './diff.ts';
import type { EnhancementSession } from './session.ts';

/** Shows the diff of an enhancement, with the place selected that a warning is about, where its message quotes one. */
export async function showWarningInDiff(session: EnhancementSession, index: number): Promise<void> {
  await openDiff(session);
  const document = resultDocument(session.enhancement.enhancementId);
  const quoted = quotedIn(session.enhancement.warnings[index]?.message ?? '');
  const editor = vscode.window.visibleTextEditors.find((shown) => shown.document === document);
  if (document === undefined || editor === undefined || quoted === undefined) return;
  const offset = document.getText().indexOf(quoted);
  if (offset === -1) return;
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + quoted.length));
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Opens a file that the context names, in the first workspace folder that has it. */
export async function openContextFile(path: string): Promise<void> {
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, path);
    if (await isThere(uri)) {
      await vscode.window.showTextDocument(uri, { preview: true });
      return;
    }
  }
  throw new WhetstoneError(
    'input-unreadable',
    vscode.l10n.t('The file {0} is not there any more.', path),
    vscode.l10n.t('Regenerate the enhancement to look at the folder again.'),
  );
}

/** The user's answers as sentences of the prompt, in the order of the questions. One of a word or two keeps its question. */
export function answersAsText(
  { openQuestions }: Enhancement,
  answers: Readonly<Record<string, string>>,
): string {
  return openQuestions
    .map((question) => ({ question, answer: (answers[question] ?? '').trim() }))
    .filter(({ answer }) => answer !== '')
    .map(({ question, answer }) => (answer.split(/\s+/).length < 4 ? `${question} ${answer}` : answer))
    .join('\n');
}

function quotedIn(message: string): string | undefined {
  return /[`"“]([^`"”]+)[`"”]/.exec(message)?.[1];
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false; // not in this folder
  }
}

import * as vscode from 'vscode';
import { isAbort, WhetstoneError } from '../core/errors.ts';
import { localized } from './localized.ts';

/** What the log says of an error: its kind, message and stack, never a prompt. */
export function describeError(error: unknown): string {
  if (error instanceof WhetstoneError) {
    const cause = error.cause instanceof Error ? error.cause.stack : error.cause;
    return `${error.code}: ${error.message}${typeof cause === 'string' ? `\n${cause}` : ''}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Tells the user what happened and what to do next, with the log one click away. A cancellation is no error and shows nothing. */
export function showError(error: unknown, log: vscode.LogOutputChannel): void {
  if (isAbort(error)) return;
  log.error(describeError(error));
  const text =
    error instanceof WhetstoneError
      ? `${localized(error.message)} ${localized(error.hint)}`.trim()
      : vscode.l10n.t('Whetstone ran into a problem. The log says more.');
  void offerLog(text, log);
}

/** Shows an error message whose one button opens the log. */
export async function offerLog(text: string, log: vscode.LogOutputChannel): Promise<void> {
  const openLog = vscode.l10n.t('Open Log');
  if ((await vscode.window.showErrorMessage(text, openLog)) === openLog) log.show();
}

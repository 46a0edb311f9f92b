import * as vscode from 'vscode';
import { describeError, offerLog } from './showError.ts';

/**
 * Starts the extension by `compose`; when that fails, says so to the user with the log one click away, and rethrows so that
 * VS Code marks the extension as not activated.
 */
export function activateOrExplain<T>(compose: () => T, log: vscode.LogOutputChannel): T {
  try {
    return compose();
  } catch (error) {
    log.error(describeError(error));
    void offerLog(vscode.l10n.t('Whetstone could not start. The log says why.'), log);
    throw error;
  }
}

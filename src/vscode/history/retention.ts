import * as vscode from 'vscode';
import type { EnhancementHistory } from '../enhancementHistory.ts';
import { describeError } from '../showError.ts';

/** The start of the editor comes first; old entries can wait this long. Milliseconds. */
const delay = 30_000;

const day = 24 * 3600 * 1000;

/** Deletes entries older than the setting `history.retentionDays` allows, some time after the start and when the setting changes. */
export function registerRetention(
  history: EnhancementHistory,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const prune = async (): Promise<void> => {
    const days = vscode.workspace.getConfiguration('whetstone').get('history.retentionDays', 0);
    if (!(days > 0)) return;
    try {
      await history.remove({ before: new Date(Date.now() - days * day).toISOString() }, true);
    } catch (error) {
      log.warn(`history: ${describeError(error)}`);
    }
  };
  const timer = setTimeout(() => void prune(), delay);
  timer.unref();
  return vscode.Disposable.from(
    new vscode.Disposable(() => clearTimeout(timer)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('whetstone.history.retentionDays')) void prune();
    }),
  );
}

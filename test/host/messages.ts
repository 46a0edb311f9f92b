import * as vscode from 'vscode';

type Level = 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';

/**
 * Collects the messages that the extension shows while `work` runs, and answers each with `answer` (default: closed without a choice).
 * The extension and its tests share one `vscode`, so that nothing but the notification itself is left out.
 */
export async function messagesDuring(work: () => Promise<unknown>, answer?: string): Promise<string[]> {
  const shown: string[] = [];
  const levels: readonly Level[] = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'];
  const originals = levels.map((level) => [level, vscode.window[level]] as const);
  const record = (message: string): Promise<string | undefined> => {
    shown.push(message);
    return Promise.resolve(answer);
  };
  for (const level of levels) Object.assign(vscode.window, { [level]: record });
  try {
    await work();
    await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    for (const [level, original] of originals) Object.assign(vscode.window, { [level]: original });
  }
  return shown;
}

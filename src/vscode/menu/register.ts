import * as vscode from 'vscode';
import { registerCommand } from '../commands.ts';

/** The menu behind the status bar item, and `whetstone.newPrompt`. */
export function registerMenu({ log }: { readonly log: vscode.LogOutputChannel }): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand('showMenu', log, () => showMenu()),
    registerCommand('newPrompt', log, async (argument) => {
      const { newPrompt } = await import('./newPrompt.ts');
      return newPrompt(argument);
    }),
  );
}

/** What can be done from here, most wanted first. Returns the command that was picked; undefined when none was. */
async function showMenu(): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(
    [
      item('$(sparkle)', vscode.l10n.t('Enhance this prompt'), 'enhancePrompt'),
      item('$(checklist)', vscode.l10n.t('See how its score comes about'), 'scorePrompt'),
      item('$(comment-discussion)', vscode.l10n.t('Ask a model what it thinks of it'), 'scoreWithModel'),
      item('$(clippy)', vscode.l10n.t('Enhance the text on the clipboard'), 'enhanceClipboard'),
      item('$(book)', vscode.l10n.t('Start from a template'), 'useTemplate'),
      item('$(new-file)', vscode.l10n.t('Write a new prompt'), 'newPrompt'),
      item('$(history)', vscode.l10n.t('Search the history'), 'searchHistory'),
      item('$(output)', vscode.l10n.t('Open the log'), 'openLog'),
    ],
    { title: 'Whetstone' },
  );
  if (picked !== undefined) await vscode.commands.executeCommand(picked.command);
  return picked?.command;
}

function item(icon: string, label: string, id: string): vscode.QuickPickItem & { readonly command: string } {
  return { label: `${icon} ${label}`, command: `whetstone.${id}` };
}

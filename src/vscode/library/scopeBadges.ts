import * as vscode from 'vscode';
import type { FoundTemplate } from '../../core/library/foundTemplate.ts';

const scheme = 'whetstone-library';

/** The address of a template's row, by which it gets its badge. It names no file. */
export function rowUri({ active, id, scope }: FoundTemplate): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${id}`, query: active ? scope : `${scope} inactive` });
}

/** Letters at the end of rows of the Library view: M for mine, W for the workspace's; inactive ones are dimmed. */
export function registerScopeBadges(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration(uri) {
      if (uri.scheme !== scheme) return undefined;
      const [scope = '', inactive] = uri.query.split(' ');
      const color = inactive === undefined ? undefined : new vscode.ThemeColor('disabledForeground');
      switch (scope) {
        case 'user':
          return new vscode.FileDecoration('M', vscode.l10n.t('Mine'), color);
        case 'workspace':
          return new vscode.FileDecoration('W', vscode.l10n.t('Of the workspace'), color);
        default:
          return new vscode.FileDecoration(undefined, undefined, color);
      }
    },
  });
}

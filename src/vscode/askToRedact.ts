import * as vscode from 'vscode';
import { localized } from './localized.ts';

/**
 * The guard has kept something back: names kinds and places, and lets the user show them, mask them and go on, or leave it (undefined).
 * `message`: what the guard says; never the secret itself.
 */
export async function askToRedact(message: string): Promise<'show' | 'redact' | undefined> {
  const show = vscode.l10n.t('Show');
  const goOn = vscode.l10n.t('Redact and Go On');
  const answer = await vscode.window.showWarningMessage(
    localized(message),
    {
      modal: true,
      detail: vscode.l10n.t('Masked values are put back in the result, on this machine only.'),
    },
    show,
    goOn,
  );
  if (answer === goOn) return 'redact';
  return answer === show ? 'show' : undefined;
}

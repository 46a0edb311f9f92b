import * as vscode from 'vscode';
import { translator } from '../core/text/translator.ts';

let translate: ((sentence: string) => string) | undefined;

/**
 * A sentence of the core (a suggestion, a warning, an error) in the user's language. The core speaks English; the bundles for
 * translators hold its sentences beside the extension's own.
 */
export function localized(sentence: string): string {
  const { bundle } = vscode.l10n;
  if (bundle === undefined) return sentence;
  translate ??= translator(bundle);
  return translate(sentence);
}

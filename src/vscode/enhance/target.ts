import * as vscode from 'vscode';
import { documentTarget } from './documentTarget.ts';
import { openNewPrompt } from '../newPrompt.ts';
import { scmInputTarget } from './scmInput.ts';
import type { EnhancementSource } from './source.ts';

/** Why a result cannot go back: the source was edited meanwhile, is gone, or cannot be written. */
export type Obstacle = 'changed' | 'gone' | 'readOnly';

/** What a source looks like when a result wants to go back to it. */
export type Target =
  | {
      readonly state: 'ready';
      /** Puts the result there, as one step that can be undone; false when VS Code refused. */
      readonly write: (result: string) => Promise<boolean>;
      /** Brings the place before the user's eyes; where several editors show it, the one in the group `viewColumn`. */
      readonly show: (viewColumn?: vscode.ViewColumn) => Promise<void>;
    }
  /** `document`: what stands there now, for a comparison; null when it is no document. */
  | { readonly state: Obstacle; readonly document: vscode.TextDocument | null };

/** Looks whether the text `original` still stands where it came from. */
export async function findTarget(source: EnhancementSource, original: string): Promise<Target> {
  switch (source.type) {
    case 'typed':
      return {
        state: 'ready',
        write: async (result) => (await openNewPrompt(result)).getText() !== '',
        show: () => Promise.resolve(),
      };
    case 'clipboard':
      return clipboardTarget(original);
    case 'scmInput':
      return scmInputTarget(source.root, original);
    case 'document':
      return documentTarget(source, original);
  }
}

async function clipboardTarget(original: string): Promise<Target> {
  const current = await vscode.env.clipboard.readText();
  if (current !== original) return { state: 'changed', document: null };
  return {
    state: 'ready',
    async write(result) {
      await vscode.env.clipboard.writeText(result);
      return true;
    },
    async show() {
      vscode.window.setStatusBarMessage(vscode.l10n.t('The enhanced prompt is on the clipboard.'), 5000);
    },
  };
}

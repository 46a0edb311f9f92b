import * as vscode from 'vscode';
import { WhetstoneError } from '../../core/errors.ts';
import { setDocumentsContext } from '../contextPaths.ts';
import type { EnhancementSession } from './session.ts';
import { findTarget } from './target.ts';

interface AcceptedEnhancement {
  readonly session: EnhancementSession;
  readonly result: string;
}

/**
 * The last enhancement accepted in each open document, so that it can be taken back even when other edits came after it.
 * The context key `whetstone.revertibleIn` lists the documents.
 */
export class AcceptedEnhancements implements vscode.Disposable {
  readonly #accepted = new Map<string, AcceptedEnhancement>();
  readonly #subscription = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri.toString()));

  /** Remembers what was accepted; prompts that came from no document have nothing to go back to. */
  remember(session: EnhancementSession, result: string): void {
    if (session.source.type !== 'document') return;
    this.#accepted.set(session.source.uri, { session, result });
    this.#announce();
  }

  /**
   * Puts the original back where the accepted result stands, as one edit. `uri`: the document, default the active one.
   * Throws `usage` when nothing was accepted there, `conflict` when the result was edited since.
   */
  async revert(uri: vscode.Uri | undefined): Promise<{ enhancementId: string; outcome: 'reverted' }> {
    const key = (uri ?? vscode.window.activeTextEditor?.document.uri)?.toString();
    const accepted = key === undefined ? undefined : this.#accepted.get(key);
    if (key === undefined || accepted === undefined) {
      throw new WhetstoneError(
        'usage',
        vscode.l10n.t('No enhancement was accepted in this document since it was opened.'),
        vscode.l10n.t('Open the History view to find an earlier one.'),
      );
    }
    const { session, result } = accepted;
    const target = await findTarget(session.source, result);
    if (target.state !== 'ready' || !(await target.write(session.original))) {
      throw new WhetstoneError(
        'conflict',
        vscode.l10n.t('The enhanced prompt was edited since, so it was left as it is.'),
        vscode.l10n.t('Undo your edits first, or copy the original from the History view.'),
      );
    }
    this.#forget(key);
    return { enhancementId: session.enhancement.enhancementId, outcome: 'reverted' };
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #forget(key: string): void {
    if (this.#accepted.delete(key)) this.#announce();
  }

  #announce(): void {
    setDocumentsContext('revertibleIn', this.#accepted.keys());
  }
}

import * as vscode from 'vscode';
import { WhetstoneError } from '../../core/errors.ts';
import { openNewPrompt } from '../newPrompt.ts';
import { closeDiff, columnOfDiff, compareWithResult, shownResult } from './diff.ts';
import type { EnhancementSession } from './session.ts';
import type { SessionStore } from './sessionStore.ts';
import { findTarget } from './target.ts';
import type { Obstacle } from './target.ts';

/** What to do when the source is not as it was read: show both, keep the result as a new prompt, or start over from what is there now. */
export const staleChoices = ['compare', 'open', 'again'] as const;
export type StaleChoice = (typeof staleChoices)[number];

/** How an acceptance ended. `stale`: the source was left alone, and the user took `choice` (null: none). */
export type Acceptance =
  | { readonly enhancementId: string; readonly outcome: 'accepted' | 'acceptedEdited' }
  | { readonly enhancementId: string; readonly outcome: 'stale'; readonly choice: StaleChoice | null };

/**
 * Puts the right side of a diff where its original came from, as one edit. When the original no longer stands there, nothing is
 * written: `choose` is asked what to do instead. Doing `again` is left to the caller.
 */
export async function acceptEnhancement(
  session: EnhancementSession,
  sessions: SessionStore,
  choose: (obstacle: Obstacle) => Promise<StaleChoice | null>,
): Promise<Acceptance> {
  const { enhancementId, enhancedPrompt } = session.enhancement;
  const result = shownResult(session);
  if (result.trim() === '') throw nothingLeft();
  const target = await findTarget(session.source, session.original);
  if (target.state === 'ready') {
    if (!(await target.write(result))) throw refused();
    await finish(session, sessions, target.show);
    return { enhancementId, outcome: result === enhancedPrompt ? 'accepted' : 'acceptedEdited' };
  }
  const choice = await choose(target.state);
  if (choice === 'open') await finish(session, sessions, () => openNewPrompt(result));
  if (choice === 'compare' && target.document !== null) await compareWithResult(target.document, session);
  return { enhancementId, outcome: 'stale', choice };
}

/** Asks in words what to do when the source is not as it was. */
export async function askStaleChoice(obstacle: Obstacle): Promise<StaleChoice | null> {
  const compare = vscode.l10n.t('Compare');
  const open = vscode.l10n.t('Open as New Prompt');
  const again = vscode.l10n.t('Enhance Again');
  const choices = obstacle === 'changed' ? [compare, open, again] : [open];
  const picked = await vscode.window.showWarningMessage(explain(obstacle), ...choices);
  if (picked === compare) return 'compare';
  if (picked === open) return 'open';
  return picked === again ? 'again' : null;
}

function explain(obstacle: Obstacle): string {
  switch (obstacle) {
    case 'changed':
      return vscode.l10n.t('The prompt was edited after it was enhanced. Nothing was overwritten.');
    case 'gone':
      return vscode.l10n.t('The place that the prompt came from is gone. The result is kept here.');
    case 'readOnly':
      return vscode.l10n.t(
        'The document that the prompt came from cannot be written. The result is kept here.',
      );
  }
}

function nothingLeft(): WhetstoneError {
  return new WhetstoneError(
    'usage',
    vscode.l10n.t('The right side is empty, so there is nothing to accept.'),
    vscode.l10n.t('Undo until it holds a prompt again, or reject the enhancement.'),
  );
}

function refused(): WhetstoneError {
  return new WhetstoneError(
    'conflict',
    vscode.l10n.t('VS Code did not apply the edit, so the document is as it was.'),
    vscode.l10n.t('Look whether it is read-only, then accept again.'),
  );
}

async function finish(
  session: EnhancementSession,
  sessions: SessionStore,
  show: (viewColumn: vscode.ViewColumn | undefined) => Promise<unknown>,
): Promise<void> {
  const { enhancementId } = session.enhancement;
  const column = columnOfDiff(enhancementId);
  await closeDiff(enhancementId);
  await sessions.remove(enhancementId);
  await show(column);
}

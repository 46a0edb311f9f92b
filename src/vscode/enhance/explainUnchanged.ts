import * as vscode from 'vscode';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import type { EnhancementSession } from './session.ts';
import type { SessionStore } from './sessionStore.ts';
import { localized } from '../localized.ts';

/**
 * Says why an enhancement changed nothing, and what would help: answers to its open questions, or trust in the folder that was not
 * read.
 */
export async function explainUnchanged(
  session: EnhancementSession,
  {
    sessions,
    details,
  }: {
    readonly sessions: SessionStore;
    readonly details: { show(enhancement: Enhancement): Promise<void> };
  },
): Promise<void> {
  const { enhancement } = session;
  const answer = vscode.l10n.t('Answer Questions');
  const trust = vscode.l10n.t('Manage Workspace Trust');
  const picked = await vscode.window.showInformationMessage(
    [reasonFor(enhancement), ...missingFrom(enhancement)].join(' '),
    ...(enhancement.openQuestions.length > 0 ? [answer] : []),
    ...(vscode.workspace.isTrusted ? [] : [trust]),
  );
  if (picked === trust) await vscode.commands.executeCommand('workbench.trust.manage');
  if (picked !== answer) return;
  await sessions.add(session);
  await details.show(enhancement);
}

function reasonFor({ originalScore, openQuestions, warnings }: Enhancement): string {
  if (warnings.some(({ code }) => code === 'answer-rejected'))
    return vscode.l10n.t(
      'The answer of the model did not pass the checks and nothing better was found, so the prompt stays as it is.',
    );
  if (originalScore.level === 'excellent' || openQuestions.length === 0) {
    return vscode.l10n.t(
      'Nothing was found that would make this prompt better (score {0}), so it stays as it is.',
      originalScore.total,
    );
  }
  return vscode.l10n.t(
    'Nothing could be added that makes this prompt better. Answering its open questions would.',
  );
}

function missingFrom({ warnings }: Enhancement): string[] {
  return warnings
    .filter(({ code }) => code === 'context-incomplete' || code === 'config-ignored')
    .map(({ message }) => localized(message));
}

import * as vscode from 'vscode';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import type { EnhancementSession } from './session.ts';
import type { SessionStore } from './sessionStore.ts';
import { isAbort, WhetstoneError } from '../../core/errors.ts';
import { localized } from '../localized.ts';

/**
 * Says why an enhancement changed nothing, and what would help: answers to its open questions, or trust in the folder that was not
 * read. `insist`: asks a model all the same, where one could be asked and was not.
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
  insist?: () => Promise<unknown>,
): Promise<void> {
  const { enhancement } = session;
  const anyway = vscode.l10n.t('Ask a Model Anyway');
  const answer = vscode.l10n.t('Answer Questions');
  const trust = vscode.l10n.t('Manage Workspace Trust');
  const picked = await vscode.window.showInformationMessage(
    [insist === undefined ? reasonFor(enhancement) : notSent(enhancement), ...missingFrom(enhancement)].join(
      ' ',
    ),
    ...(insist === undefined ? [] : [anyway]),
    ...(enhancement.openQuestions.length > 0 ? [answer] : []),
    ...(vscode.workspace.isTrusted ? [] : [trust]),
  );
  if (picked === trust) await vscode.commands.executeCommand('workbench.trust.manage');
  if (picked === anyway)
    await insist?.().catch((error: unknown) => {
      if (isAbort(error)) return;
      const said =
        error instanceof WhetstoneError
          ? `${localized(error.message)} ${localized(error.hint)}`
          : vscode.l10n.t('Whetstone ran into a problem. The log says more.');
      void vscode.window.showErrorMessage(said);
    });
  if (picked !== answer) return;
  await sessions.add(session);
  await details.show(enhancement);
}

function notSent({ originalScore }: Enhancement): string {
  return vscode.l10n.t(
    'This prompt is excellent already (score {0}), so no model was asked.',
    originalScore.total,
  );
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

import * as vscode from 'vscode';
import type { Outcome } from '../../core/history/outcome.ts';

/** What became of an enhancement, in a word or two. */
export function outcomeName(outcome: Outcome): string {
  switch (outcome) {
    case 'pending':
      return vscode.l10n.t('undecided');
    case 'accepted':
      return vscode.l10n.t('accepted');
    case 'acceptedEdited':
      return vscode.l10n.t('accepted, edited');
    case 'rejected':
      return vscode.l10n.t('rejected');
    case 'dismissed':
      return vscode.l10n.t('closed');
  }
}

export function outcomeIcon(outcome: Outcome): vscode.ThemeIcon {
  switch (outcome) {
    case 'pending':
      return new vscode.ThemeIcon('circle-outline');
    case 'accepted':
      return new vscode.ThemeIcon('check');
    case 'acceptedEdited':
      return new vscode.ThemeIcon('edit');
    case 'rejected':
      return new vscode.ThemeIcon('close');
    case 'dismissed':
      return new vscode.ThemeIcon('dash');
  }
}

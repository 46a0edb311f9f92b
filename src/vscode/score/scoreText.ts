import * as vscode from 'vscode';
import type { Score, ScoreLevel } from '../../core/score/score.ts';

/** The name of a band in the user's language. */
export function levelName(level: ScoreLevel): string {
  switch (level) {
    case 'poor':
      return vscode.l10n.t('poor');
    case 'fair':
      return vscode.l10n.t('fair');
    case 'good':
      return vscode.l10n.t('good');
    case 'excellent':
      return vscode.l10n.t('excellent');
  }
}

/** "41 fair" */
export function shortScore(score: Score): string {
  return vscode.l10n.t('{0} {1}', score.total, levelName(score.level));
}

/** The four parts as lines of "Clarity 15/25". */
export function componentLines(score: Score): string[] {
  return [
    vscode.l10n.t('Clarity {0}/25', score.clarity),
    vscode.l10n.t('Specificity {0}/25', score.specificity),
    vscode.l10n.t('Context {0}/25', score.context),
    vscode.l10n.t('Actionability {0}/25', score.actionability),
  ];
}

import * as vscode from 'vscode';
import type { ScoreExplanation } from '../../core/score/explanation.ts';
import type { Score, ScoreLevel } from '../../core/score/score.ts';
import { localized } from '../localized.ts';

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

/** Most reasons of each kind in a hover. */
const mostReasons = 5;

/** What earned points, what cost points and what suggestions would add, a line each, under their headings. */
export function reasonLines({ cost, earned, score }: ScoreExplanation): string[] {
  const signed = (points: number): string => `${points > 0 ? '+' : '−'}${Math.abs(points)}`;
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [title, ...lines.slice(0, mostReasons)];
  return [
    ...list(
      vscode.l10n.t('Earned'),
      earned.map(({ label, points }) => `${signed(points)} ${localized(label)}`),
    ),
    ...list(
      vscode.l10n.t('Lost'),
      cost.map(({ label, points }) => `${signed(points)} ${localized(label)}`),
    ),
    ...list(
      vscode.l10n.t('Following this would add'),
      score.suggestions.map(({ gain, suggestion }) => `${signed(gain)} ${localized(suggestion)}`),
    ),
  ];
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

import * as vscode from 'vscode';
import { opinionLines, type SecondOpinions } from './secondOpinions.ts';
import { componentLines, reasonLines, shortScore } from './scoreText.ts';
import type { DocumentScores } from './documentScores.ts';
import { localized } from '../localized.ts';

/** The one status bar item: score of the active prompt; hidden where there is no prompt. A click runs `command`. */
export function registerScoreStatusBar(
  scores: DocumentScores,
  opinions: SecondOpinions,
  command: string,
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('whetstone.score', vscode.StatusBarAlignment.Right, 90);
  item.name = vscode.l10n.t('Prompt Score');
  item.command = command;

  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const scored = document === undefined ? undefined : scores.get(document);
    if (scored === undefined) {
      item.hide();
      return;
    }
    const { score } = scored;
    item.text = `$(pencil) ${shortScore(score)}`;
    const tooltip = new vscode.MarkdownString();
    tooltip.appendText(localized(score.recommendation));
    const opinion = opinionLines(opinions.of(scored.document));
    for (const line of [...componentLines(score), ...opinion, ...reasonLines(scored.explanation)])
      tooltip.appendMarkdown('\n\n').appendText(line);
    item.tooltip = tooltip;
    item.accessibilityInformation = {
      label: vscode.l10n.t('Prompt score {0} of 100, {1}', score.total, localized(score.recommendation)),
    };
    item.show();
  };

  update();
  return vscode.Disposable.from(
    item,
    scores.onDidChange(update),
    opinions.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}

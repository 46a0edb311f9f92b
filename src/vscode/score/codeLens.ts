import * as vscode from 'vscode';
import type { DocumentScores } from './documentScores.ts';
import { opinionLines, type SecondOpinions } from './secondOpinions.ts';
import { componentLines, reasonLines, shortScore } from './scoreText.ts';

/** A line above every scored prompt file, "41 fair - Enhance". */
export function registerScoreCodeLens(scores: DocumentScores, opinions: SecondOpinions): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      const scored = scores.get(document);
      if (scored === undefined || document.uri.scheme === 'whetstone-enhancement') return [];
      const opinion = opinions.of(document);
      const lens = new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
        title:
          opinion === undefined
            ? vscode.l10n.t('{0} - Enhance', shortScore(scored.score))
            : vscode.l10n.t(
                '{0}, {1}: {2} - Enhance',
                shortScore(scored.score),
                opinion.model,
                opinion.overall.score,
              ),
        tooltip: [
          ...componentLines(scored.score),
          ...opinionLines(opinion),
          ...reasonLines(scored.explanation),
        ].join('\n'),
        command: 'whetstone.enhancePrompt',
        arguments: [document.uri],
      });
      return [lens];
    },
  };
  return vscode.Disposable.from(
    changed,
    scores.onDidChange(() => changed.fire()),
    opinions.onDidChange(() => changed.fire()),
    vscode.languages.registerCodeLensProvider({ scheme: '*' }, provider),
  );
}

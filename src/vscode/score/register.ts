import * as vscode from 'vscode';
import type { Engine } from '../../node/engine/engine.ts';
import { registerCommand } from '../commands.ts';
import { registerScoreCodeLens } from './codeLens.ts';
import { DocumentScores } from './documentScores.ts';
import { registerScoreStatusBar } from './statusBar.ts';

export interface ScoreDependencies {
  readonly engine: Engine;
  readonly log: vscode.LogOutputChannel;
}

/** Scores of open prompts: the line above them, the status bar item, and `whetstone.scorePrompt`. */
export function registerScore({ engine, log }: ScoreDependencies): vscode.Disposable {
  const scores = new DocumentScores(engine, log);
  return vscode.Disposable.from(
    scores,
    registerScoreStatusBar(scores, 'whetstone.showMenu'),
    registerScoreCodeLens(scores),
    registerCommand('scorePrompt', log, async (argument) => {
      const { scorePrompt } = await import('./scorePrompt.ts');
      return scorePrompt(engine, argument);
    }),
  );
}

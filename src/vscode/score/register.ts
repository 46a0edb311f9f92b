import * as vscode from 'vscode';
import type { Engine } from '../../node/engine/engine.ts';
import type { ReachableModels } from '../reachableModels.ts';
import { registerCommand } from '../commands.ts';
import { registerScoreCodeLens } from './codeLens.ts';
import { DocumentScores } from './documentScores.ts';
import { SecondOpinions } from './secondOpinions.ts';
import { registerScoreStatusBar } from './statusBar.ts';

export interface ScoreDependencies {
  readonly engine: Engine;
  /** Who may be asked for a second opinion. */
  readonly models: ReachableModels;
  readonly log: vscode.LogOutputChannel;
}

/** Scores of open prompts: the line above them, the status bar item, `whetstone.scorePrompt` and `whetstone.scoreWithModel`. */
export function registerScore({ engine, log, models }: ScoreDependencies): vscode.Disposable {
  const scores = new DocumentScores(engine, log);
  const opinions = new SecondOpinions();
  return vscode.Disposable.from(
    scores,
    opinions,
    registerScoreStatusBar(scores, opinions, 'whetstone.showMenu'),
    registerScoreCodeLens(scores, opinions),
    registerCommand('scorePrompt', log, async (argument) => {
      const { scorePrompt } = await import('./scorePrompt.ts');
      return scorePrompt(engine, argument);
    }),
    registerCommand('scoreWithModel', log, async (argument) =>
      (await import('./scoreWithModel.ts')).scoreWithModel({ engine, models, opinions }, argument),
    ),
  );
}

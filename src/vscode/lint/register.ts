import * as vscode from 'vscode';
import type { Engine } from '../../node/engine/engine.ts';
import { registerCommand } from '../commands.ts';
import { registerLintActions } from './codeActions.ts';
import { registerLintDiagnostics } from './diagnostics.ts';
import { FindingsStore } from './documentFindings.ts';
import { registerLintHover } from './hover.ts';

export interface LintDependencies {
  readonly engine: Engine;
  readonly log: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
}

/** The linter of prompt files: diagnostics, the lightbulb, hovers, fixing on save, and the check of all files. */
export function registerLint({ engine, log, extensionUri }: LintDependencies): vscode.Disposable {
  const store = new FindingsStore(engine, log);
  const diagnostics = registerLintDiagnostics(store);
  return vscode.Disposable.from(
    store,
    diagnostics,
    registerLintActions(store, engine),
    registerLintHover(store, engine),
    registerCommand('fixPromptFile', log, async (argument) =>
      (await import('./fixFile.ts')).fixFile(engine, argument),
    ),
    registerCommand('keepFinding', log, async (argument) =>
      (await import('./keepFinding.ts')).keepFinding(argument),
    ),
    registerCommand('explainRule', log, async (argument) =>
      (await import('./explainRule.ts')).explainRule(extensionUri, argument),
    ),
    registerCommand('checkAllPromptFiles', log, async (argument) => {
      const { checkAllPromptFiles } = await import('./checkAll.ts');
      return checkAllPromptFiles(engine, diagnostics, extensionUri, argument);
    }),
  );
}

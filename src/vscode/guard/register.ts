import * as vscode from 'vscode';
import type { Engine } from '../../node/engine/engine.ts';
import { registerCommand } from '../commands.ts';
import type { ShownTexts } from '../shownTexts.ts';
import { registerGuardDiagnostics } from './diagnostics.ts';

/** Secrets in open prompt files as diagnostics, and `whetstone.scanPrompt`: what in a prompt should not leave the machine. */
export function registerGuard({
  engine,
  shown,
  log,
}: {
  readonly engine: Engine;
  readonly shown: ShownTexts;
  readonly log: vscode.LogOutputChannel;
}): vscode.Disposable {
  return vscode.Disposable.from(
    registerGuardDiagnostics(engine, log),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('whetstone.guard')) void tellRefused(log);
    }),

    registerCommand('scanPrompt', log, async (argument) =>
      (await import('./scanPrompt.ts')).scanPrompt({ engine, shown }, argument),
    ),
  );
}

/** A setting that is refused protects nobody, so its author is told at once and why. */
async function tellRefused(log: vscode.LogOutputChannel): Promise<void> {
  const { ownGuardSettings } = await import('../guardSettings.ts');
  const { warnings } = ownGuardSettings();
  for (const warning of warnings) log.warn(warning);
  if (warnings[0] !== undefined) void vscode.window.showWarningMessage(warnings[0]);
}

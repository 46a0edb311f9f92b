import * as vscode from 'vscode';
import type { Engine } from '../../node/engine/engine.ts';
import { registerCommand } from '../commands.ts';
import { registerGuardDiagnostics } from './diagnostics.ts';

/** Secrets in open prompt files as diagnostics, and `whetstone.scanPrompt`: what in a prompt should not leave the machine. */
export function registerGuard({
  engine,
  log,
}: {
  readonly engine: Engine;
  readonly log: vscode.LogOutputChannel;
}): vscode.Disposable {
  return vscode.Disposable.from(
    registerGuardDiagnostics(engine, log),
    registerCommand('scanPrompt', log, async (argument) =>
      (await import('./scanPrompt.ts')).scanPrompt(engine, argument),
    ),
  );
}

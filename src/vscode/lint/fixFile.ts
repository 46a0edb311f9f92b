import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Engine } from '../../node/engine/engine.ts';
import { parseArgument, uriArgument } from '../commandArgument.ts';
import { fixedTextEdits } from './fixedTextEdits.ts';

const fixArgument = z.object({ uri: z.optional(uriArgument), rule: z.optional(z.string()) });

/**
 * `whetstone.fixPromptFile({uri?, rule?})`: applies every fix that is offered in a prompt file (the active one by default), or those of one
 * rule, as one edit that one undo takes back. Returns how many stretches of the text were changed.
 */
export async function fixFile(engine: Engine, argument: unknown): Promise<number> {
  const { uri, rule } = parseArgument(fixArgument, argument);
  const document =
    uri === undefined
      ? vscode.window.activeTextEditor?.document
      : await vscode.workspace.openTextDocument(uri);
  if (document === undefined) return 0;
  const { version } = document;
  const edits = await fixedTextEdits(engine, document, rule ?? null, new AbortController().signal);
  if (edits.length === 0 || document.version !== version) return 0;
  const change = new vscode.WorkspaceEdit();
  change.set(document.uri, [...edits]);
  return (await vscode.workspace.applyEdit(change)) ? edits.length : 0;
}

import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { diffLines } from '../../core/text/lineDiff.ts';
import type { Engine } from '../../node/engine/engine.ts';
import { parseArgument, uriArgument } from '../commandArgument.ts';
import { lintInputOf } from './lintInput.ts';

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

/** What turns a document into its fixed text, by whole lines, so that what stays the same is left alone. */
export async function fixedTextEdits(
  engine: Engine,
  document: vscode.TextDocument,
  rule: string | null,
  signal: AbortSignal,
): Promise<readonly vscode.TextEdit[]> {
  const input = lintInputOf(document);
  if (input === null) return [];
  const fixed = await engine.lintFixed({ ...input, rule }, signal);
  if (fixed === input.text) return [];
  return diffLines(input.text, fixed).map(({ before, after }) =>
    vscode.TextEdit.replace(
      new vscode.Range(document.positionAt(before.start), document.positionAt(before.end)),
      fixed.slice(after.start, after.end),
    ),
  );
}

import * as vscode from 'vscode';
import { diffLines } from '../../core/text/lineDiff.ts';
import type { Engine } from '../../node/engine/engine.ts';
import { lintInputOf } from './lintInput.ts';

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

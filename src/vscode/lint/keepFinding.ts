import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { suppressionEdits, suppressionScopes } from '../../core/lint/suppress.ts';
import { parseArgument, uriArgument } from '../commandArgument.ts';
import { promptKindOf } from '../promptDocument.ts';

const offset = z.int().check(z.minimum(0));
const keepArgument = z.object({
  uri: uriArgument,
  rule: z.string(),
  start: offset,
  end: offset,
  scope: z.enum(suppressionScopes),
});

/** `whetstone.keepFinding({uri, rule, start, end, scope})`: writes the comment that keeps a finding as it is. Returns whether it was written. */
export async function keepFinding(argument: unknown): Promise<boolean> {
  const { uri, scope, ...finding } = parseArgument(keepArgument, argument);
  const document = await vscode.workspace.openTextDocument(uri);
  const kind = promptKindOf(document);
  if (kind === null) return false;
  const change = new vscode.WorkspaceEdit();
  for (const { start, end, text } of suppressionEdits(document.getText(), kind, finding, scope)) {
    change.replace(
      document.uri,
      new vscode.Range(document.positionAt(start), document.positionAt(end)),
      text,
    );
  }
  return vscode.workspace.applyEdit(change);
}

import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { knownRules } from '../../core/lint/knownRules.ts';
import { parseArgument } from '../commandArgument.ts';

const explainArgument = z.object({ rule: z.optional(z.string()) });

/**
 * `whetstone.explainRule({rule?})`: opens the page of the rules at one of them; asks which when none is named. Returns the page's address.
 */
export async function explainRule(extensionUri: vscode.Uri, argument: unknown): Promise<string | undefined> {
  const { rule = await pickRule() } = parseArgument(explainArgument, argument);
  if (rule === undefined) return undefined;
  const page = vscode.Uri.joinPath(extensionUri, 'docs', 'rules.md').with({ fragment: rule });
  await vscode.commands.executeCommand('markdown.showPreview', page);
  return page.toString();
}

async function pickRule(): Promise<string | undefined> {
  return vscode.window.showQuickPick([...knownRules()], {
    title: vscode.l10n.t('Which rule?'),
  });
}

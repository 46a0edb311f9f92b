import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../../core/errors.ts';
import { parseArgument, uriArgument } from '../commandArgument.ts';

const previewArgument = z.object({ uri: z.optional(uriArgument) });

/** The template that a command's argument means: `{uri}`, else the one in the active editor. Throws `usage` when that is none. */
export async function templateToPreview(argument: unknown): Promise<vscode.Uri> {
  const { uri } = parseArgument(previewArgument, argument);
  const template = uri ?? vscode.window.activeTextEditor?.document.uri;
  const isTemplate =
    template !== undefined && (await vscode.workspace.openTextDocument(template)).languageId === 'dotprompt';
  if (!isTemplate)
    throw new WhetstoneError(
      'usage',
      vscode.l10n.t('No template is open.'),
      vscode.l10n.t('Open a .prompt file first.'),
    );
  return template;
}

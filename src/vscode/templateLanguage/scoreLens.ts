import * as vscode from 'vscode';
import type { TemplateLanguageDependencies } from './dependencies.ts';
import type { PartFiles } from './partFiles.ts';
import { previewWords } from './previewWords.ts';

/** The line above a template: the score of what its sample values render to, and the way to the preview. */
export async function scoreLenses(
  document: vscode.TextDocument,
  parts: PartFiles,
  { engine }: Pick<TemplateLanguageDependencies, 'engine'>,
  signal: AbortSignal,
): Promise<vscode.CodeLens[]> {
  const isScored = vscode.workspace.getConfiguration('whetstone', document.uri).get('score.enabled', true);
  const draft = isScored ? await parts.draftOf(document, signal) : null;
  if (draft === null) return [];
  const { score } = await engine.previewDraft({ draft, texts: {} }, signal);
  const preview = vscode.l10n.t('Preview');
  const title =
    score === null
      ? preview
      : vscode.l10n.t('{0} {1} - Preview', score.total, previewWords()[score.level] ?? score.level);
  const tooltip = vscode.l10n.t('The score of the text that the sample values give');
  return [
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
      title,
      tooltip,
      command: 'whetstone.previewTemplate',
      arguments: [document.uri],
    }),
  ];
}

import * as vscode from 'vscode';
import { isAbort } from '../../core/errors.ts';
import type { FoundTemplate } from '../../core/library/foundTemplate.ts';
import { abortSignalOf } from '../abortSignal.ts';
import { localized } from '../localized.ts';
import type { TemplateLibrary } from './templateLibrary.ts';

/** What there is to know of a template: what it is for, score, tokens, version, use, and what is wrong or particular. */
export async function tooltipOf(
  entry: FoundTemplate,
  library: Pick<TemplateLibrary, 'read'>,
  token: vscode.CancellationToken,
): Promise<vscode.MarkdownString> {
  const tokens = await tokensOf(entry, library, token);
  const { labels, lastUsedAt, score, usageCount, version } = entry;
  const facts = [
    score === null ? '' : vscode.l10n.t('Scores {0} of 100 when its sample values are filled in.', score),
    tokens === null ? '' : vscode.l10n.t('About {0} tokens with its sample values.', tokens),
    vscode.l10n.t('Version {0}', version) +
      Object.entries(labels)
        .map(([label, number]) => `, ${label}: ${number}`)
        .join(''),
    usageCount === 0 || lastUsedAt === null
      ? vscode.l10n.t('Not used yet.')
      : vscode.l10n.t(
          'Used {0} times, last on {1}.',
          usageCount,
          new Date(lastUsedAt).toLocaleString(vscode.env.language),
        ),
    entry.tags.length === 0 ? '' : vscode.l10n.t('Tags: {0}', entry.tags.join(', ')),
  ];
  const problems = entry.problems.map(
    ({ line, column, message }) => `$(warning) ${line}:${column} ${escaped(localized(message))}`,
  );
  const remarks = entry.remarks.map((remark) => `$(info) ${escaped(localized(remark))}`);
  const text = new vscode.MarkdownString(`**${escaped(entry.name)}**`, true);
  for (const part of [entry.description, ...facts])
    if (part !== '') text.appendMarkdown('\n\n').appendText(part);
  for (const line of [...problems, ...remarks]) text.appendMarkdown(`\n\n${line}`);
  return text;
}

async function tokensOf(
  { id }: FoundTemplate,
  library: Pick<TemplateLibrary, 'read'>,
  token: vscode.CancellationToken,
): Promise<number | null> {
  const cancellation = abortSignalOf(token);
  try {
    return (await library.read(id, cancellation.signal)).tokens;
  } catch (error) {
    if (!isAbort(error) && !(error instanceof Error)) throw error;
    // The rest of the tooltip is worth showing without it.
    return null;
  } finally {
    cancellation.dispose();
  }
}

/** Text in which Markdown sees nothing of its own. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!~|<>$&]/g, String.raw`\$&`);
}

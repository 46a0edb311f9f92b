import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { csvHeader, csvLine, jsonLine } from '../../core/model/auditExport.ts';
import type { AuditLog } from '../../core/model/auditLog.ts';
import { editorAccountingSettings } from '../accountingSettings.ts';
import { parseArgument } from '../commandArgument.ts';

/**
 * `whetstone.exportAudit({uri?, format?})`: writes every request that was made, newest first, into a CSV or JSONL file (by its ending when `format`
 * is not given). Returns how many; undefined when the user left.
 */
export async function exportAudit(
  audit: AuditLog,
  argument: unknown,
): Promise<{ entries: number; uri: string } | undefined> {
  const given = parseArgument(
    z.looseObject({ uri: z.optional(z.string()), format: z.optional(z.enum(['csv', 'jsonl'])) }),
    argument,
  );
  const uri =
    given.uri === undefined
      ? await vscode.window.showSaveDialog({
          filters: { CSV: ['csv'], JSONL: ['jsonl'] },
          saveLabel: vscode.l10n.t('Export'),
          title: vscode.l10n.t('Export Audit'),
        })
      : vscode.Uri.parse(given.uri, true);
  if (uri === undefined) return undefined;
  const csv =
    given.format === undefined ? !uri.path.toLowerCase().endsWith('.jsonl') : given.format === 'csv';
  const texts = editorAccountingSettings().audit.storeContent;
  const lines: string[] = csv ? [csvHeader(texts)] : [];
  let entries = 0;
  let after: number | null = null;
  do {
    const page = await audit.find({ limit: 1000, ...(after !== null && { after }) });
    for (const entry of page.entries) lines.push(csv ? csvLine(entry, texts) : jsonLine(entry));
    entries += page.entries.length;
    after = page.next;
  } while (after !== null);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(lines.join('')));
  return { entries, uri: uri.toString() };
}

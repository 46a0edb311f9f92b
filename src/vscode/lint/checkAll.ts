import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { LintFinding, LintSeverity } from '../../core/lint/finding.ts';
import type { ReportRow } from '../../core/lint/reportView.ts';
import type { PromptKind } from '../../core/prompt/document.ts';
import type { Score } from '../../core/score/score.ts';
import type { Engine } from '../../node/engine/engine.ts';
import type { LintedDocument } from '../../node/engine/lintCalls.ts';
import { abortSignalOf } from '../abortSignal.ts';
import { parseArgument } from '../commandArgument.ts';
import type { LintDiagnostics } from './diagnostics.ts';
import { lintPlaceOf } from './lintInput.ts';

/** One file of the result of `whetstone.checkAllPromptFiles`, as `whetstone lint --format json` has it. */
export interface CheckedFile {
  readonly path: string;
  readonly kind: PromptKind;
  readonly score: Score;
  readonly findings: readonly LintFinding[];
}

const checkArgument = z.object({ show: z.optional(z.boolean()) });

/**
 * `whetstone.checkAllPromptFiles({show?})`: checks every prompt file of all folders, with progress and a way out; shows what does harm in the
 * Problems panel and all of them in a report that can be sorted. Returns one entry per file. `show: false` shows no report.
 */
export async function checkAllPromptFiles(
  engine: Engine,
  diagnostics: LintDiagnostics,
  extensionUri: vscode.Uri,
  argument: unknown,
): Promise<readonly CheckedFile[]> {
  const { show = true } = parseArgument(checkArgument, argument);
  const documents = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Checking prompt files'),
      cancellable: true,
    },
    async (progress, token) => {
      const cancellation = abortSignalOf(token);
      try {
        return await checkFolders(engine, progress, cancellation.signal);
      } finally {
        cancellation.dispose();
      }
    },
  );
  diagnostics.showFiles(documents);
  if (show) (await import('./reportPanel.ts')).showReport(extensionUri, documents.map(rowOf));
  return documents.map(({ file, kind, score, findings }) => ({
    path: vscode.workspace.asRelativePath(vscode.Uri.file(file)),
    kind,
    score,
    findings,
  }));
}

async function checkFolders(
  engine: Engine,
  progress: vscode.Progress<{ message?: string }>,
  signal: AbortSignal,
): Promise<readonly LintedDocument[]> {
  const found = new Map<string, LintedDocument>();
  for (const { uri, name } of vscode.workspace.workspaceFolders ?? []) {
    const place = lintPlaceOf(uri);
    if (place.root === null) continue;
    const documents = await engine.lintFolder(
      { ...place, root: place.root },
      (step) => {
        if (step.step === 'linting')
          progress.report({ message: vscode.l10n.t('{0}: {1} of {2}', name, step.done, step.total) });
      },
      signal,
    );
    for (const document of documents) found.set(document.file, document);
  }
  return [...found.values()];
}

function rowOf({ file, kind, score, findings }: LintedDocument): ReportRow {
  const count = (...severities: readonly LintSeverity[]): number =>
    findings.filter(({ severity }) => severities.includes(severity)).length;
  return {
    path: vscode.workspace.asRelativePath(vscode.Uri.file(file)),
    uri: vscode.Uri.file(file).toString(),
    kind,
    score: score.total,
    errors: count('error'),
    warnings: count('warning'),
    suggestions: count('info', 'hint'),
  };
}

import * as vscode from 'vscode';
import { parseSideUri, sideUri } from './session.ts';
import type { EnhancementSession } from './session.ts';

/** Opens the diff of an enhancement: left the original, right the editable result. `viewColumn`: default the active group; `selection`: of the right side, default the first change. */
export async function openDiff(
  session: EnhancementSession,
  viewColumn: vscode.ViewColumn = vscode.ViewColumn.Active,
  selection?: vscode.Selection,
): Promise<void> {
  const { enhancementId } = session.enhancement;
  await vscode.commands.executeCommand(
    'vscode.diff',
    sideUri(enhancementId, 'original', session.kind),
    sideUri(enhancementId, 'enhanced', session.kind),
    titleOf(session),
    {
      preview: false,
      viewColumn,
      ...(selection !== undefined && { selection }),
    } satisfies vscode.TextDocumentShowOptions,
  );
}

function titleOf({ purpose, enhancement }: EnhancementSession): string {
  const { originalScore, enhancedScore, inputTokens, outputTokens } = enhancement;
  return purpose === 'compress'
    ? vscode.l10n.t('Original <-> Compressed ({0} -> {1} tokens)', inputTokens, outputTokens)
    : vscode.l10n.t('Original <-> Enhanced ({0} -> {1})', originalScore.total, enhancedScore.total);
}

/** Shows what stands in the source now beside the result of an enhancement. */
export async function compareWithResult(
  document: vscode.TextDocument,
  session: EnhancementSession,
): Promise<void> {
  await vscode.commands.executeCommand(
    'vscode.diff',
    document.uri,
    sideUri(session.enhancement.enhancementId, 'enhanced', session.kind),
    vscode.l10n.t('Current <-> Enhanced'),
    { preview: false } satisfies vscode.TextDocumentShowOptions,
  );
}

/** The enhancement that a tab shows; null for every other tab. */
export function enhancementOfTab(tab: vscode.Tab | undefined): string | null {
  if (tab === undefined || !(tab.input instanceof vscode.TabInputTextDiff)) return null;
  return parseSideUri(tab.input.modified)?.id ?? null;
}

/** The enhancement of the diff in front, else of the only diff that is open; null when there is none or no telling which. */
export function activeEnhancement(): string | null {
  const active = enhancementOfTab(vscode.window.tabGroups.activeTabGroup.activeTab);
  if (active !== null) return active;
  const open = new Set(diffTabs().map((tab) => enhancementOfTab(tab)));
  return open.size === 1 ? ([...open][0] ?? null) : null;
}

/** The group in which the diff of an enhancement is open. */
export function columnOfDiff(id: string): vscode.ViewColumn | undefined {
  return diffTabs().find((tab) => enhancementOfTab(tab) === id)?.group.viewColumn;
}

/** Closes the diff of an enhancement wherever it is open. Its text is saved first, so that VS Code has nothing to ask. */
export async function closeDiff(id: string): Promise<void> {
  const document = resultDocument(id);
  if (document?.isDirty === true) await document.save();
  const tabs = diffTabs().filter((tab) => enhancementOfTab(tab) === id);
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs);
}

/** The text of the right side as the user sees it, saved or not. */
export function shownResult(session: EnhancementSession): string {
  return resultDocument(session.enhancement.enhancementId)?.getText() ?? session.result;
}

/** Where the caret stands on the right side, as an offset; 0 when the diff is not in front. */
export function resultCaret(id: string): number {
  const document = resultDocument(id);
  const editor = vscode.window.visibleTextEditors.find((shown) => shown.document === document);
  return editor?.document.offsetAt(editor.selection.active) ?? 0;
}

/** The right side of a diff, while it is open. */
export function resultDocument(id: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => {
    const parsed = parseSideUri(document.uri);
    return parsed?.id === id && parsed.side === 'enhanced';
  });
}

function diffTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.filter((tab) => enhancementOfTab(tab) !== null),
  );
}

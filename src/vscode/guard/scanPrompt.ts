import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { FindingKind, GuardFinding } from '../../core/guard/finding.ts';
import type { ScanResult } from '../../core/guard/scanText.ts';
import type { Engine } from '../../node/engine/engine.ts';
import { parseArgument, uriArgument } from '../commandArgument.ts';
import type { ShownTexts } from '../shownTexts.ts';
import { scanInput } from './scanInput.ts';

const scanArgument = z.object({
  text: z.optional(z.string()),
  uri: z.optional(uriArgument),
  as: z.optional(z.enum(['typed', 'context'])),
  /** Offsets in the document. */
  start: z.optional(z.int()),
  end: z.optional(z.int()),
  /** Open the text and list the findings, as when a person asks. */
  show: z.optional(z.boolean()),
});

/**
 * `whetstone.scanPrompt({text? | uri?, as?, show?})`: looks for secrets, personal data and orders in the text, the document, or the
 * active editor's selection or document. Returns the result; called from the interface, or with `show`, it also lists the findings,
 * and picking one goes to its place.
 */
export async function scanPrompt(
  { engine, shown }: { readonly engine: Engine; readonly shown: ShownTexts },
  argument: unknown,
): Promise<ScanResult | undefined> {
  const given = parseArgument(scanArgument, argument);
  const as = given.as ?? 'typed';
  const scan = (text: string, uri?: vscode.Uri): Promise<ScanResult> =>
    engine.scan(scanInput({ text, as }, uri), new AbortController().signal);
  if (given.text !== undefined) {
    const result = await scan(given.text);
    if (given.show === true) {
      const marks = result.findings.map(({ start, end, message }) => ({ start, end, says: message }));
      const editor = await shown.show(vscode.l10n.t('What the Guard Found'), given.text, marks);
      void offerFindings(result, editor, new vscode.Position(0, 0));
    }
    return result;
  }
  if (given.uri !== undefined) {
    const document = await vscode.workspace.openTextDocument(given.uri);
    const from = document.positionAt(given.start ?? 0);
    const text = document.getText().slice(given.start ?? 0, given.end);
    const result = await scan(text, document.uri);
    if (given.show === true) void offerFindings(result, await vscode.window.showTextDocument(document), from);
    return result;
  }
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a prompt or select some text, then check it.'),
    );
    return undefined;
  }
  const selection = editor.selection.isEmpty ? undefined : editor.selection;
  const result = await scan(editor.document.getText(selection), editor.document.uri);
  void offerFindings(result, editor, selection?.start ?? new vscode.Position(0, 0));
  return result;
}

async function offerFindings(
  { findings }: ScanResult,
  editor: vscode.TextEditor,
  from: vscode.Position,
): Promise<void> {
  if (findings.length === 0) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('Nothing found that should not leave this machine.'),
      5000,
    );
    return;
  }
  const base = editor.document.offsetAt(from);
  const place = ({ start }: GuardFinding): vscode.Position => editor.document.positionAt(base + start);
  const picked = await vscode.window.showQuickPick(
    findings.map((finding) => ({
      label: kindName(finding.kind),
      description: finding.rule,
      detail: vscode.l10n.t('Line {0}', place(finding).line + 1),
      finding,
    })),
    { title: vscode.l10n.t('What should not leave this machine') },
  );
  if (picked === undefined) return;
  const end = editor.document.positionAt(base + picked.finding.end);
  const shown = await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  shown.selection = new vscode.Selection(place(picked.finding), end);
  shown.revealRange(shown.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function kindName(kind: FindingKind): string {
  switch (kind) {
    case 'secret':
      return vscode.l10n.t('Secret');
    case 'pii':
      return vscode.l10n.t('Personal data');
    case 'injection':
      return vscode.l10n.t('Text that gives orders');
    case 'policy':
      return vscode.l10n.t('Word on the list');
  }
}

import * as vscode from 'vscode';
import { gravestFirst, type LintFinding } from '../../core/lint/finding.ts';
import type { SuppressionScope } from '../../core/lint/suppress.ts';
import type { Engine } from '../../node/engine/engine.ts';
import { abortSignalOf } from '../abortSignal.ts';
import { promptKindOf } from '../promptDocument.ts';
import type { FindingsStore } from './documentFindings.ts';
import { fixedTextEdits } from './fixedTextEdits.ts';
import { isLinted } from './lintInput.ts';

/** `source.fixAll.whetstone`, for `editor.codeActionsOnSave`. */
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('whetstone');

/** The lightbulb: fix this, all of its rule, all; keep it as it is; explain it. And the fix of everything on save. */
export function registerLintActions(store: FindingsStore, engine: Engine): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, context, token) {
      if (!isLinted(document)) return [];
      const actions: vscode.CodeAction[] = [];
      if (wants(context.only, fixAllKind, true)) {
        const action = await fixAllAction(engine, document, token);
        if (action !== null) actions.push(action);
      }
      if (!wants(context.only, vscode.CodeActionKind.QuickFix, false)) return actions;
      const known = store.get(document);
      if (known === undefined) return actions;
      const from = document.offsetAt(range.start);
      const to = document.offsetAt(range.end);
      const here = gravestFirst(known.findings.filter(({ start, end }) => start <= to && end >= from));
      for (const finding of here) actions.push(...actionsFor(document, finding, known.findings, context));
      return actions;
    },
  };
  return vscode.languages.registerCodeActionsProvider({ scheme: '*' }, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
  });
}

/** Whether a request asks for a kind. `explicitly`: only when it names it, as a save does. */
function wants(
  only: vscode.CodeActionKind | undefined,
  kind: vscode.CodeActionKind,
  explicitly: boolean,
): boolean {
  if (only === undefined) return !explicitly;
  return only.contains(kind) || kind.contains(only);
}

function actionsFor(
  document: vscode.TextDocument,
  finding: LintFinding,
  all: readonly LintFinding[],
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const { rule, fix } = finding;
  const actions: vscode.CodeAction[] = [];
  const diagnostics = context.diagnostics.filter(
    ({ source, code }) => source === 'whetstone' && code === rule,
  );
  const add = (title: string, change: Partial<vscode.CodeAction>): void => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    actions.push(Object.assign(action, { diagnostics }, change));
  };
  if (fix !== undefined) {
    const edit = new vscode.WorkspaceEdit();
    for (const { start, end, text } of fix.edits)
      edit.replace(
        document.uri,
        new vscode.Range(document.positionAt(start), document.positionAt(end)),
        text,
      );
    add(fix.title, { edit, isPreferred: true });
    const fixable = all.filter((one) => one.fix !== undefined);
    const same = fixable.filter((one) => one.rule === rule).length;
    const command = (argument: object, title: string): vscode.Command => ({
      command: 'whetstone.fixPromptFile',
      title,
      arguments: [{ uri: document.uri.toString(), ...argument }],
    });
    if (same > 1) {
      const title = vscode.l10n.t('Fix all {0} of "{1}"', same, rule);
      add(title, { command: command({ rule }, title) });
    }
    if (fixable.length > same) {
      const title = vscode.l10n.t('Fix all {0} in this file', fixable.length);
      add(title, { command: command({}, title) });
    }
  }
  const scopes: readonly (readonly [SuppressionScope, string])[] = [
    ['line', vscode.l10n.t('Keep as it is: "{0}" for this line', rule)],
    ['block', vscode.l10n.t('Keep as it is: "{0}" for this block', rule)],
    ['file', vscode.l10n.t('Keep as it is: "{0}" for this file', rule)],
  ];
  for (const [scope, title] of scopes) {
    const argument = { uri: document.uri.toString(), rule, start: finding.start, end: finding.end, scope };
    add(title, { command: { command: 'whetstone.keepFinding', title, arguments: [argument] } });
  }
  const explain = vscode.l10n.t('Explain Rule "{0}"', rule);
  add(explain, { command: { command: 'whetstone.explainRule', title: explain, arguments: [{ rule }] } });
  return actions;
}

/** The whole file fixed, as edits, because a save waits for edits and not for commands. */
async function fixAllAction(
  engine: Engine,
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<vscode.CodeAction | null> {
  if (promptKindOf(document) === null) return null;
  const cancellation = abortSignalOf(token);
  try {
    const edits = await fixedTextEdits(engine, document, null, cancellation.signal);
    if (edits.length === 0) return null;
    const action = new vscode.CodeAction(vscode.l10n.t('Fix all that Whetstone can fix'), fixAllKind);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(document.uri, [...edits]);
    return action;
  } finally {
    cancellation.dispose();
  }
}

import * as vscode from 'vscode';
import type { LintFinding, LintSeverity } from '../../core/lint/finding.ts';
import type { LintedDocument } from '../../node/engine/lintCalls.ts';
import type { DocumentFindings, FindingsStore } from './documentFindings.ts';
import { localized } from '../localized.ts';

const severities: Readonly<Record<LintSeverity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** The Problems panel's entries of Whetstone: source `whetstone`, code = the rule's id, the remedy in the text. */
export interface LintDiagnostics extends vscode.Disposable {
  /** Shows what was found in files that are not open; open ones keep their own. */
  showFiles(documents: readonly LintedDocument[]): void;
}

/** Keeps a diagnostic for every finding of the open prompt files. */
export function registerLintDiagnostics(store: FindingsStore): LintDiagnostics {
  const collection = vscode.languages.createDiagnosticCollection('whetstone');
  const closed = new Map<string, LintedDocument>();
  const subscription = store.onDidChange((document) => {
    const known = store.get(document);
    const file = known === undefined ? closed.get(document.uri.fsPath) : undefined;
    if (known !== undefined) {
      closed.delete(document.uri.fsPath);
      collection.set(document.uri, diagnosticsOf(known));
    } else if (file === undefined) collection.delete(document.uri);
  });
  return {
    showFiles(documents) {
      for (const file of closed.keys()) collection.delete(vscode.Uri.file(file));
      closed.clear();
      const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.fsPath));
      for (const linted of documents) {
        if (open.has(linted.file)) continue;
        closed.set(linted.file, linted);
        collection.set(vscode.Uri.file(linted.file), linted.findings.filter(isGrave).map(atItsLine));
      }
    },
    dispose() {
      subscription.dispose();
      collection.dispose();
    },
  };
}

/** In files that nobody looks at only what does harm is shown: hundreds of suggestions would bury it. */
function isGrave({ severity }: LintFinding): boolean {
  return severity === 'error' || severity === 'warning';
}

/** Without the text only the place of its beginning is known. */
function atItsLine(finding: LintFinding): vscode.Diagnostic {
  const line = finding.line - 1;
  const from = finding.column - 1;
  return diagnosticOf(finding, new vscode.Range(line, from, line, from + finding.end - finding.start));
}

function diagnosticsOf({ document, findings, minimum: teams, score }: DocumentFindings): vscode.Diagnostic[] {
  const settings = vscode.workspace.getConfiguration('whetstone', document.uri);
  const scored = settings.get('score.enabled', true);
  const diagnostics = findings
    .filter((finding) => scored || isGrave(finding) || finding.component === undefined)
    .map((finding) => {
      const start = document.positionAt(finding.start);
      return diagnosticOf(finding, new vscode.Range(start, firstLineEnd(document, start, finding.end)));
    });
  // The user's own goes before the team's.
  const minimum = settings.get('score.minimum', 0) || (teams ?? 0);
  if (scored && score.total < minimum) diagnostics.unshift(belowMinimum(score.total, minimum));
  return diagnostics;
}

function diagnosticOf({ rule, severity, message }: LintFinding, range: vscode.Range): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, localized(message), severities[severity]);
  diagnostic.source = 'whetstone';
  diagnostic.code = rule;
  return diagnostic;
}

/** A remark about a whole text underlines its first line only: a page of squiggles helps nobody. */
function firstLineEnd(document: vscode.TextDocument, first: vscode.Position, end: number): vscode.Position {
  const last = document.positionAt(end);
  return last.line - first.line > 3 ? document.lineAt(first.line).range.end : last;
}

function belowMinimum(total: number, minimum: number): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(0, 0, 0, 0),
    vscode.l10n.t(
      'The score is {0}; this project asks for at least {1}. Run "Enhance Prompt" to raise it.',
      total,
      minimum,
    ),
    vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'whetstone';
  diagnostic.code = 'below-minimum';
  return diagnostic;
}

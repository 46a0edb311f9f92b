import * as vscode from 'vscode';
import type { Priority } from '../../core/score/score.ts';
import type { DocumentScore, DocumentScores } from './documentScores.ts';

/** Keeps one diagnostic per suggestion on every scored document: source `whetstone`, code = the rule's id, the remedy as text. */
export function registerScoreDiagnostics(scores: DocumentScores): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('whetstone');
  const subscription = scores.onDidChange((document) => {
    const scored = scores.get(document);
    // The right side of a diff shows its score in the status bar; remarks there would be noise in the Problems view.
    if (scored === undefined || document.uri.scheme === 'whetstone-enhancement')
      collection.delete(document.uri);
    else collection.set(document.uri, diagnosticsOf(scored));
  });
  return vscode.Disposable.from(subscription, collection);
}

function diagnosticsOf({ document, score }: DocumentScore): vscode.Diagnostic[] {
  const diagnostics = score.suggestions.map((suggestion) => {
    const range = new vscode.Range(
      document.positionAt(suggestion.start),
      firstLineEnd(document, suggestion.start, suggestion.end),
    );
    const diagnostic = new vscode.Diagnostic(range, suggestion.suggestion, severityOf(suggestion.priority));
    diagnostic.source = 'whetstone';
    diagnostic.code = suggestion.rule;
    return diagnostic;
  });
  const minimum = vscode.workspace.getConfiguration('whetstone', document.uri).get('score.minimum', 0);
  if (score.total < minimum) diagnostics.unshift(belowMinimum(score.total, minimum));
  return diagnostics;
}

/** A remark about a whole text underlines its first line only: a page of squiggles helps nobody. */
function firstLineEnd(document: vscode.TextDocument, start: number, end: number): vscode.Position {
  const first = document.positionAt(start);
  const last = document.positionAt(end);
  return last.line - first.line > 3 ? document.lineAt(first.line).range.end : last;
}

/** Suggestions inform; they are no defects, so that a prompt never looks broken. */
function severityOf(priority: Priority): vscode.DiagnosticSeverity {
  return priority === 'low' ? vscode.DiagnosticSeverity.Hint : vscode.DiagnosticSeverity.Information;
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

import * as vscode from 'vscode';
import { isAbort } from '../../core/errors.ts';
import type { FindingSeverity, GuardFinding } from '../../core/guard/finding.ts';
import type { Engine } from '../../node/engine/engine.ts';
import { promptKindOf } from '../promptDocument.ts';
import { describeError } from '../showError.ts';
import { localized } from '../localized.ts';

/** How long typing must rest before a prompt file is looked at. Milliseconds. */
const rest = 500;

/** Marks secrets in open prompt files: source `whetstone`, code = the rule's id. Other kinds of findings are left to "Check Prompt". */
export function registerGuardDiagnostics(engine: Engine, log: vscode.LogOutputChannel): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('whetstone-guard');
  const pending = new Map<string, { timer: ReturnType<typeof setTimeout>; abort: AbortController }>();

  const forget = (uri: vscode.Uri): void => {
    const waiting = pending.get(uri.toString());
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    waiting.abort.abort();
    pending.delete(uri.toString());
  };
  const look = async (document: vscode.TextDocument, signal: AbortSignal): Promise<void> => {
    const { version } = document;
    try {
      const { scanInput } = await import('./scanInput.ts');
      signal.throwIfAborted();
      const { findings } = await engine.scan(
        scanInput({ text: document.getText(), as: 'typed' }, document.uri),
        signal,
      );
      if (document.isClosed || document.version !== version) return;
      collection.set(
        document.uri,
        findings.filter(({ kind }) => kind === 'secret').map((finding) => diagnosticOf(document, finding)),
      );
    } catch (error) {
      if (!isAbort(error)) log.error(describeError(error));
    }
  };
  const schedule = (document: vscode.TextDocument, delay: number): void => {
    if (promptKindOf(document) === null || document.uri.scheme === 'whetstone-enhancement') return;
    forget(document.uri);
    const abort = new AbortController();
    const timer = setTimeout(() => void look(document, abort.signal), delay);
    pending.set(document.uri.toString(), { timer, abort });
  };

  const scheduleAll = (delay: number): void => {
    for (const document of vscode.workspace.textDocuments) schedule(document, delay);
  };
  scheduleAll(rest);
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('whetstone.guard')) scheduleAll(0);
    }),
    vscode.workspace.onDidOpenTextDocument((document) => schedule(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => schedule(document, rest)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      forget(uri);
      collection.delete(uri);
    }),
    new vscode.Disposable(() => {
      for (const { timer, abort } of pending.values()) {
        clearTimeout(timer);
        abort.abort();
      }
    }),
  );
}

const severities: Readonly<Record<FindingSeverity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

function diagnosticOf(document: vscode.TextDocument, finding: GuardFinding): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(finding.start), document.positionAt(finding.end));
  const text = vscode.l10n.t(
    '{0} Take it out and name where it can be found instead.',
    localized(finding.message),
  );
  const diagnostic = new vscode.Diagnostic(range, text, severities[finding.severity]);
  diagnostic.source = 'whetstone';
  diagnostic.code = finding.rule;
  return diagnostic;
}

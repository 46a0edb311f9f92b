import * as vscode from 'vscode';
import type { TemplateFinding } from '../../core/library/editing/checkDraft.ts';
import { declareVariables } from '../../core/library/editing/declareVariables.ts';
import { nameFault } from '../../core/library/editing/renameVariable.ts';
import type { TemplateIndex } from '../../core/library/editing/templateIndex.ts';
import { isTemplateId } from '../../core/library/templateName.ts';
import type { TemplateDiagnostics } from './diagnostics.ts';
import { rangeOf, readDocument } from './templateDocument.ts';

interface Place {
  readonly document: vscode.TextDocument;
  readonly text: string;
  readonly index: TemplateIndex;
}

/** What mends the findings at a place, and a schema for a template that has none. */
export function actionsFor(
  document: vscode.TextDocument,
  diagnostics: TemplateDiagnostics,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const read = readDocument(document);
  if (read === null) return [];
  const place = { document, ...read };
  const actions = context.diagnostics.flatMap((diagnostic) => {
    const finding = diagnostics.findingOf(document, diagnostic);
    return finding === undefined ? [] : actionsOf(finding, diagnostic, place);
  });
  const schema = schemaAction(place);
  return schema === null ? actions : [...actions, schema];
}

function actionsOf(
  finding: TemplateFinding,
  diagnostic: vscode.Diagnostic,
  place: Place,
): vscode.CodeAction[] {
  const { document, index, text } = place;
  const { code, name, near, span } = finding;
  const actions: vscode.CodeAction[] = [];
  const add = (title: string, change: (edit: vscode.WorkspaceEdit) => void, isPreferred = false): void => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    change(action.edit);
    action.diagnostics = [diagnostic];
    action.isPreferred = isPreferred;
    actions.push(action);
  };
  if (near !== undefined && near !== null)
    add(
      vscode.l10n.t('Change to "{0}"', near),
      (edit) => edit.replace(document.uri, rangeOf(document, span), near),
      true,
    );
  if ((code === 'template-variable' || code === 'template-sample') && name !== undefined) {
    const declared = nameFault(name) === null ? declareVariables(text, index, [name]) : null;
    if (declared !== null)
      add(vscode.l10n.t('Declare "{0}" in the schema', name), (edit) =>
        edit.insert(document.uri, document.positionAt(declared.span.start), declared.text),
      );
  }
  if (code === 'template-partial' && name !== undefined && !document.isUntitled && isTemplateId(name)) {
    const file = vscode.Uri.joinPath(document.uri, '..', `_${name}.prompt`);
    add(vscode.l10n.t('Create the partial "{0}"', name), (edit) =>
      edit.createFile(file, { ignoreIfExists: true }),
    );
  }
  return actions;
}

/** Declares all variables of a template without a schema. */
function schemaAction({ document, index, text }: Place): vscode.CodeAction | null {
  if (index.declarations.some(({ place }) => place === 'schema')) return null;
  const names = [...new Set(index.uses.map(({ name }) => name))].filter((name) => nameFault(name) === null);
  const declared = names.length === 0 ? null : declareVariables(text, index, names);
  if (declared === null) return null;
  const action = new vscode.CodeAction(
    vscode.l10n.t('Declare the variables in a schema'),
    vscode.CodeActionKind.RefactorRewrite,
  );
  action.edit = new vscode.WorkspaceEdit();
  action.edit.insert(document.uri, document.positionAt(declared.span.start), declared.text);
  return action;
}

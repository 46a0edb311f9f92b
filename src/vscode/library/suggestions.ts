import * as vscode from 'vscode';
import type { RepositoryContext } from '../../core/context/context.ts';
import { textOf } from '../../core/library/expressions.ts';
import type { TemplateVariable } from '../../core/library/template.ts';

/**
 * Values to offer for a template's variables: the selection, the open file, and what the repository says. They are offers; the user
 * sees and edits each. `repository` is asked for only when a variable needs it and gives null when there is none.
 */
export function suggestionsFrom(
  editor: vscode.TextEditor | undefined,
  repository: () => Promise<RepositoryContext | null>,
): (variable: TemplateVariable) => Promise<string> {
  const selected = editor === undefined ? '' : editor.document.getText(editor.selection).trim();
  return async (variable) => {
    if (variable.default !== undefined) return textOf(variable.default);
    switch (variable.name) {
      case 'task_description':
        return selected;
      case 'file_paths':
        return openFile(editor);
      case 'language':
        return (await repository())?.languages[0]?.name ?? '';
      case 'framework':
        return frameworkOf(await repository());
      case 'test_command':
        return (await repository())?.commands['test'] ?? '';
      case 'check_command':
        return (await repository())?.commands['lint'] ?? '';
      case 'project_name':
        return vscode.workspace.name ?? '';
      default:
        return '';
    }
  };
}

function openFile(editor: vscode.TextEditor | undefined): string {
  if (editor === undefined || editor.document.isUntitled) return '';
  const inside = vscode.workspace.getWorkspaceFolder(editor.document.uri) !== undefined;
  return inside ? vscode.workspace.asRelativePath(editor.document.uri, false) : '';
}

function frameworkOf(context: RepositoryContext | null): string {
  const framework = context?.frameworks[0];
  return framework === undefined ? '' : [framework.name, framework.version].filter(Boolean).join(' ');
}

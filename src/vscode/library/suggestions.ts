import * as vscode from 'vscode';
import type { RepositoryContext } from '../../core/context/context.ts';
import { textOf } from '../../core/library/expressions.ts';
import type { TemplateVariable } from '../../core/library/template.ts';
import { frameworkOf, pathOf } from './offers.ts';

/**
 * What a template's field begins with: its default, else what was given last time, else what selection, file and repository say about a variable of that name. The user
 * sees and edits each. `repository` is asked for only when a variable needs it and gives null when there is none.
 */
export function suggestionsFrom(
  editor: vscode.TextEditor | undefined,
  repository: () => Promise<RepositoryContext | null>,
  remembered: Readonly<Record<string, string>> = {},
): (variable: TemplateVariable) => Promise<string> {
  const selected = editor === undefined ? '' : editor.document.getText(editor.selection).trim();
  const seen = async (name: string): Promise<string> => {
    switch (name) {
      case 'task_description':
      case 'selection':
      case 'code_content':
        return selected;
      case 'file_paths':
      case 'file_path':
      case 'file':
        return pathOf(editor);
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
  return async (variable) => {
    if (variable.default !== undefined) return remembered[variable.name] ?? textOf(variable.default);
    // What is in front of the user now says more than what was given for another task.
    return (await seen(variable.name)) || (remembered[variable.name] ?? '');
  };
}

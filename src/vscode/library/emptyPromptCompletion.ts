import * as vscode from 'vscode';
import type { TemplateLibrary } from './templateLibrary.ts';

/** Texts longer than this are no new prompt. UTF-16 units. */
const longest = 60;

/** Offers templates in a new prompt that says nothing yet; the chosen one is filled in and takes the place of what was typed. */
export function registerEmptyPromptCompletion(library: TemplateLibrary): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    [
      { language: 'prompt' },
      { language: 'markdown', scheme: 'untitled' },
      { language: 'plaintext', scheme: 'untitled' },
    ],
    {
      async provideCompletionItems(document, position) {
        const text = document.lineCount > 3 ? null : document.getText();
        if (text === null || text.length > longest || !/^\s*[\p{L}\p{N} -]*\s*$/u.test(text))
          return undefined;
        const line = document.lineAt(position.line);
        if (line.text.trim() !== text.trim()) return undefined;
        const templates = await library.known();
        return templates
          .filter(({ active, problems }) => active && problems.length === 0)
          .map((template, index) => {
            const item = new vscode.CompletionItem(
              { label: template.name, description: template.category },
              vscode.CompletionItemKind.Snippet,
            );
            item.detail = vscode.l10n.t('Template of Whetstone');
            item.documentation = template.description;
            item.filterText = [template.name, ...template.tags, template.category].join(' ');
            item.sortText = String(index).padStart(6, '0');
            item.insertText = '';
            item.range = line.range;
            item.command = {
              command: 'whetstone.useTemplate',
              title: vscode.l10n.t('Use Template'),
              arguments: [{ id: template.id, then: 'insert', ask: true }],
            };
            return item;
          });
      },
    },
  );
}

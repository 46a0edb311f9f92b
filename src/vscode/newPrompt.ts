import * as vscode from 'vscode';

/** Opens a text as a prompt that belongs to no file yet, in VS Code's language for prompts where it has one. */
export async function openNewPrompt(text: string): Promise<vscode.TextDocument> {
  const languages = await vscode.languages.getLanguages();
  const language = languages.includes('prompt') ? 'prompt' : 'markdown';
  const document = await vscode.workspace.openTextDocument({ language, content: text });
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

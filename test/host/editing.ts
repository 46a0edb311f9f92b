import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { WhetstoneApi } from '../../src/vscode/api.ts';
import type { Enhancement } from '../../src/core/enhance/enhancement.ts';

/** A request as people type it: short and vague, so that there is much to add. */
export const vaguePrompt = 'fix the login bug\n';

/** The extension's public interface, activated. */
export async function whetstone(): Promise<WhetstoneApi> {
  const extension = vscode.extensions.getExtension<WhetstoneApi>('whetstone.whetstone');
  assert.ok(extension, 'VS Code does not know the extension whetstone.whetstone');
  return extension.activate();
}

/** Runs one of our commands and gives its result. */
export async function run<T>(id: string, argument?: object): Promise<T> {
  return vscode.commands.executeCommand<T>(`whetstone.${id}`, argument);
}

/** Fills the open folder with a small project in which there is something to say about a login. */
export async function layOutProject(): Promise<void> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(root, 'no folder is open');
  const files: Record<string, string> = {
    'package.json': JSON.stringify({
      name: 'sample',
      scripts: { test: 'vitest run', lint: 'eslint .' },
      devDependencies: { typescript: '5.9.0', vitest: '3.2.0' },
    }),
    'README.md': '# Sample\n\nA shop with a login.\n',
    'src/auth/login.ts': 'export function logIn(name: string): boolean {\n  return name.length > 0;\n}\n',
    'src/auth/login.test.ts': "import { logIn } from './login';\n",
    'src/cart/total.ts': 'export const total = (prices: number[]): number => prices.length;\n',
  };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** Writes a file into a new temporary folder and opens it in an editor. */
export async function openFile(name: string, content: string): Promise<vscode.TextEditor> {
  const folder = await mkdtemp(path.join(tmpdir(), 'whetstone-editing-'));
  const file = path.join(folder, name);
  await writeFile(file, content);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  return vscode.window.showTextDocument(document, { preview: false });
}

/** Enhances a document into a diff and gives the enhancement. */
export async function enhanceInDiff(argument: object): Promise<Enhancement> {
  const enhancement = await run<Enhancement>('enhancePrompt', argument);
  assert.equal(enhancement.changed, true);
  return enhancement;
}

/** The diff in front: its label and its two addresses. */
export function diffInFront(): { label: string; original: vscode.Uri; modified: vscode.Uri } {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  assert.ok(tab?.input instanceof vscode.TabInputTextDiff, 'the tab in front is no diff');
  return { label: tab.label, original: tab.input.original, modified: tab.input.modified };
}

/** Replaces the text of the right side of the diff in front. */
export async function editResult(text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(diffInFront().modified);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Waits until `probe` gives something other than undefined or false; fails with `what` after the limit. */
export async function until<T>(what: string, probe: () => T | undefined | false, limitMs = 8000): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Closes every editor; unsaved texts are thrown away. */
export async function closeEverything(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty || document.isClosed) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

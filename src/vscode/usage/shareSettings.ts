import * as vscode from 'vscode';
import { accountingSettings } from '../../core/usage/accountingNames.ts';
import { ownValue } from '../ownSettings.ts';
import { describeError } from '../showError.ts';

/** The terminal reads the user's settings from this file in the data folder. */
const fileName = 'settings.json';

/**
 * Writes what the user has set about cache, limits, budget and audit beside the database, so that the integrated terminal, which works on the same
 * data folder, keeps to the same. Other settings in the file stay.
 */
export async function shareSettings(home: vscode.Uri, log: vscode.LogOutputChannel): Promise<void> {
  const file = vscode.Uri.joinPath(home, fileName);
  try {
    const before = await read(file);
    const own = new Set<string>(accountingSettings.map((name) => `whetstone.${name}`));
    const kept = Object.entries(before).filter(([key]) => !own.has(key));
    const set = accountingSettings.flatMap((name) => {
      const value = ownValue(name);
      return value === undefined ? [] : [[`whetstone.${name}`, value] as const];
    });
    const after = Object.fromEntries([...kept, ...set]);
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    await vscode.workspace.fs.createDirectory(home);
    await vscode.workspace.fs.writeFile(
      file,
      new TextEncoder().encode(`${JSON.stringify(after, null, 2)}\n`),
    );
  } catch (error) {
    log.warn(`settings for the terminal: ${describeError(error)}`);
  }
}

/** An empty object when there is no file. Throws SyntaxError when it is no JSON: it is not ours to overwrite then. */
async function read(file: vscode.Uri): Promise<Record<string, unknown>> {
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return {};
    throw error;
  }
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
}

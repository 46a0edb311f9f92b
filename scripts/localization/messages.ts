import { glob, readFile } from 'node:fs/promises';
import { coreMessagesOf } from './coreMessages.ts';

/** A call of `l10n.t`, or of `t` as taken out of it, with a text in quotes. */
const call =
  /\b(?:l10n\.t\(|t\((?=\s*['"`]))\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\$]|\\.)*)`|(.))/g;

/**
 * Every text that the extension passes to `vscode.l10n.t`, sorted, with no repeats. Throws when a call has no plain text as its first
 * argument, since nobody could translate it.
 */
export async function messagesOf(root: string): Promise<string[]> {
  const messages = new Set<string>();
  for await (const file of glob('src/**/*.ts', { cwd: root })) {
    const source = await readFile(`${root}/${file}`, 'utf8');
    for (const [, single, double, template, other] of source.matchAll(call)) {
      if (other !== undefined) throw new Error(`${file}: l10n.t needs a plain text, not ${other}…`);
      messages.add((single ?? double ?? template ?? '').replaceAll(/\\(.)/g, '$1'));
    }
  }
  return [...messages].toSorted();
}

/** Every text that a user of the editor can see: the extension's own and those of the code beneath it, sorted, with no repeats. */
export async function everyMessage(root: string): Promise<string[]> {
  return [...new Set([...(await messagesOf(root)), ...(await coreMessagesOf(root))])].toSorted();
}

/** The bundle that translators start from: every text, standing for itself. */
export function bundleOf(messages: readonly string[]): string {
  return `${JSON.stringify(Object.fromEntries(messages.map((text) => [text, text])), null, 2)}\n`;
}

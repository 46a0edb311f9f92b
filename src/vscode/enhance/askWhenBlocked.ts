import * as vscode from 'vscode';
import { WhetstoneError } from '../../core/errors.ts';
import type { Origin } from './source.ts';
import { askToRedact } from '../askToRedact.ts';

/**
 * Runs what asks a model; when the guard keeps it back, names kinds and places and lets the user show them, mask them and go on, or
 * leave it. Programs get the error. Cancel and Show end as a cancellation, which is no error.
 */
export async function askWhenBlocked<Made>(
  run: (redact: boolean) => Promise<Made>,
  { source, text }: Pick<Origin, 'source' | 'text'>,
  { redact = false, unattended = false }: { redact?: boolean | undefined; unattended?: boolean | undefined },
): Promise<Made> {
  try {
    return await run(redact);
  } catch (error) {
    if (!(error instanceof WhetstoneError) || error.code !== 'blocked-by-guard' || unattended) throw error;
    const answer = await askToRedact(error.message);
    if (answer === 'redact') return run(true);
    if (answer === 'show') void vscode.commands.executeCommand('whetstone.scanPrompt', placeOf(source, text));
    throw new DOMException('The user left it.', 'AbortError');
  }
}

/** Where the findings can be looked at: in the document, or in the text itself when it stands in none. */
function placeOf(source: Origin['source'], text: string): object {
  if (source.type !== 'document') return { text, show: true };
  return { uri: source.uri, start: source.start, end: source.end, show: true };
}

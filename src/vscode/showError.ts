import * as vscode from 'vscode';
import { type ErrorCode, isAbort, WhetstoneError } from '../core/errors.ts';
import { localized } from './localized.ts';

/** What the log says of an error: its kind, message and stack, never a prompt. */
export function describeError(error: unknown): string {
  if (error instanceof WhetstoneError) {
    const cause = error.cause instanceof Error ? error.cause.stack : error.cause;
    return `${error.code}: ${error.message}${typeof cause === 'string' ? `\n${cause}` : ''}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Tells the user what happened and what to do next, with a button that mends it where there is one, and the log one click away. A cancellation is no
 * error and shows nothing. `command`: what the user had called, the part after `whetstone.`.
 */
export function showError(error: unknown, log: vscode.LogOutputChannel, command?: string): void {
  if (isAbort(error)) return;
  log.error(describeError(error));
  if (error instanceof WhetstoneError) void offerMends(error, log, command);
  else void offerLog(vscode.l10n.t('Whetstone ran into a problem. The log says more.'), log);
}

interface Mend {
  readonly title: string;
  readonly command: string;
  readonly argument?: object;
}

/** What mends a failure of a provider. */
function mendsOf(code: ErrorCode, command: string | undefined): readonly Mend[] {
  const offline: readonly Mend[] =
    command === 'enhancePrompt'
      ? [{ title: vscode.l10n.t('Use Offline'), command: 'enhancePrompt', argument: { provider: 'offline' } }]
      : [];
  switch (code) {
    case 'unauthorized':
      return [{ title: vscode.l10n.t('Set Key'), command: 'setKey' }, ...offline];
    case 'model-not-found':
      return [{ title: vscode.l10n.t('Choose Model'), command: 'chooseModel' }, ...offline];
    case 'payment-required':
    case 'content-refused':
    case 'context-too-long':
    case 'provider-rate-limited':
    case 'provider-unavailable':
    case 'provider-invalid-response':
    case 'timeout':
    case 'network':
    case 'rate-limited':
    case 'budget-exceeded':
      return offline;
    default:
      return [];
  }
}

async function offerMends(
  error: WhetstoneError,
  log: vscode.LogOutputChannel,
  command: string | undefined,
): Promise<void> {
  const text = `${localized(error.message)} ${localized(error.hint)}`.trim();
  const mends = mendsOf(error.code, command);
  const openLog = vscode.l10n.t('Open Log');
  const picked = await vscode.window.showErrorMessage(text, ...mends.map(({ title }) => title), openLog);
  if (picked === openLog) log.show();
  const mend = mends.find(({ title }) => title === picked);
  if (mend === undefined) return;
  try {
    await vscode.commands.executeCommand(`whetstone.${mend.command}`, mend.argument);
  } catch (failed) {
    showError(failed, log);
  }
}

/** Shows an error message whose one button opens the log. */
export async function offerLog(text: string, log: vscode.LogOutputChannel): Promise<void> {
  const openLog = vscode.l10n.t('Open Log');
  if ((await vscode.window.showErrorMessage(text, openLog)) === openLog) log.show();
}

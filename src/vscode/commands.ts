import * as vscode from 'vscode';
import { isAbort } from '../core/errors.ts';
import { showError } from './showError.ts';

/**
 * Registers a command under the contract's rule: one optional plain object in, the result out. Called with an object (by a program),
 * a failure is thrown to the caller; called from the interface, it is shown. A cancelled command returns undefined. `id` is the part after `whetstone.`.
 * `selected`: all that is selected in a view or the explorer, when its menu called.
 */
export function registerCommand<Result>(
  id: string,
  log: vscode.LogOutputChannel,
  run: (argument: unknown, selected?: unknown) => Promise<Result> | Result,
): vscode.Disposable {
  return vscode.commands.registerCommand(`whetstone.${id}`, async (argument: unknown, selected?: unknown) => {
    try {
      return await run(argument, selected);
    } catch (error) {
      if (isAbort(error)) return undefined;
      if (isPlainObject(argument)) throw error;
      showError(error, log, id);
      return undefined;
    }
  });
}

/** True for `{…}` as programs pass it; false for the Uri or view model that a menu passes. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

import { WhetstoneError } from '../../core/errors.ts';
import type { StoreState } from '../../core/history/storeState.ts';
import { resultCodeOf, resultCodes } from './sqlite.ts';

/** Turns what a database call threw into the error users see. The words name the file, never what is in it. */
export function storageError(error: unknown, path: string, state: StoreState): WhetstoneError {
  if (error instanceof WhetstoneError) return error;
  const refused = state.mode === 'ready' ? null : state.notice;
  const code = isFull(error) ? resultCodes.full : resultCodeOf(error);
  if (refused !== null && (code === null || code === resultCodes.readOnly)) {
    return new WhetstoneError('storage', refused.message, refused.hint, { cause: error });
  }
  const [message, hint] = wordsFor(code, path);
  return new WhetstoneError('storage', message, hint, { cause: error });
}

/** What the file system says of a disk or a quota that is used up. */
function isFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}

function wordsFor(code: number | null, path: string): readonly [string, string] {
  switch (code) {
    case resultCodes.busy:
    case resultCodes.locked:
      return [
        'The history is in use by another program and did not become free.',
        `Try again in a moment. If it goes on, close other programs that have ${path} open.`,
      ];
    case resultCodes.full:
      return ['The disk is full, so the history could not be saved.', `Free some space where ${path} lies.`];
    case resultCodes.readOnly:
      return ['The history cannot be written.', `Make ${path} and its folder writable.`];
    case resultCodes.inputOutput:
      return [
        'The disk refused to read or write the history.',
        `Check the disk, and any limit on file sizes, where ${path} lies.`,
      ];
    case resultCodes.corrupt:
    case resultCodes.notADatabase:
      return ['The history database is damaged.', `Move ${path} away; a new one is begun then.`];
    case resultCodes.cannotOpen:
      return ['The history could not be opened.', `Check that ${path} can be read and written.`];
    default:
      return ['The history could not be used.', `Check that ${path} can be read and written.`];
  }
}

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { WhetstoneError } from '../core/errors.ts';
import { unreadableFile } from './input.ts';
import type { CommandIo } from './io.ts';
import type { CommonOptions } from './terminal.ts';

/** The folder a command works in, absolute: `--cwd`, else where it was called. Throws `input-unreadable` when it is none. */
export async function workingFolder(options: CommonOptions, io: CommandIo): Promise<string> {
  return folderAt(io.cwd, options.cwd);
}

/** `path` from `base`, absolute; throws `input-unreadable` when it is no folder. */
export async function folderAt(base: string, path: string | undefined): Promise<string> {
  if (path === undefined) return base;
  const folder = resolve(base, path);
  const status = await stat(folder).catch((cause: unknown) => {
    throw unreadableFile(path, cause);
  });
  if (!status.isDirectory())
    throw new WhetstoneError('input-unreadable', `"${path}" is not a folder.`, 'Name a folder.');
  return folder;
}

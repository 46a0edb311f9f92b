import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WhetstoneError } from '../core/errors.ts';

/**
 * Writes a file whole or not at all: a full disk, or the end of the process in between, leaves what was there. The file keeps its rights, and one behind a
 * link stays behind it. The folder must be there. Throws `storage` when it cannot be written.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    const mode = await stat(target).then(
      (status) => status.mode & 0o777,
      () => null, // there is none yet
    );
    const file = await open(temporary, 'wx');
    try {
      if (mode !== null) await file.chmod(mode);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (cause) {
    throw new WhetstoneError(
      'storage',
      `${path} could not be written; it is as it was.`,
      'Check that the disk has room and that the folder is writable.',
      { cause },
    );
  } finally {
    await rm(temporary, { force: true });
  }
}

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { WhetstoneError } from '../core/errors.ts';
import type { TemplateFile, TemplateFiles } from '../core/library/library.ts';
import type { TemplateScope } from '../core/library/template.ts';
import { liesIn } from './liesIn.ts';

/** A larger file is no template; it is passed over. In bytes. */
const largestTemplate = 512 * 1024;

/** A folder with template files. */
export interface TemplateFolder {
  readonly scope: TemplateScope;
  readonly path: string;
  /** Files that really lie outside of this folder are passed over; absent = links are followed anywhere. */
  readonly within?: string;
}

/**
 * Template files from folders on disk, one scope a folder. Files end in `.prompt`; sub-folders are not searched.
 * `list` throws WhetstoneError `input-unreadable` when a folder exists but cannot be read.
 */
export function templateFolders(folders: readonly TemplateFolder[]): TemplateFiles {
  return {
    async list(signal) {
      const found = await Promise.all(folders.map((folder) => filesIn(folder, signal)));
      return found.flat();
    },
  };
}

async function filesIn(
  { path: folder, scope, within }: TemplateFolder,
  signal: AbortSignal,
): Promise<TemplateFile[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new WhetstoneError(
      'input-unreadable',
      `The template folder ${folder} cannot be read.`,
      'Check that it is a folder and that you may read it.',
      { cause: error },
    );
  }
  const files: TemplateFile[] = [];
  for (const name of names.filter((entry) => entry.endsWith('.prompt')).toSorted()) {
    signal.throwIfAborted();
    const path = join(folder, name);
    if (within !== undefined && !(await liesIn(path, within))) continue;
    const information = await stat(path);
    if (!information.isFile() || information.size > largestTemplate) continue;
    files.push({ id: name.slice(0, -'.prompt'.length), scope, text: await readFile(path, 'utf8'), path });
  }
  return files;
}

import { lstatSync, statSync, type Stats } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
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
  /** Under which place the versions of its files are kept; absent = the scope. */
  readonly place?: string;
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

/** A template file that may be read, not yet read. */
export interface TemplatePlace {
  readonly id: string;
  readonly scope: TemplateScope;
  readonly path: string;
  /** Another when the file was changed. */
  readonly stamp: string;
}

/** The template files of a folder, unread and by name. Throws `input-unreadable`, as `list` does. */
export async function placesIn(
  { path: folder, scope, within }: TemplateFolder,
  signal: AbortSignal,
): Promise<readonly TemplatePlace[]> {
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
  const wanted = names.filter((name) => name.endsWith('.prompt')).toSorted();
  // In a folder that lies inside, only links can lead out.
  const isInside = within === undefined || (wanted.length > 0 && (await liesIn(folder, within)));
  const places: TemplatePlace[] = [];
  for (const [index, name] of wanted.entries()) {
    if (index % atOnce === atOnce - 1) {
      await setImmediate();
      signal.throwIfAborted();
    }
    const path = join(folder, name);
    // Asking for one file after the other at once is five times as fast as asking the thread pool for each.
    const link = lstatSync(path, { throwIfNoEntry: false });
    const isLink = link?.isSymbolicLink() === true;
    if (within !== undefined && (!isInside || isLink) && !(await liesIn(path, within))) continue;
    const information = isLink ? behindLink(path) : link;
    if (!information?.isFile() || information.size > largestTemplate) continue;
    const stamp = `${information.mtimeMs} ${information.ctimeMs} ${information.size}`;
    places.push({ id: name.slice(0, -'.prompt'.length), scope, path, stamp });
  }
  return places;
}

/** Files that are looked at before other work gets a turn. */
const atOnce = 128;

/** The text of a template file; null when it was deleted meanwhile. */
export async function textOfTemplate(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(gone);
}

/** The file that a link leads to; undefined when it leads nowhere. */
function behindLink(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    gone(error);
    return undefined;
  }
}

/** Null for a file that is not there; rethrows whatever else stood in the way. */
function gone(error: unknown): null {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ELOOP') return null;
  throw error;
}

async function filesIn(folder: TemplateFolder, signal: AbortSignal): Promise<TemplateFile[]> {
  const places = await placesIn(folder, signal);
  const files: TemplateFile[] = [];
  for (let first = 0; first < places.length; first += atOnce) {
    signal.throwIfAborted();
    const read = await Promise.all(
      places.slice(first, first + atOnce).map(async ({ id, scope, path }) => {
        const text = await textOfTemplate(path);
        return text === null ? [] : [{ id, scope, text, path }];
      }),
    );
    files.push(...read.flat());
  }
  return files;
}

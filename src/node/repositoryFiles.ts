import { lstatSync } from 'node:fs';
import { access, constants, open, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { ListedFile, Listing, ListOptions, RepositoryFiles } from '../core/context/ports.ts';
import { environmentNames, isEnvironmentExample, neverRead } from '../core/context/neverRead.ts';
import { isSkipped } from '../core/context/skippedFolders.ts';
import { WhetstoneError } from '../core/errors.ts';
import { decodeText } from './decodeText.ts';
import { walkFolder } from './folderWalk.ts';
import { listWithGit } from './gitListing.ts';
import { inSlices } from './timeSlice.ts';

/** The files of a folder on this machine's disk. */
export const repositoryFiles: RepositoryFiles = {
  list: listRepository,
  read: readRepositoryFile,
};

async function listRepository(root: string, options: ListOptions, signal: AbortSignal): Promise<Listing> {
  await assertFolder(root);
  if (await isBare(root)) {
    return { files: [], truncated: false, notes: ['This is a bare repository: it has no files to look at.'] };
  }
  const collected = new FileCollection(await realpath(root), options.limit);
  const isRepository = await isInRepository(root);
  const listed = isRepository ? await listWithGit(root, signal) : null;
  if (listed !== null && listed.paths.length > 0) {
    if (listed.incomplete)
      collected.notes.push('Some folders could not be read; their files are missing here.');
    await collected.add(
      listed.paths.filter((path) => !isSkipped(path)),
      signal,
    );
  } else {
    if (isRepository && listed === null && (await isGitInstalled())) {
      collected.notes.push(
        'Git could not list the files of this repository (its index may be damaged, or it belongs to another user), so its folders were read one by one.',
      );
    }
    await collected.walk('', signal);
  }
  for (const folder of collected.nested.splice(0)) await collected.walk(folder, signal);
  return collected.listing();
}

/** Gathers files with their sizes from git's list or from walking, whichever there is. */
class FileCollection {
  readonly notes: string[] = [];
  /** Repositories inside the repository: git names the folder only. */
  readonly nested: string[] = [];
  readonly #root: string;
  readonly #limit: number;
  readonly #files = new Map<string, number>();
  #truncated = false;

  /** @param root The real path of the root, so that what links point at can be compared with it. */
  constructor(root: string, limit: number) {
    this.#root = root;
    this.#limit = limit;
  }

  async add(paths: readonly string[], signal: AbortSignal): Promise<void> {
    const links: string[] = [];
    await inSlices(
      paths,
      (path) => {
        if (this.#files.size >= this.#limit) {
          this.#truncated = true;
          return;
        }
        const found = lstatSync(join(this.#root, path), { throwIfNoEntry: false });
        if (found === undefined) return;
        if (found.isFile()) this.#files.set(path, found.size);
        else if (found.isSymbolicLink()) links.push(path);
        else if (found.isDirectory()) this.nested.push(path.endsWith('/') ? path.slice(0, -1) : path);
      },
      signal,
    );
    for (const link of links) await this.#addLink(link);
  }

  async walk(start: string, signal: AbortSignal): Promise<void> {
    const room = this.#limit - this.#files.size;
    const walk = await walkFolder(this.#root, start, room, signal);
    if (walk.truncated) this.#truncated = true;
    for (const folder of walk.unreadable) {
      this.notes.push(`The folder ${folder} could not be read; its files are missing here.`);
    }
    await this.add([...walk.paths, ...walk.links], signal);
  }

  /** A link counts as a file when it leads to a file inside the root; anything else it leads to is not seen. */
  async #addLink(path: string): Promise<void> {
    const target = await realpath(join(this.#root, path)).catch(() => null);
    if (target === null || !isInside(this.#root, target)) return;
    const found = await stat(target).catch(() => null);
    if (found?.isFile() === true) this.#files.set(path, found.size);
  }

  listing(): Listing {
    const files: ListedFile[] = [...this.#files].map(([path, size]) => ({ path, size }));
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    return { files, truncated: this.#truncated, notes: this.notes };
  }
}

async function readRepositoryFile(
  root: string,
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string | null> {
  signal.throwIfAborted();
  const namesOnly = isEnvironmentExample(path);
  if ((mayNotBeRead(path) && !namesOnly) || path.split('/').includes('..') || isAbsolute(path)) return null;
  const realRoot = await realRootOf(root);
  const target = realRoot === null ? null : await realpath(join(realRoot, path)).catch(() => null);
  if (realRoot === null || target === null || !isInside(realRoot, target)) return null;
  // A harmless name may be a link to a file that is never read.
  const real = relative(realRoot, target).split(sep).join('/');
  if (mayNotBeRead(real) && !(namesOnly && isEnvironmentExample(real))) return null;
  // Not blocking: opening a named pipe would otherwise wait for a writer for ever.
  const handle = await open(target, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => null);
  if (handle === null) return null;
  try {
    if (!(await handle.stat()).isFile()) return null;
    const buffer = Buffer.allocUnsafe(maxBytes);
    const { bytesRead } = await handle.read(buffer, 0, maxBytes, 0);
    const text = decodeText(buffer.subarray(0, bytesRead));
    return namesOnly && text !== null ? environmentNames(text) : text;
  } catch (error) {
    // A file that cannot be read is as good as not there; whatever is not an error of the file system is a mistake of ours.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  } finally {
    await handle.close();
  }
}

/** Hundreds of files are read in a row; where their root really lies is asked anew after this many milliseconds. */
const rootKept = 1000;
let lastRoot: { readonly root: string; readonly real: string; readonly at: number } | undefined;

async function realRootOf(root: string): Promise<string | null> {
  const now = performance.now();
  if (lastRoot?.root === root && now - lastRoot.at < rootKept) return lastRoot.real;
  const real = await realpath(root).catch(() => null);
  lastRoot = real === null ? undefined : { root, real, at: now };
  return real;
}

function mayNotBeRead(path: string): boolean {
  return neverRead(path) !== null;
}

function isInside(root: string, target: string): boolean {
  const way = relative(root, target);
  return way !== '' && !way.startsWith(`..${sep}`) && way !== '..' && !isAbsolute(way);
}

async function assertFolder(root: string): Promise<void> {
  const found = await stat(root).catch((error: unknown) => {
    throw new WhetstoneError(
      'input-unreadable',
      `The folder ${root} cannot be opened.`,
      'Check the path, and that you may read the folder.',
      { cause: error },
    );
  });
  if (!found.isDirectory()) {
    throw new WhetstoneError('input-unreadable', `${root} is not a folder.`, 'Name the folder of a project.');
  }
  await readdir(root).catch((error: unknown) => {
    throw new WhetstoneError(
      'input-unreadable',
      `The folder ${root} may not be read.`,
      'Allow yourself to read it, or name another folder.',
      { cause: error },
    );
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** A repository without a work tree keeps at its top what others keep in .git. */
async function isBare(root: string): Promise<boolean> {
  const parts = await Promise.all(
    ['HEAD', 'objects', 'refs', 'config'].map((name) => exists(join(root, name))),
  );
  return parts.every(Boolean) && !(await exists(join(root, '.git')));
}

async function isInRepository(root: string): Promise<boolean> {
  for (let folder = await realpath(root); ; folder = dirname(folder)) {
    if (await exists(join(folder, '.git'))) return true;
    if (folder === dirname(folder)) return false;
  }
}

async function isGitInstalled(): Promise<boolean> {
  const folders = (process.env['PATH'] ?? '').split(process.platform === 'win32' ? ';' : ':');
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  const found = await Promise.all(folders.filter(Boolean).map((folder) => exists(join(folder, name))));
  return found.includes(true);
}

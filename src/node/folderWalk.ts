import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { skippedFolders } from '../core/context/skippedFolders.ts';

/** Folders read at the same time: enough to hide a slow disk, few enough to leave threads to others. */
const atOnce = 8;

interface Folder {
  /** Relative to the root, '' for the root itself. */
  readonly path: string;
  /** The rules that hold here, outermost first. */
  readonly rules: readonly Rules[];
}

interface Rules {
  /** Folder that the rules' patterns are relative to, '' or with a trailing slash. */
  readonly base: string;
  readonly matcher: Ignore;
}

export interface Walk {
  readonly paths: readonly string[];
  /** Symbolic links: not followed here, the caller decides. */
  readonly links: readonly string[];
  readonly unreadable: readonly string[];
  readonly truncated: boolean;
}

/**
 * Lists the files below a folder as git would, without git: nested .gitignore files hold, folders that never hold a project's own files
 * are left out, symbolic links are not followed.
 * @param start Folder to begin at, relative to the root; '' for the root.
 * @throws The reason of the signal when it is aborted; nothing for folders that cannot be read.
 */
export async function walkFolder(
  root: string,
  start: string,
  limit: number,
  signal: AbortSignal,
): Promise<Walk> {
  const paths: string[] = [];
  const links: string[] = [];
  const unreadable: string[] = [];
  let queue: Folder[] = [{ path: start, rules: await rulesOf(root, start, '.git/info/exclude', []) }];
  while (queue.length > 0) {
    signal.throwIfAborted();
    const found = await Promise.all(
      queue.slice(0, atOnce).map((folder) => readFolder(root, folder, { paths, links, unreadable })),
    );
    queue = [...queue.slice(atOnce), ...found.flat()];
    if (paths.length > limit) return { paths: paths.slice(0, limit), links, unreadable, truncated: true };
  }
  return { paths, links, unreadable, truncated: false };
}

async function readFolder(
  root: string,
  folder: Folder,
  into: { paths: string[]; links: string[]; unreadable: string[] },
): Promise<readonly Folder[]> {
  const entries = await readdir(join(root, folder.path), { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    into.unreadable.push(folder.path);
    return [];
  }
  const rules = entries.some((entry) => entry.name === '.gitignore')
    ? await rulesOf(root, folder.path, '.gitignore', folder.rules)
    : folder.rules;
  const below: Folder[] = [];
  for (const entry of entries) {
    const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
    const isFolder = entry.isDirectory();
    if (isFolder && skippedFolders.has(entry.name)) continue;
    if (isIgnored(isFolder ? `${path}/` : path, rules)) continue;
    if (isFolder) below.push({ path, rules });
    else if (entry.isFile()) into.paths.push(path);
    else if (entry.isSymbolicLink()) into.links.push(path);
  }
  return below;
}

async function rulesOf(
  root: string,
  folder: string,
  file: string,
  outer: readonly Rules[],
): Promise<readonly Rules[]> {
  const text = await readFile(join(root, folder, file), 'utf8').catch(() => null);
  if (text === null) return outer;
  return [...outer, { base: folder === '' ? '' : `${folder}/`, matcher: ignore().add(text) }];
}

/** The innermost .gitignore that says something about the path decides, as in gitignore(5). */
function isIgnored(path: string, rules: readonly Rules[]): boolean {
  for (let index = rules.length - 1; index >= 0; index -= 1) {
    const { base, matcher } = rules[index] as Rules;
    const result = matcher.test(path.slice(base.length));
    if (result.ignored) return true;
    if (result.unignored) return false;
  }
  return false;
}

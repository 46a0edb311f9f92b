import { stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { WhetstoneError } from '../../core/errors.ts';
import type { PromptKind } from '../../core/prompt/document.ts';
import { kindOfPath } from '../../core/prompt/kind.ts';

/** A file that is to be checked. */
export interface LintFile {
  /** From the repository's root, forward slashes; begins with `../` when it lies outside. */
  readonly path: string;
  /** From the folder that the user works in. */
  readonly shown: string;
  readonly absolute: string;
  readonly kind: PromptKind;
}

/** Where to look. `listed` are the repository's files from its root, forward slashes. */
export interface LintPlace {
  readonly root: string;
  readonly folder: string;
  readonly listed: readonly string[];
}

/**
 * The files that `patterns` name, sorted. Without patterns: every prompt file below the folder. A pattern is a glob over prompt files, a
 * folder, or a file, which is checked whatever its name is (as a prompt, when its name does not tell). `!` before a glob takes files out.
 * Throws WhetstoneError `input-unreadable` for a name that does not exist, and `usage` when patterns match nothing.
 */
export async function findLintFiles(place: LintPlace, patterns: readonly string[]): Promise<LintFile[]> {
  const inside = place.listed
    .filter((path) => kindOfPath(path) !== null)
    .map((path) => fileAt(place, resolve(place.root, path)))
    .filter(({ shown }) => !shown.startsWith('../'));
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
  const found = new Map<string, LintFile>();
  const add = (file: LintFile): void => void found.set(file.absolute, file);
  if (wanted.length === 0) for (const file of inside) add(file);
  for (const pattern of wanted) {
    const absolute = resolve(place.folder, pattern);
    const status = await stat(absolute).catch(() => null);
    if (status?.isFile() === true) add(fileAt(place, absolute));
    else if (status?.isDirectory() === true) {
      const below = `${absolute}${absolute.endsWith(sep) ? '' : sep}`;
      for (const path of place.listed) {
        const file = fileAt(place, resolve(place.root, path));
        if (file.absolute.startsWith(below) && kindOfPath(path) !== null) add(file);
      }
    } else if (isGlob(pattern)) {
      const matches = matcherOf(place, pattern);
      for (const path of place.listed) {
        if (kindOfPath(path) === null) continue;
        const file = fileAt(place, resolve(place.root, path));
        if (matches(file.shown)) add(file);
      }
    } else throw new WhetstoneError('input-unreadable', `"${pattern}" does not exist.`, 'Check the path.');
  }
  const unwanted = excluded.map((pattern) => matcherOf(place, pattern));
  const files = [...found.values()].filter(({ shown }) => !unwanted.some((matches) => matches(shown)));
  if (files.length === 0 && wanted.length > 0)
    throw new WhetstoneError(
      'usage',
      `${wanted.map((pattern) => `"${pattern}"`).join(', ')} matches no prompt file.`,
      'Check the pattern, or name a file exactly; see docs/files.md for the names that count.',
    );
  return files.sort((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
}

function fileAt({ root, folder }: LintPlace, absolute: string): LintFile {
  const path = slashes(relative(root, absolute));
  return { path, shown: slashes(relative(folder, absolute)), absolute, kind: kindOfPath(path) ?? 'prompt' };
}

function isGlob(pattern: string): boolean {
  return /[*?[\]{}()!]/.test(pattern);
}

function matcherOf({ folder }: LintPlace, pattern: string): (path: string) => boolean {
  const own = isAbsolute(pattern) ? slashes(relative(folder, pattern)) : pattern.replace(/^\.\//, '');
  return picomatch(own, { dot: true });
}

function slashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

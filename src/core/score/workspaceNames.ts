import { nearest } from '../nearest.ts';
import type { WorkspaceNames } from './names.ts';

/** What a workspace holds, as lists. */
export interface NameLists {
  /** Files relative to the workspace, with forward slashes. */
  readonly paths: readonly string[];
  /** Functions, classes and constants, where they are known. */
  readonly symbols?: readonly string[];
  /** Scripts and tasks, such as the keys of `scripts` in package.json. */
  readonly scripts?: readonly string[];
}

/** An index of names. Building is linear in the lists; `has…` answer at once, `nearest` compares with every name once. */
export function workspaceNames({ paths, symbols = [], scripts = [] }: NameLists): WorkspaceNames {
  const byName = new Map<string, string[]>();
  const folders = new Set<string>();
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [path]);
    else same.push(path);
    let folder = parentOf(path);
    while (folder !== '' && !folders.has(folder)) {
      folders.add(folder);
      folder = parentOf(folder);
    }
  }
  const folderNames = new Set([...folders].map((folder) => folder.slice(folder.lastIndexOf('/') + 1)));
  const knownSymbols = new Set(symbols);
  const knownScripts = new Set(scripts);

  const fileEndingIn = (path: string): string | null => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return byName.get(name)?.find((one) => one === path || one.endsWith(`/${path}`)) ?? null;
  };

  return {
    hasPath(written) {
      const path = tidy(written);
      if (fileEndingIn(path) !== null || folders.has(path)) return true;
      if (!path.includes('/')) return folderNames.has(path);
      return [...folders].some((folder) => folder.endsWith(`/${path}`));
    },
    // `Cart.total` is there when `total` or `Cart` is: members are not told apart by their class.
    hasSymbol: (name) => knownSymbols.has(name) || name.split('.').some((part) => knownSymbols.has(part)),
    hasScript: (name) => knownScripts.has(name),
    nearest(written) {
      const path = tidy(written);
      const name = path.slice(path.lastIndexOf('/') + 1);
      const moved = byName.get(name)?.[0];
      if (moved !== undefined) return moved;
      const file = nearest(name, byName.keys());
      if (file !== null && /[./]/u.test(path)) return byName.get(file)?.[0] ?? null;
      return nearest(path, [...knownSymbols, ...knownScripts]);
    },
  };
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** Without `./` before and `/` behind. */
function tidy(path: string): string {
  return path.replace(/^(?:\.\/)+/u, '').replace(/\/+$/u, '');
}

import type { ListedFile } from './ports.ts';

/**
 * The files that a person wants to be seen. A glob without a slash matches at any depth, one that names a folder matches what lies in it.
 * @param include Empty: all of them.
 */
export async function filterByGlobs(
  files: readonly ListedFile[],
  include: readonly string[],
  exclude: readonly string[],
): Promise<readonly ListedFile[]> {
  if (include.length === 0 && exclude.length === 0) return files;
  const { default: picomatch } = await import('picomatch');
  const matcher = (globs: readonly string[]): ((path: string) => boolean) =>
    picomatch(globs.flatMap(spellings), { dot: true });
  const isIncluded = include.length === 0 ? () => true : matcher(include);
  const isExcluded = exclude.length === 0 ? () => false : matcher(exclude);
  return files.filter(({ path }) => isIncluded(path) && !isExcluded(path));
}

function spellings(glob: string): readonly string[] {
  const plain = glob.replace(/^\.\//, '').replace(/\/+$/, '');
  const anywhere = plain.includes('/') ? plain : `**/${plain}`;
  return [anywhere, `${anywhere}/**`];
}

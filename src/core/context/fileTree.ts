import type { RepositoryContext } from './context.ts';
import type { Listing } from './ports.ts';

/** No more folders than this are shown. */
const most = 200;

/**
 * The folders down to a depth, and what all files come to.
 * @param depth How many levels of folders are named; 0 names none.
 */
export function fileTreeOf(listing: Listing, depth: number): RepositoryContext['fileTree'] {
  const directories = new Set<string>();
  let totalSizeBytes = 0;
  for (const { path, size } of listing.files) {
    totalSizeBytes += size;
    let slash = path.indexOf('/');
    for (let level = 0; slash !== -1 && level < depth; level += 1) {
      directories.add(path.slice(0, slash));
      slash = path.indexOf('/', slash + 1);
    }
  }
  const sorted = [...directories].sort();
  return {
    directories: sorted.length > most ? outermost(sorted) : sorted,
    totalFiles: listing.files.length,
    totalSizeBytes,
    truncated: listing.truncated || sorted.length > most,
  };
}

/** As many folders as fit, outer ones before inner ones, in the order of the tree. */
function outermost(sorted: readonly string[]): readonly string[] {
  return [...sorted]
    .sort((a, b) => a.split('/').length - b.split('/').length)
    .slice(0, most)
    .sort();
}

import type { Dependency } from './dependencies/dependency.ts';
import type { ListedFile } from './ports.ts';
import { remembered } from './remembered.ts';

/** What was read of a repository, before anything is concluded from it. */
export interface RepositoryFacts {
  /** Files that are not deep: those that speak for the whole repository lie here. */
  readonly outer: readonly ListedFile[];
  /** The paths of `outer`. */
  readonly paths: ReadonlySet<string>;
  /** Manifests, rules, key files and settings at any depth. */
  readonly notable: readonly ListedFile[];
  readonly tests: readonly ListedFile[];
  /** The texts that were read, by path; cut to a bounded length. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of all manifests, outermost first. */
  readonly dependencies: readonly Dependency[];
}

/** The part of a path after the last slash. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The part of a path before the last slash; '' at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** How many folders deep a path lies; 0 at the top. */
export function depthOf(path: string): number {
  let depth = 0;
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) depth += 1;
  return depth;
}

const sampleFolders = new Set([
  'fixtures',
  'fixture',
  '__fixtures__',
  'testdata',
  'test-data',
  'test_data',
  'examples',
  'example',
  'samples',
  'sample',
  'templates',
  'template',
  'boilerplates',
  'demo',
  'demos',
  'playground',
  'playgrounds',
  'benchmarks',
  'benchmark',
  'bench',
  'snapshots',
  '__snapshots__',
  '__mocks__',
]);

const isSampleFolder = remembered((folder: string) =>
  folder
    .toLowerCase()
    .split('/')
    .some((part) => sampleFolders.has(part)),
);

/** True when the file lies among samples: projects there are not what the repository is. */
export function isSample(path: string): boolean {
  return isSampleFolder(folderOf(path));
}

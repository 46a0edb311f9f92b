/**
 * Folders that never hold a project's own files: version control, installed packages, caches of tools. Left out even where no
 * .gitignore names them. Folders that might be somebody's source (`build`, `target`, `vendor`) are left to .gitignore.
 */
export const skippedFolders: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '.jj',
  '.sl',
  'CVS',
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.pnpm-store',
  '.venv',
  'venv',
  '__pycache__',
  '__pypackages__',
  '.tox',
  '.nox',
  '.eggs',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.hypothesis',
  '.ipynb_checkpoints',
  '.gradle',
  '.bundle',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.angular',
  '.astro',
  '.expo',
  '.turbo',
  '.nx',
  '.parcel-cache',
  '.cache',
  '.vite',
  '.nyc_output',
  '.dart_tool',
  '.terraform',
  '.serverless',
  '.vagrant',
  '.stack-work',
  '.elixir_ls',
  '.metals',
  '.bloop',
  '.DS_Store',
]);

/** True when one of the folders above lies on the way to the file. */
export function isSkipped(path: string): boolean {
  let start = 0;
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', start)) {
    if (skippedFolders.has(path.slice(start, slash))) return true;
    start = slash + 1;
  }
  return skippedFolders.has(path.slice(start));
}

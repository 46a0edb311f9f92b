/**
 * A cheap index of what a workspace holds, so that names in a prompt can be looked up. The caller builds it off the typing path;
 * every question must be answered from memory in microseconds.
 */
export interface WorkspaceNames {
  /** Whether a file or folder with this path, or ending in it, exists; forward slashes, relative to the workspace. */
  hasPath(path: string): boolean;
  /** Whether a function, class, constant or other symbol with exactly this name is known. */
  hasSymbol(name: string): boolean;
  /** Whether a script, task or command with this name exists (`test:unit` of package.json, a Makefile target). */
  hasScript(name: string): boolean;
  /** The known path, symbol or script most like `name`, null when nothing is near. */
  nearest(name: string): string | null;
}

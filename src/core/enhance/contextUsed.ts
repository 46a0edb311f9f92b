import type { RepositoryContext } from '../context/context.ts';
import { holdsName } from './verify/anchors.ts';

/** The files and commits of the context that a result names and its original does not, with the reason for each file. */
export function contextUsed(
  original: string,
  result: string,
  context: RepositoryContext | null,
): { files: { path: string; why: string }[]; commits: string[] } {
  if (context === null || original === result) return { files: [], commits: [] };
  const added = (name: string): boolean => holdsName(result, name) && !holdsName(original, name);
  const files = context.relevantFiles
    .filter(({ path }) => added(path))
    .map(({ path, why }) => ({ path, why }));
  const rules = context.rules
    .filter(({ path }) => added(path) && !files.some((file) => file.path === path))
    .map(({ path }) => ({ path, why: 'rules for agents that bear on the task' }));
  const commits = (context.git?.commits ?? [])
    .filter(({ hash }) => added(hash.slice(0, 7)))
    .map(({ hash }) => hash);
  return { files: [...files, ...rules], commits };
}

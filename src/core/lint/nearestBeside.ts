import { nearest } from '../nearest.ts';

/**
 * The file in the same folder whose name is nearly that of `path`. Only what stands before the first dot may differ: `setup.agent.md` is no
 * slip of the pen for `review.agent.md`, however many letters they share.
 */
export function nearestBeside(path: string, listed: readonly string[]): string | null {
  const at = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, at);
  const dot = path.indexOf('.', at);
  const ending = dot < 0 ? '' : path.slice(dot);
  const stems: string[] = [];
  for (const one of listed) {
    if (!one.startsWith(folder) || !one.endsWith(ending) || one.length <= folder.length + ending.length)
      continue;
    const stem = one.slice(folder.length, one.length - ending.length);
    if (!/[./]/.test(stem)) stems.push(stem);
  }
  const near = nearest(path.slice(at, dot < 0 ? undefined : dot), stems);
  return near === null ? null : folder + near + ending;
}

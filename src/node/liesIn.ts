import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';

/** Whether `path`, with its links followed, is `folder` or lies in it. False where either does not exist. */
export async function liesIn(path: string, folder: string): Promise<boolean> {
  const inner = await realpath(path).catch(() => null);
  const outer = await realpath(folder).catch(() => null);
  if (inner === null || outer === null) return false;
  const way = relative(outer, inner);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

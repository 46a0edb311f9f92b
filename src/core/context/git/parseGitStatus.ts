export interface GitStatus {
  readonly branch: string | null;
  readonly upstream: string | null;
  readonly ahead: number;
  readonly behind: number;
  readonly detached: boolean;
  readonly uncommitted: readonly string[];
}

/** How many fields stand before the path in each kind of entry; git-status(1), "Porcelain Format Version 2". */
const fieldsBefore: Readonly<Record<string, number>> = { '1': 8, '2': 9, u: 10, '?': 1 };

/**
 * Reads the output of `git status --porcelain=v2 -z --branch`.
 * @param prefix Folder of the root inside its repository, with a trailing slash; '' at the top. Files elsewhere are left out.
 */
export function parseGitStatus(text: string, prefix: string): GitStatus {
  let branch: string | null = null;
  let upstream: string | null = null;
  let ahead = 0;
  let behind = 0;
  const uncommitted: string[] = [];
  const entries = text.split('\0');
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index] as string;
    if (entry.startsWith('# branch.head ')) branch = entry.slice('# branch.head '.length);
    else if (entry.startsWith('# branch.upstream ')) upstream = entry.slice('# branch.upstream '.length);
    else if (entry.startsWith('# branch.ab ')) {
      const [plus = '0', minus = '0'] = entry.slice('# branch.ab '.length).split(' ');
      ahead = Math.abs(Number(plus));
      behind = Math.abs(Number(minus));
    }
    const fields = fieldsBefore[entry[0] ?? ''];
    if (fields === undefined) continue;
    const path = entry.split(' ').slice(fields).join(' ');
    if (path.startsWith(prefix)) uncommitted.push(path.slice(prefix.length));
    // A rename is followed by the name before it.
    if (entry.startsWith('2')) index += 1;
  }
  const detached = branch === '(detached)';
  return { branch: detached ? null : branch, upstream, ahead, behind, detached, uncommitted };
}

import type { Commit, GitContext } from '../context.ts';
import type { GitStatus } from './parseGitStatus.ts';

/** Names of files that are shown; a mass change names thousands. */
const shown = 50;

/**
 * Puts together what git said.
 * @param changes How many of the commits touched each file.
 */
export function describeGit(
  status: GitStatus,
  commits: readonly Commit[],
  changes: ReadonlyMap<string, number>,
): GitContext {
  const changedFiles = [...changes]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, shown)
    .map(([path]) => path);
  return {
    ...status,
    uncommitted: status.uncommitted.slice(0, shown),
    commits,
    changedFiles,
    summary: summarize(status, commits),
  };
}

function summarize(status: GitStatus, commits: readonly Commit[]): string {
  const where = status.detached
    ? `On no branch (detached at ${commits[0]?.hash.slice(0, 7) ?? 'an unknown commit'})`
    : status.branch === null
      ? 'On no branch yet'
      : `On branch ${status.branch}`;
  const distance =
    status.upstream === null
      ? ''
      : status.ahead === 0 && status.behind === 0
        ? `, level with ${status.upstream}`
        : `, ${status.ahead} ahead of and ${status.behind} behind ${status.upstream}`;
  const last =
    commits[0] === undefined
      ? 'no commit so far'
      : `last commit ${commits[0].timestamp.slice(0, 10)}: "${commits[0].message}"`;
  const count = status.uncommitted.length;
  const pending =
    count === 0
      ? 'nothing uncommitted'
      : `${count} ${count === 1 ? 'file' : 'files'} with uncommitted changes`;
  return `${where}${distance}; ${last}; ${pending}.`;
}

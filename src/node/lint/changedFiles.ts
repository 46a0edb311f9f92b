import { spawn } from 'node:child_process';
import { WhetstoneError } from '../../core/errors.ts';
import { safeConfiguration, safeEnvironment } from '../gitSafety.ts';

/** How long git may take. Milliseconds. */
const timeout = 20_000;

/**
 * The files that differ from a revision, with those that are not tracked yet; paths from `root`, forward slashes. Deleted files are left out.
 * Throws WhetstoneError `usage` when git is missing, there is no repository, or the revision is unknown; the signal's reason when aborted.
 */
export async function changedFiles(
  root: string,
  revision: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  // A name that begins with a hyphen would be read as a flag of git.
  if (revision.startsWith('-') || revision.trim() === '') throw unknown(revision);
  const commit = await git(
    root,
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    signal,
  );
  if (commit === null) throw unknown(revision);
  const [changed, untracked] = await Promise.all([
    git(
      root,
      ['diff', '--name-only', '-z', '--no-ext-diff', '--no-textconv', '--diff-filter=d', commit.trim(), '--'],
      signal,
    ),
    git(root, ['ls-files', '-z', '-o', '--exclude-standard'], signal),
  ]);
  if (changed === null || untracked === null) throw unknown(revision);
  return new Set(`${changed}${untracked}`.split('\0').filter((path) => path !== ''));
}

function unknown(revision: string): WhetstoneError {
  return new WhetstoneError(
    'usage',
    `Git does not know the revision "${revision.slice(0, 80)}" here.`,
    'Name a commit, a branch or a tag, such as HEAD or origin/main, inside a repository.',
  );
}

/** What git prints; null when it fails or is not installed. */
async function git(root: string, args: readonly string[], signal: AbortSignal): Promise<string | null> {
  signal.throwIfAborted();
  const child = spawn('git', [...safeConfiguration.flatMap((one) => ['-c', one]), ...args], {
    cwd: root,
    env: safeEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
    timeout,
    signal,
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve) => {
    // Not installed, or killed by the signal: both end here, and `throwIfAborted` below tells them apart.
    child.on('error', () => resolve(null));
    child.on('close', (status) => resolve(status));
  });
  signal.throwIfAborted();
  return code === 0 ? Buffer.concat(chunks).toString('utf8') : null;
}

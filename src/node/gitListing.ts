import { spawn } from 'node:child_process';
import { skippedFolders } from '../core/context/skippedFolders.ts';
import { safeConfiguration, safeEnvironment } from './gitSafety.ts';

/** How long git may take before folders are walked instead. */
const timeout = 20_000;

export interface GitListing {
  /** Relative to the root, forward slashes; may hold a path twice, folders (with a trailing slash or not), and deleted files. */
  readonly paths: readonly string[];
  /** True when git said that there was something it could not read. */
  readonly incomplete: boolean;
}

/**
 * Lists tracked files and those that no .gitignore excludes.
 * @returns Null when git is not installed, takes too long, or finds no work tree here that it can read.
 * @throws The reason of the signal when it is aborted.
 */
export async function listWithGit(root: string, signal: AbortSignal): Promise<GitListing | null> {
  signal.throwIfAborted();
  const configuration = safeConfiguration.flatMap((setting) => ['-c', setting]);
  const excluded = [...skippedFolders].flatMap((folder) => ['-x', `${folder}/`]);
  const child = spawn(
    'git',
    [...configuration, 'ls-files', '-z', '-c', '-o', '--exclude-standard', ...excluded],
    {
      cwd: root,
      env: safeEnvironment(process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      timeout,
      signal,
    },
  );
  const chunks: Buffer[] = [];
  let incomplete = false;
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', () => {
    incomplete = true;
  });
  const code = await new Promise<number | null>((resolve) => {
    // Not installed, or killed by the signal: both end here, and `throwIfAborted` below tells them apart.
    child.on('error', () => resolve(null));
    child.on('close', (status) => resolve(status));
  });
  signal.throwIfAborted();
  if (code !== 0) return null;
  const paths = Buffer.concat(chunks).toString('utf8').split('\0');
  paths.pop();
  return { paths, incomplete };
}

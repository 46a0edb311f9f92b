import { realpath } from 'node:fs/promises';
import type { SimpleGit } from 'simple-git';
import type { Commit } from '../core/context/context.ts';
import type { GitHistory, GitHistoryOptions, GitHistoryResult } from '../core/context/ports.ts';
import { parseGitLog } from '../core/context/git/parseGitLog.ts';
import { parseGitStatus, type GitStatus } from '../core/context/git/parseGitStatus.ts';
import { describeGit } from '../core/context/git/describeGit.ts';
import { neverRead } from '../core/context/neverRead.ts';
import { gitVariables, safeConfiguration, safeEnvironment } from './gitSafety.ts';

/** Milliseconds without a sign of life after which git is given up on. */
const patience = 10_000;

/** Git through simple-git, which is loaded on first use. */
export const gitHistory: GitHistory = { describe };

async function describe(
  root: string,
  options: GitHistoryOptions,
  signal: AbortSignal,
): Promise<GitHistoryResult | null> {
  signal.throwIfAborted();
  const folder = await realpath(root);
  const plain = await openGit(folder, [], signal);
  const prefix = await attempt(() => plain.raw(['rev-parse', '--show-prefix']), signal);
  if (prefix === null) return null;
  const git = await openGit(folder, await disarmedFilters(plain, signal), signal);
  const notes: string[] = [];
  const status = await readStatus(git, prefix.trim(), notes, signal);
  const log = await readLog(git, options.commits, prefix.trim(), notes, signal);
  const changes = new Map<string, number>();
  const commits: Commit[] = [];
  for (const { files, ...commit } of log) {
    commits.push({ ...commit, filesChanged: files.length });
    for (const file of files) changes.set(file, (changes.get(file) ?? 0) + 1);
  }
  return { git: describeGit(status, commits, changes), changes, notes };
}

async function readStatus(
  git: SimpleGit,
  prefix: string,
  notes: string[],
  signal: AbortSignal,
): Promise<GitStatus> {
  const text = await attempt(
    () =>
      git.raw([
        'status',
        '--porcelain=v2',
        '-z',
        '--branch',
        '--untracked-files=all',
        '--ignore-submodules=dirty',
        '--',
        '.',
      ]),
    signal,
  );
  if (text !== null) return visible(parseGitStatus(text, prefix));
  // A bare repository has no work tree and a damaged index cannot be compared with one; the branch is known all the same.
  const branch = await attempt(() => git.raw(['symbolic-ref', '--quiet', '--short', 'HEAD']), signal);
  notes.push('Git could not compare the files with the last commit, so uncommitted changes are unknown.');
  const name = branch === null || branch.trim() === '' ? null : branch.trim();
  return { branch: name, upstream: null, ahead: 0, behind: 0, detached: name === null, uncommitted: [] };
}

async function readLog(
  git: SimpleGit,
  count: number,
  prefix: string,
  notes: string[],
  signal: AbortSignal,
): Promise<ReturnType<typeof parseGitLog>> {
  const head = await attempt(() => git.raw(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']), signal);
  if (head === null || head.trim() === '') return [];
  const paths = prefix === '' ? [] : ['--', '.'];
  const text = await attempt(
    () =>
      git.raw([
        'log',
        `--max-count=${count}`,
        '-z',
        '--name-only',
        '--no-ext-diff',
        '--no-textconv',
        '--no-show-signature',
        '--diff-merges=first-parent',
        '--format=%x01%H%x02%an%x02%at%x02%s',
        ...paths,
      ]),
    signal,
  );
  if (text !== null) return parseGitLog(text, prefix);
  notes.push('Git could not read the last commits of this repository.');
  return [];
}

/** Names of key and credential files are no context either. */
function visible(status: GitStatus): GitStatus {
  return { ...status, uncommitted: status.uncommitted.filter((path) => neverRead(path) === null) };
}

/**
 * Comparing files with the last commit runs the filters that .gitattributes names and the repository's configuration defines. Each is
 * replaced by nothing.
 */
async function disarmedFilters(git: SimpleGit, signal: AbortSignal): Promise<readonly string[]> {
  const keys = await attempt(
    () => git.raw(['config', '--null', '--name-only', '--get-regexp', '^filter\\.']),
    signal,
  );
  const names = new Set<string>();
  for (const key of (keys ?? '').split('\0')) {
    if (key.startsWith('filter.')) names.add(key.slice('filter.'.length, key.lastIndexOf('.')));
  }
  return [...names].flatMap((name) => [
    `filter.${name}.clean=`,
    `filter.${name}.smudge=`,
    `filter.${name}.process=`,
    `filter.${name}.required=false`,
  ]);
}

async function openGit(
  folder: string,
  configuration: readonly string[],
  signal: AbortSignal,
): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  return simpleGit({
    baseDir: folder,
    config: [...safeConfiguration, ...configuration],
    abort: signal,
    timeout: { block: patience },
    // Every one of these allows a setting that is given above in order to switch the danger off.
    unsafe: {
      allowUnsafeAskPass: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeCredentialHelper: true,
      allowUnsafeDiffExternal: true,
      allowUnsafeFilter: true,
      allowUnsafeFsMonitor: true,
      allowUnsafeGpgProgram: true,
      allowUnsafeHooksPath: true,
      allowUnsafePager: true,
      allowUnsafeProtocolOverride: true,
      allowUnsafeSshCommand: true,
    },
    allowEnvironment: Object.keys(gitVariables),
  }).env(safeEnvironment(process.env));
}

/** What git printed, null when it failed (no repository, not installed, damaged). An abort is thrown on. */
async function attempt(run: () => Promise<string>, signal: AbortSignal): Promise<string | null> {
  try {
    return await run();
  } catch (error) {
    signal.throwIfAborted();
    const { GitError, GitPluginError } = await import('simple-git');
    // A refusal by simple-git's own checks is a mistake of ours and must not look like a missing repository.
    if (error instanceof GitPluginError && error.plugin === 'unsafe') throw error;
    if (error instanceof GitError) return null;
    throw error;
  }
}

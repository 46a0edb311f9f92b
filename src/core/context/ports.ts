import type { GitContext } from './context.ts';

/** A file of the repository. `path` is relative to the root, with forward slashes. */
export interface ListedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

export interface Listing {
  /** Sorted by path (UTF-16 order), no path twice, none outside the root. */
  readonly files: readonly ListedFile[];
  /** True when there are more files than were listed. */
  readonly truncated: boolean;
  /** What could not be seen, one sentence each, fit to be shown. */
  readonly notes: readonly string[];
}

export interface ListOptions {
  /** No more than this many files are listed. */
  readonly limit: number;
}

/** The files of one folder on some machine. */
export interface RepositoryFiles {
  /**
   * Lists the files that belong to the project: what git would track, or what .gitignore does not exclude. Never follows a symbolic
   * link out of the root. Throws WhetstoneError `input-unreadable` when the root is missing, no folder, or may not be read.
   */
  list(root: string, options: ListOptions, signal: AbortSignal): Promise<Listing>;

  /**
   * The first `maxBytes` of a file as text (UTF-8, broken sequences replaced). Null when the file is binary, gone, unreadable,
   * outside the root after following links, or one of those that are never read (neverRead.ts). Of `.env.example` and its kin only the
   * names of the variables, one a line.
   */
  read(root: string, path: string, maxBytes: number, signal: AbortSignal): Promise<string | null>;
}

/** What git knows about a folder. */
export interface GitHistory {
  /**
   * The state of the work tree and its last commits; null when the folder is in no repository or git is not installed. `notes` takes
   * sentences about what could not be told. Never runs code that the repository names (hooks, filters, monitors, pagers).
   */
  describe(root: string, options: GitHistoryOptions, signal: AbortSignal): Promise<GitHistoryResult | null>;
}

export interface GitHistoryOptions {
  /** How many commits back. */
  readonly commits: number;
}

export interface GitHistoryResult {
  readonly git: GitContext;
  /** How many of the commits touched a file, by path. */
  readonly changes: ReadonlyMap<string, number>;
  readonly notes: readonly string[];
}

export interface Clock {
  /** Milliseconds, from any fixed point. */
  now(): number;
  /** Lets other work of the process run, so that a long loop never freezes the editor. */
  pause(): Promise<void>;
}

export interface ContextPorts {
  readonly files: RepositoryFiles;
  readonly git: GitHistory;
  readonly clock: Clock;
  /** Tokens of a text; without it they are estimated. */
  readonly countTokens?: (text: string) => Promise<number>;
}

export interface ContextRequest {
  /** Absolute path of the folder. */
  readonly root: string;
  /** Null: no ranking of files. */
  readonly prompt: import('../prompt/document.ts').PromptDocument | null;
  /** How many levels of folders the tree shows. */
  readonly depth: number;
  /** Globs; when not empty, only files that match one are seen. */
  readonly include: readonly string[];
  /** Globs; files that match one are not seen. */
  readonly exclude: readonly string[];
  /** Whether git's history may be looked at. */
  readonly git: boolean;
  /** Most tokens of the pack that is sent along with a prompt. */
  readonly tokenBudget: number;
}

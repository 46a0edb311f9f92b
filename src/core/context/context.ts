import type { ReportedProblem, SelectedText } from './editorState.ts';

/** Key files by what they are for. */
export type KeyFileType =
  | 'Readme'
  | 'PackageJson'
  | 'CargoToml'
  | 'PyProject'
  | 'GoMod'
  | 'Pom'
  | 'Gradle'
  | 'Dockerfile'
  | 'Makefile'
  | 'GitIgnore'
  | 'EnvExample'
  | 'TsConfig'
  | 'LintConfig'
  | 'CiWorkflow'
  | 'AgentRules';

export interface Commit {
  readonly hash: string;
  /** First line of the message. */
  readonly message: string;
  readonly author: string;
  /** ISO 8601 UTC. */
  readonly timestamp: string;
  readonly filesChanged: number;
}

/** What git says about a work tree. */
export interface GitContext {
  /** Name of the branch, null when detached or before the first commit of an unnamed branch. */
  readonly branch: string | null;
  readonly upstream: string | null;
  readonly ahead: number;
  readonly behind: number;
  readonly detached: boolean;
  /** Newest first. */
  readonly commits: readonly Commit[];
  /** Files that these commits touched, most often touched first. */
  readonly changedFiles: readonly string[];
  /** Files with uncommitted changes, untracked ones included. */
  readonly uncommitted: readonly string[];
  readonly summary: string;
}

/** A file that bears on the prompt, and why anybody can check that it does. */
export interface RelevantFile {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly score: number;
  /** One clause in words, e.g. "named in the prompt" or "its name holds "login"; changed in 3 of the last 10 commits". */
  readonly why: string;
}

/** The JSON of `whetstone context --json`: what is seen of a repository. */
export interface RepositoryContext {
  readonly root: string;
  /** Most files first; `share` of the recognised source files, 0-1. Names are GitHub Linguist's. */
  readonly languages: readonly { readonly name: string; readonly files: number; readonly share: number }[];
  readonly frameworks: readonly {
    readonly name: string;
    readonly version: string | null;
    readonly evidence: string;
  }[];
  readonly packageManagers: readonly string[];
  /** The project's own commands by purpose (`test`, `lint`, `build`, `format`, `typecheck`, `start`), as one would type them. */
  readonly commands: Readonly<Record<string, string>>;
  readonly conventions: readonly string[];
  /** Rules files for agents: AGENTS.md, CLAUDE.md, .github/copilot-instructions.md and so on. */
  readonly rules: readonly { readonly path: string; readonly text: string }[];
  readonly keyFiles: readonly {
    readonly path: string;
    readonly type: KeyFileType;
    readonly preview: string;
  }[];
  readonly fileTree: {
    readonly directories: readonly string[];
    readonly totalFiles: number;
    readonly totalSizeBytes: number;
    readonly truncated: boolean;
  };
  /** Best first; empty without a prompt. */
  readonly relevantFiles: readonly RelevantFile[];
  /** What compilers and linters report in those files; only an editor knows. */
  readonly problems?: readonly ReportedProblem[];
  /** What is selected in a file; only an editor knows. */
  readonly selection?: SelectedText;
  /** Null when git was not asked for or there is no repository. */
  readonly git: GitContext | null;
  /** What could not be seen, one sentence each, fit to be shown; empty when all could. */
  readonly notes: readonly string[];
  readonly summary: string;
  /** Tokens of the whole pack as it would be sent. */
  readonly tokens: number;
  readonly elapsedMs: number;
}

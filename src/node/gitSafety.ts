import { devNull } from 'node:os';

/**
 * A repository's own configuration may name programs to run: monitors, hooks, pagers, filters, signature checkers, external diffs. A folder
 * that somebody was given must not run any of them because a prompt is being enhanced, so every call of git overrides them. Filters have
 * names of the repository's choosing and are dealt with in gitHistory.ts; listing files runs none.
 * Source: git-config(1), and the list of dangerous keys in simple-git's documentation on unsafe actions.
 */
export const safeConfiguration: readonly string[] = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.pager=cat',
  'core.sshCommand=false',
  'core.askPass=',
  'core.quotePath=false',
  'core.untrackedCache=keep',
  'credential.helper=',
  'diff.external=',
  'gpg.program=false',
  'gpg.ssh.program=false',
  'gpg.x509.program=false',
  'log.showSignature=false',
  'log.showRoot=true',
  'log.mailmap=false',
  'diff.renames=true',
  'diff.ignoreSubmodules=dirty',
  'status.relativePaths=false',
  'status.submoduleSummary=false',
  'protocol.allow=never',
  'submodule.recurse=false',
  'color.ui=false',
];

/** What git needs of the environment to start and to find its user's own settings. Nothing that names a program (EDITOR, PAGER, GIT_SSH …). */
const passedOn = new Set([
  'PATH',
  'PATHEXT',
  'HOME',
  'HOMEDRIVE',
  'HOMEPATH',
  'USERPROFILE',
  'XDG_CONFIG_HOME',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'SYSTEMROOT',
  'COMSPEC',
  'TMPDIR',
  'TEMP',
  'TMP',
]);

/**
 * Environment of every call of git: English messages, no prompts, no locks, no network (no protocol is allowed, missing objects are not
 * fetched), no variables that point it at another repository or at a program.
 */
export function safeEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const safe: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && passedOn.has(name.toUpperCase())) safe[name] = value;
  }
  return { ...safe, ...gitVariables };
}

/** The variables of `safeEnvironment` that are git's own. */
export const gitVariables: Readonly<Record<string, string>> = {
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
};

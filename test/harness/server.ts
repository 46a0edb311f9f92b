import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CodeServer } from '../../scripts/prepare/codeServer.ts';
import { endTied, startTied } from './childProcess.ts';

export interface ServerOptions {
  /** User settings, as in settings.json. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** As in keybindings.json. */
  readonly keybindings?: readonly object[];
  /** False leaves Workspace Trust on, so that an unknown folder opens in Restricted Mode. Default true. */
  readonly trust?: boolean;
  /** Folders of extensions to have installed beside the one under test; each is named `publisher.name-version`. */
  readonly companions?: readonly string[];
  /** Further environment of the server and so of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Keep user data and extensions here instead of in a new temporary folder that is deleted at the end. */
  readonly dataFolder?: string;
}

/** A VS Code server that answers on loopback. */
export interface RunningServer {
  readonly port: number;
  /** User data (`user-data`) and installed extensions (`extensions`) lie in here. */
  readonly dataFolder: string;
  /** What the server has written so far. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

/** Settings every test runs with: nothing that moves by itself, asks, or goes out to a network. */
const calmSettings: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.editor.useModal': 'off',
  'chat.agentHost.enabled': false,
  'chat.commandCenter.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'editor.cursorBlinking': 'solid',
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
};

export function folders(dataFolder: string): { userData: string; extensions: string } {
  return { userData: path.join(dataFolder, 'user-data'), extensions: path.join(dataFolder, 'extensions') };
}

/** Starts a VS Code server on a free port and resolves when it answers; throws after a minute with what it wrote. */
export async function startServer(
  codeServer: CodeServer,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'whetstone-vscode-')));
  const { userData, extensions } = folders(dataFolder);
  await mkdir(path.join(userData, 'User'), { recursive: true });
  for (const companion of options.companions ?? []) {
    await cp(companion, path.join(extensions, path.basename(companion)), { recursive: true });
  }
  await writeFile(
    path.join(userData, 'User/settings.json'),
    JSON.stringify({ ...calmSettings, ...options.settings }, null, 2),
  );
  // Settings that belong to a machine count only here when the window is a browser's.
  const ours = Object.entries(options.settings ?? {}).filter(([name]) => name.startsWith('whetstone.'));
  await mkdir(path.join(userData, 'Machine'), { recursive: true });
  await writeFile(path.join(userData, 'Machine/settings.json'), JSON.stringify(Object.fromEntries(ours)));

  if (options.keybindings !== undefined)
    await writeFile(path.join(userData, 'User/keybindings.json'), JSON.stringify(options.keybindings));

  const child = startTied(
    codeServer.node,
    [
      codeServer.entry,
      '--auth=none',
      '--bind-addr=127.0.0.1:0',
      `--user-data-dir=${userData}`,
      `--extensions-dir=${extensions}`,
      `--config=${path.join(dataFolder, 'code-server.yaml')}`,
      '--disable-telemetry',
      '--disable-update-check',
      ...(options.trust === false ? [] : ['--disable-workspace-trust']),
      codeServer.testOption,
    ],
    { env: environment(dataFolder, options.env), output: 'pipe' },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  }

  const close = async (): Promise<void> => {
    await endTied(child);
    if (options.dataFolder === undefined)
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const port = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(log)?.[1];
    if (port !== undefined && (await isHealthy(Number(port)))) {
      return { port: Number(port), dataFolder, log: () => log, close };
    }
    await sleep(50);
  }
  await close();
  throw new Error(`The VS Code server did not start.\n${log}`);
}

/** The parent's environment without what would steer a VS Code started from inside another VS Code. */
function environment(dataFolder: string, added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('VSCODE_') && name !== 'NODE_V8_COVERAGE' && name !== 'PORT',
  );
  return {
    ...Object.fromEntries(inherited),
    WHETSTONE_HOME: path.join(dataFolder, 'whetstone-home'),
    ...added,
  };
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch (error) {
    // Not listening yet; the caller asks again until its deadline.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** What the place of the data folder depends on; `home` is the user's home folder. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
  /** Folder that a relative WHETSTONE_HOME counts from; the process's own when not given. */
  readonly cwd?: string;
}

/** Name of the database in the data folder. */
export const databaseName = 'whetstone.db';

/**
 * The folder in which the terminal keeps what a user makes, as an absolute path: WHETSTONE_HOME, else `whetstone` in the platform's data
 * folder: XDG_DATA_HOME or ~/.local/share (XDG Base Directory Specification; a relative one is ignored, as it says), ~/Library/Application
 * Support on macOS, %APPDATA% on Windows. An empty variable counts as not set. Makes nothing.
 */
export function dataFolder({
  env,
  platform = process.platform,
  home = homedir(),
  cwd,
}: Surroundings): string {
  const own = env['WHETSTONE_HOME'];
  if (own) return resolve(cwd ?? '.', own);
  return join(platformFolder(env, platform, home), 'whetstone');
}

/** Makes the data folder if there is none, for the user alone (0700); one that exists keeps its rights. Throws what the file system throws. */
export async function makeDataFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

function platformFolder(env: Surroundings['env'], platform: NodeJS.Platform, home: string): string {
  if (platform === 'win32') return env['APPDATA'] || join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  const given = env['XDG_DATA_HOME'];
  return given && isAbsolute(given) ? given : join(home, '.local', 'share');
}

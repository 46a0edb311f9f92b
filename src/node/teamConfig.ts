import { lstat, open, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { configFileName, emptyConfig, readTeamConfig, type ReadConfig } from '../core/config.ts';
import { WhetstoneError } from '../core/errors.ts';

/** A configuration longer than this is refused. Bytes. */
const maximumSize = 256 * 1024;

/**
 * Reads the `whetstone.config.json` of the repository that `folder` lies in: at its root (where `.git` is), or in `folder` itself when
 * there is no repository. Without such a file the configuration is empty. Throws WhetstoneError `config-invalid` when the file cannot be read as JSON.
 */
export async function readTeamConfigOf(folder: string): Promise<ReadConfig> {
  const path = join(await repositoryRoot(folder), configFileName);
  const text = await readSmall(path);
  return text === null ? { config: emptyConfig, warnings: [] } : readTeamConfig(text);
}

/** The nearest folder upwards that holds `.git`; `folder` itself when none does. */
export async function repositoryRoot(folder: string): Promise<string> {
  const start = await realpath(folder).catch(() => folder);
  for (let current = start; ; current = dirname(current)) {
    if (await exists(join(current, '.git'))) return current;
    if (dirname(current) === current) return start;
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function readSmall(path: string): Promise<string | null> {
  const hint = `Correct ${configFileName}, or remove it.`;
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > maximumSize)
        throw new WhetstoneError('config-invalid', `${configFileName} is too large.`, hint);
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof WhetstoneError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new WhetstoneError('config-invalid', `${configFileName} could not be read.`, hint, { cause });
  }
}

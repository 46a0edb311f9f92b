import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { WhetstoneError } from '../core/errors.ts';
import { readGuardSettings, type ReadGuardSettings } from '../core/guard/guardSettings.ts';

/** The user's own settings for the terminal, in his data folder; names as in the editor, `whetstone.` in front or not. */
const settingsFile = 'settings.json';

/**
 * The user's settings of the guard. `home` is the data folder (home.ts); without a file nothing is set. Throws `config-invalid`
 * when the file is no JSON object: a rule that protects must not be lost by a missing comma.
 */
export async function readGuardUserSettings(home: string): Promise<ReadGuardSettings> {
  const values = await valuesIn(path.join(home, settingsFile));
  return readGuardSettings((name) => values[name] ?? values[`whetstone.${name}`]);
}

async function valuesIn(file: string): Promise<Readonly<Record<string, unknown>>> {
  const hint = 'Correct it, or move it away to work with the defaults.';
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new WhetstoneError('config-invalid', `Your settings in ${file} cannot be read.`, hint, {
      cause: error,
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new WhetstoneError('config-invalid', `Your settings in ${file} are no JSON.`, hint, {
      cause: error,
    });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new WhetstoneError('config-invalid', `Your settings in ${file} are no JSON object.`, hint);
}

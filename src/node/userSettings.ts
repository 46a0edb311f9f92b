import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { WhetstoneError } from '../core/errors.ts';
import { timeoutSettingNames } from '../core/model/timeoutSettings.ts';
import { readAccountingSettings, type AccountingSettings } from '../core/usage/accountingSettings.ts';
import { accountingSettings } from '../core/usage/accountingNames.ts';

/** The user's own settings for the terminal, beside the database; the editor writes those of its user there. */
export const userSettingsFile = 'settings.json';

/**
 * Reads the user's settings in a data folder; without a file the defaults. Names are those of the editor, with or without `whetstone.` in front. Throws
 * `config-invalid` when the file cannot be read or is no JSON object: a budget must not be lost by a missing comma.
 */
export async function readUserSettings(home: string): Promise<AccountingSettings> {
  const file = path.join(home, userSettingsFile);
  const values = await valuesIn(file);
  const plain = new Map(
    Object.entries(values).map(([key, value]) => [key.replace(/^whetstone\./, ''), value]),
  );
  const settings = readAccountingSettings((setting) => plain.get(setting));
  const known = new Set<string>([...accountingSettings, ...timeoutSettingNames]);
  const groups = /^(?:cache|rateLimit|budget|audit|timeouts)\./;
  const unknown = [...plain.keys()].filter((key) => groups.test(key) && !known.has(key));
  return {
    ...settings,
    warnings: [
      ...settings.warnings,
      ...unknown.map((key) => `There is no setting ${JSON.stringify(key)} (${userSettingsFile}).`),
    ],
  };
}

/** What a settings file says, by name; empty when there is no file. Throws `config-invalid` as `readUserSettings` does. */
export async function valuesIn(file: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw invalid(file, 'cannot be read', error);
  }
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch (error) {
    throw invalid(file, 'is no JSON', error);
  }
  throw invalid(file, 'is no JSON object', undefined);
}

function invalid(file: string, what: string, cause: unknown): WhetstoneError {
  return new WhetstoneError(
    'config-invalid',
    `Your settings in ${file} cannot be used: the file ${what}.`,
    'Correct it, or move it away to work with the defaults.',
    { cause },
  );
}

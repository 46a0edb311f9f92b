import { rulesOf } from '../node/accountingRules.ts';
import path from 'node:path';
import { databaseName, dataFolder } from '../node/home.ts';
import { type BackupTimes, openStore, type Store } from '../node/store/openStore.ts';
import { readUserSettings } from '../node/userSettings.ts';
import type { AccountingSettings } from '../core/usage/accountingSettings.ts';
import type { SpendingRules } from '../core/usage/ledger.ts';
import type { CommandIo } from './io.ts';
import { warnAbout } from './remarks.ts';
import type { CommonOptions } from './terminal.ts';

export interface OpenedStore {
  readonly store: Store;
  readonly settings: AccountingSettings;
  readonly rules: SpendingRules;
}

/** A command ends before any timer: the backup of the day is made at its end, and the command waits for it. */
export const terminalBackups: BackupTimes = { delay: 3_600_000, patience: 30_000 };

/** Opens the user's database and settings for one command and closes them after it. Says on stderr what of the settings cannot be used. */
export async function withStore<T>(
  options: CommonOptions,
  io: CommandIo,
  work: (opened: OpenedStore) => Promise<T>,
): Promise<T> {
  const home = dataFolder({ env: io.env, cwd: io.cwd });
  const settings = await readUserSettings(home);
  await warnAbout(settings.warnings, options, io);
  const store = openStore({ path: path.join(home, databaseName), backups: terminalBackups });
  try {
    return await work({ store, settings, rules: rulesOf(settings) });
  } finally {
    await store.close();
  }
}

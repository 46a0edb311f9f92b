import { type GuardPolicy, teamPolicy, userPolicy } from '../core/guard/policy.ts';
import { readGuardUserSettings } from '../node/guardUserSettings.ts';
import { dataFolder } from '../node/home.ts';
import { readTeamConfigOf } from '../node/teamConfig.ts';
import type { CommandIo } from './io.ts';
import { warnAbout } from './remarks.ts';
import type { CommonOptions } from './terminal.ts';

/** The user's settings of the guard, strengthened by those of the folder's team. What of either is not followed is said. */
export async function guardPolicyOf(
  folder: string,
  options: CommonOptions,
  io: CommandIo,
): Promise<GuardPolicy> {
  const { config, warnings } = await readTeamConfigOf(folder);
  const own = await readGuardUserSettings(dataFolder({ env: io.env }));
  await warnAbout([...warnings, ...own.warnings], options, io);
  return teamPolicy(config.guard, userPolicy(own.settings));
}

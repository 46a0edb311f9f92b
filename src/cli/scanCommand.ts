import type { TextOrigin } from '../core/guard/finding.ts';
import { teamPolicy, userPolicy } from '../core/guard/policy.ts';
import { scanText } from '../core/guard/scanText.ts';
import { WhetstoneError } from '../core/errors.ts';
import { answerLines } from './answerLines.ts';
import { exitStatus } from './exitStatus.ts';
import { workingFolder } from './folder.ts';
import { readInput } from './input.ts';
import type { CommandIo } from './io.ts';
import { readGuardUserSettings } from '../node/guardUserSettings.ts';
import { dataFolder } from '../node/home.ts';
import { readTeamConfigOf } from '../node/teamConfig.ts';
import { warnAbout } from './remarks.ts';
import { renderScan } from './renderScan.ts';
import { type CommonOptions, paintFor, writeJson } from './terminal.ts';

export interface ScanOptions extends CommonOptions {
  readonly file?: string;
  readonly as: TextOrigin;
  readonly jsonl?: string;
}

/** `whetstone scan`: what in a text should not leave the machine. Exit status 1 when the guard would block it. */
export async function scanCommand(
  words: readonly string[],
  options: ScanOptions,
  io: CommandIo,
): Promise<number> {
  const folder = await workingFolder(options, io);
  const { config, warnings } = await readTeamConfigOf(folder);
  const own = await readGuardUserSettings(dataFolder({ env: io.env }));
  await warnAbout([...warnings, ...own.warnings], options, io);
  const policy = teamPolicy(config.guard, userPolicy(own.settings));
  if (options.jsonl !== undefined) {
    if (words.length > 0 || options.file !== undefined)
      throw new WhetstoneError('usage', 'There are both --jsonl and another text.', 'Give one of them.');
    let blocked = false;
    const status = await answerLines(
      options.jsonl,
      folder,
      (row) => {
        const result = scanText(row.text, { as: row.as ?? options.as, policy });
        blocked ||= result.verdict === 'block';
        return result;
      },
      io,
    );
    return status === exitStatus.done && blocked ? exitStatus.fellShort : status;
  }
  const { text } = await readInput(words, options.file, folder, io);
  const result = scanText(text, { as: options.as, policy });
  if (options.json) await writeJson(io, result);
  else if (options.quiet) await io.stdout.write(`${result.verdict}\n`);
  else await io.stdout.write(renderScan(result, text, paintFor(io.stdout, options, io)));
  return result.verdict === 'block' ? exitStatus.fellShort : exitStatus.done;
}

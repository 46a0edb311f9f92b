import type { RepositoryContext } from '../core/context/context.ts';
import { gatherContext } from '../core/context/gatherContext.ts';
import { WhetstoneError } from '../core/errors.ts';
import { parsePrompt } from '../core/prompt/parsePrompt.ts';
import { readTeamConfigOf } from '../node/teamConfig.ts';
import { contextPorts, defaultDepth, defaultTokenBudget } from './contextPorts.ts';
import { exitStatus } from './exitStatus.ts';
import { folderAt, workingFolder } from './folder.ts';
import type { CommandIo } from './io.ts';
import { warnAbout } from './remarks.ts';
import { renderRepository } from './renderRepository.ts';
import { type CommonOptions, paintFor, writeJson } from './terminal.ts';

export interface ContextOptions extends CommonOptions {
  readonly prompt?: string;
  readonly git?: boolean;
  readonly depth?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** `whetstone context`: what is seen of a repository, and which files bear on a prompt. */
export async function contextCommand(
  dir: string | undefined,
  options: ContextOptions,
  io: CommandIo,
): Promise<number> {
  const root = await folderAt(await workingFolder(options, io), dir);
  const { config, warnings } = await readTeamConfigOf(root);
  await warnAbout(warnings, options, io);
  const context: RepositoryContext = await gatherContext(
    {
      root,
      prompt: options.prompt === undefined ? null : parsePrompt(options.prompt),
      depth: depthNamed(options.depth) ?? config.context.depth ?? defaultDepth,
      include: options.include ?? config.context.include ?? [],
      exclude: [...(config.context.exclude ?? []), ...(options.exclude ?? [])],
      git: options.git === true,
      tokenBudget: defaultTokenBudget,
    },
    contextPorts,
    io.signal,
  );
  if (options.json) await writeJson(io, context);
  else await io.stdout.write(renderRepository(context, paintFor(io.stdout, options, io)));
  if (!options.json) await warnAbout(context.notes, options, io);
  return exitStatus.done;
}

function depthNamed(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,2}$/.test(value) || Number(value) < 1 || Number(value) > 20)
    throw new WhetstoneError('usage', `"${value}" is not a depth.`, 'Give a whole number from 1 to 20.');
  return Number(value);
}

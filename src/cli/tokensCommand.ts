import { countTokens } from '../core/usage/tokens.ts';
import { exitStatus } from './exitStatus.ts';
import { workingFolder } from './folder.ts';
import { readInput } from './input.ts';
import type { CommandIo } from './io.ts';
import { type CommonOptions, shownShort, writeJson } from './terminal.ts';

export interface TokensOptions extends CommonOptions {
  readonly file?: string;
  readonly model?: string;
}

/** `whetstone tokens`: counts the tokens of a text. */
export async function tokensCommand(
  words: readonly string[],
  options: TokensOptions,
  io: CommandIo,
): Promise<number> {
  const { text } = await readInput(words, options.file, await workingFolder(options, io), io);
  const count = await countTokens(text, options.model);
  if (options.json) await writeJson(io, count);
  else if (options.quiet) await io.stdout.write(`${count.tokens}\n`);
  else {
    const about = count.exact ? '' : 'about ';
    const unit = count.tokens === 1 ? 'token' : 'tokens';
    await io.stdout.write(`${about}${count.tokens} ${unit} for ${shownShort(count.model)}\n`);
  }
  return exitStatus.done;
}

import { compressPrompt } from '../core/compress/compressPrompt.ts';
import { countTokens } from '../core/usage/tokens.ts';
import { exitStatus } from './exitStatus.ts';
import { workingFolder } from './folder.ts';
import { readInput } from './input.ts';
import type { CommandIo } from './io.ts';
import { type CommonOptions, paintFor, writeJson } from './terminal.ts';

export interface CompressOptions extends CommonOptions {
  readonly file?: string;
}

/** `whetstone compress`: the same prompt in fewer tokens. How many goes to stderr, so that the result can be piped on. */
export async function compressCommand(
  words: readonly string[],
  options: CompressOptions,
  io: CommandIo,
): Promise<number> {
  const { text, path } = await readInput(words, options.file, await workingFolder(options, io), io);
  const compressed = compressPrompt(text, { path: path ?? undefined });
  const tokensBefore = (await countTokens(text)).tokens;
  const tokensAfter = compressed.changed ? (await countTokens(compressed.text)).tokens : tokensBefore;
  // Shorter in letters is not always shorter in tokens.
  const gained = tokensAfter < tokensBefore;
  const result = gained
    ? { text: compressed.text, tokensBefore, tokensAfter }
    : { text, tokensBefore, tokensAfter: tokensBefore };
  if (options.json) await writeJson(io, result);
  else await io.stdout.write(result.text.endsWith('\n') ? result.text : `${result.text}\n`);
  if (!options.json && !options.quiet) {
    const share = Math.round((1 - result.tokensAfter / tokensBefore) * 100);
    const remark = gained
      ? `${tokensBefore} tokens before, ${tokensAfter} after (${share} % fewer).`
      : `There is nothing to gain: ${tokensBefore} tokens, and every word counts.`;
    await io.stderr.write(`${paintFor(io.stderr, options, io)('dim', remark)}\n`);
  }
  return exitStatus.done;
}

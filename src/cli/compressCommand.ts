import type { ModelCompression } from '../core/compress/compressWithModel.ts';
import { compressPrompt } from '../core/compress/compressPrompt.ts';
import { countTokens } from '../core/usage/tokens.ts';
import { exitStatus } from './exitStatus.ts';
import { workingFolder } from './folder.ts';
import { readInput } from './input.ts';
import type { CommandIo } from './io.ts';
import { type CommonOptions, paintFor, writeJson } from './terminal.ts';

export interface CompressOptions extends CommonOptions {
  readonly file?: string;
  /** Who says it in fewer words; no model is asked when both are left out. */
  readonly provider?: string;
  readonly model?: string;
  /** False with `--no-cache`. */
  readonly cache?: boolean;
  readonly redact?: boolean;
}

/** `whetstone compress`: the same prompt in fewer tokens. How many goes to stderr, so that the result can be piped on. */
export async function compressCommand(
  words: readonly string[],
  options: CompressOptions,
  io: CommandIo,
): Promise<number> {
  const folder = await workingFolder(options, io);
  const { text, path } = await readInput(words, options.file, folder, io);
  const wanted = options.provider !== undefined || options.model !== undefined;
  if (wanted && options.provider !== 'offline') {
    const { compressThroughModel } = await import('./compressThroughModel.ts');
    const made = await compressThroughModel({ text, path }, folder, options, io);
    return tell(made, { provider: made.provider, model: made.model, ...accountOf(made) }, options, io);
  }
  const compressed = compressPrompt(text, { path: path ?? undefined });
  const tokensBefore = (await countTokens(text)).tokens;
  const tokensAfter = compressed.changed ? (await countTokens(compressed.text)).tokens : tokensBefore;
  // Shorter in letters is not always shorter in tokens.
  const gained = tokensAfter < tokensBefore;
  const result = gained
    ? { text: compressed.text, tokensBefore, tokensAfter }
    : { text, tokensBefore, tokensAfter: tokensBefore };
  return tell(result, {}, options, io);
}

/** Prints the text, and on stderr what that saved; with `--json` one document with what else there is to say. */
async function tell(
  { text, tokensAfter, tokensBefore }: Pick<ModelCompression, 'text' | 'tokensAfter' | 'tokensBefore'>,
  more: object,
  options: CompressOptions,
  io: CommandIo,
): Promise<number> {
  if (options.json) await writeJson(io, { text, tokensBefore, tokensAfter, ...more });
  else await io.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  if (!options.json && !options.quiet) {
    const share = Math.round((1 - tokensAfter / tokensBefore) * 100);
    const remark =
      tokensAfter < tokensBefore
        ? `${tokensBefore} tokens before, ${tokensAfter} after (${share}% fewer).`
        : `There is nothing to gain: ${tokensBefore} tokens, and every word counts.`;
    await io.stderr.write(`${paintFor(io.stderr, options, io)('dim', remark)}\n`);
  }
  return exitStatus.done;
}

function accountOf({
  cached,
  costUsd,
  fallbackFrom,
  inputTokens,
  outputTokens,
  warnings,
}: ModelCompression): object {
  return { inputTokens, outputTokens, costUsd, cached, fallbackFrom, warnings };
}

import type { CancellationToken } from 'vscode';
import * as z from 'zod/mini';
import { styles } from '../../core/enhance/enhancement.ts';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import { isPlainObject } from '../commands.ts';
import { parseArgument, rangeArgument, uriArgument } from '../commandArgument.ts';
import { clarifyFirst } from './clarifyFirst.ts';
import { enhanceOrigin } from './enhanceOrigin.ts';
import type { EnhancePromptDependencies } from './enhanceOrigin.ts';
import { clipboardOrigin, findOrigin, scmInputOrigin } from './source.ts';

const options = {
  style: z.optional(z.enum(styles)),
  provider: z.optional(z.string()),
  model: z.optional(z.string()),
  apply: z.optional(z.enum(['diff', 'replace', 'none'])),
};

const enhanceArgument = z.object({
  text: z.optional(z.string()),
  uri: z.optional(uriArgument),
  range: z.optional(rangeArgument),
  redact: z.optional(z.boolean()),
  insist: z.optional(z.boolean()),
  ...options,
});

const clipboardArgument = z.object(options);

/** A menu of the Source Control view passes its SourceControl, which has a `rootUri`. */
const scmArgument = z.object({ ...options, rootUri: z.optional(uriArgument) });

/**
 * `whetstone.enhancePrompt({text?, uri?, range?, style?, provider?, model?, apply?, insist?})`. `insist`: ask a model even when the prompt is excellent already. Returns the enhancement; undefined when the user
 * left before there was one. Throws WhetstoneErrors.
 */
export async function enhancePrompt(
  dependencies: EnhancePromptDependencies,
  argument: unknown,
  token?: CancellationToken,
): Promise<Enhancement | undefined> {
  const given = parseArgument(enhanceArgument, argument);
  const origin = await findOrigin(given);
  if (origin === undefined) return undefined;
  const unattended = isPlainObject(argument);
  const answered = unattended ? {} : await clarifyFirst(dependencies, origin);
  return answered === undefined
    ? undefined
    : enhanceOrigin(dependencies, origin, { ...given, ...answered, unattended }, token);
}

/** `whetstone.enhanceClipboard({style?, …})`: enhances the text on the clipboard; accepting puts the result there. */
export async function enhanceClipboard(
  dependencies: EnhancePromptDependencies,
  argument: unknown,
): Promise<Enhancement> {
  const given = parseArgument(clipboardArgument, argument);
  return enhanceOrigin(dependencies, await clipboardOrigin(), given);
}

/** `whetstone.enhanceScmInput({style?, …})`: enhances the text in Source Control's input box; accepting puts the result there. */
export async function enhanceScmInput(
  dependencies: EnhancePromptDependencies,
  argument: unknown,
): Promise<Enhancement> {
  const given = parseArgument(scmArgument, argument);
  return enhanceOrigin(dependencies, await scmInputOrigin(given.rootUri), given);
}

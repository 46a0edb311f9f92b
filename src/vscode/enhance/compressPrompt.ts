import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import { contextFolderFor } from '../contextFolder.ts';
import { parseArgument, rangeArgument, uriArgument } from '../commandArgument.ts';
import { folderHint, showResult, type EnhancePromptDependencies } from './enhanceOrigin.ts';
import { findOrigin } from './source.ts';

const compressArgument = z.object({
  text: z.optional(z.string()),
  uri: z.optional(uriArgument),
  range: z.optional(rangeArgument),
  apply: z.optional(z.enum(['diff', 'none'])),
});

/** What `whetstone.compressPrompt` gives back. */
export interface CompressedPrompt {
  readonly text: string;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
}

/**
 * `whetstone.compressPrompt({text?, uri?, range?, apply?: "diff"|"none"})`: says a prompt in fewer tokens and shows a diff to accept; says so when
 * there is nothing to gain. Undefined when the user left before there was a prompt.
 */
export async function compressPrompt(
  { engine, sessions }: EnhancePromptDependencies,
  argument: unknown,
): Promise<CompressedPrompt | undefined> {
  const { apply = 'diff', ...given } = parseArgument(compressArgument, argument);
  const origin = await findOrigin(given);
  if (origin === undefined) return undefined;
  const { text, kind, path } = origin;
  const made: Enhancement = await engine.compress(
    { text, kind, team: contextFolderFor(folderHint(origin)).root, ...(path !== null && { path }) },
    new AbortController().signal,
  );
  if (apply === 'diff') {
    if (made.changed) await showResult(origin, made, sessions, 'compress');
    else
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'There is nothing to gain: the prompt has {0} tokens, and every word counts.',
          made.inputTokens,
        ),
      );
  }
  return { text: made.enhancedPrompt, tokensBefore: made.inputTokens, tokensAfter: made.outputTokens };
}

import type { CancellationToken } from 'vscode';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { RepositoryContext } from '../core/context/context.ts';
import { WhetstoneError } from '../core/errors.ts';
import type { Engine } from '../node/engine/engine.ts';
import { abortSignalOf } from './abortSignal.ts';
import { parseArgument, uriArgument } from './commandArgument.ts';
import { contextFolderFor, firstFolder } from './contextFolder.ts';
import { ownGuardSettings } from './guardSettings.ts';
import { readEnhancementSettings } from './settings.ts';

const contextArgument = z.object({
  uri: z.optional(uriArgument),
  prompt: z.optional(z.string()),
  git: z.optional(z.boolean()),
});

/**
 * What Whetstone sees of a workspace folder, as `whetstone context --json` prints it. Throws `input-unreadable` when there is no
 * folder, or one that may not be read.
 */
export async function repositoryContext(
  engine: Engine,
  argument: unknown,
  token: CancellationToken | undefined,
): Promise<RepositoryContext> {
  const given = parseArgument(contextArgument, argument);
  const folder = contextFolderFor(given.uri);
  if (folder.root === null) {
    throw new WhetstoneError(
      'input-unreadable',
      firstFolder() === undefined ? vscode.l10n.t('No folder is open.') : folder.missing,
      vscode.l10n.t('Open a folder on your disk and trust it.'),
    );
  }
  const { depth, include, exclude, git, tokenBudget } = readEnhancementSettings(given.uri);
  const cancellation = abortSignalOf(token ?? new vscode.CancellationTokenSource().token);
  try {
    return await engine.context(
      {
        root: folder.root,
        prompt: given.prompt ?? null,
        depth,
        include,
        exclude: [...exclude, ...(ownGuardSettings().settings.neverRead ?? [])],
        git: given.git ?? git,
        tokenBudget,
      },
      cancellation.signal,
    );
  } finally {
    cancellation.dispose();
  }
}

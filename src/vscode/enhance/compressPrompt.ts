import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import { abortSignalOf } from '../abortSignal.ts';
import { parseArgument, rangeArgument, uriArgument } from '../commandArgument.ts';
import { isPlainObject } from '../commands.ts';
import { contextFolderFor } from '../contextFolder.ts';
import { ownGuardSettings } from '../guardSettings.ts';
import { localized } from '../localized.ts';
import type { WantedModels } from '../reachableModels.ts';
import { askWhenBlocked } from './askWhenBlocked.ts';
import { folderHint, showResult, type EnhancePromptDependencies } from './enhanceOrigin.ts';
import { findOrigin } from './source.ts';

const compressArgument = z.object({
  text: z.optional(z.string()),
  uri: z.optional(uriArgument),
  range: z.optional(rangeArgument),
  apply: z.optional(z.enum(['diff', 'none'])),
  provider: z.optional(z.string()),
  model: z.optional(z.string()),
  cache: z.optional(z.boolean()),
  redact: z.optional(z.boolean()),
});

/** What `whetstone.compressPrompt` gives back. */
export interface CompressedPrompt {
  readonly text: string;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  /** Who did it; `offline` when no model was asked or the built-in compression was the best that loses nothing. */
  readonly provider: string;
  readonly model: string;
  /** What to know about how this came about, one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * `whetstone.compressPrompt({text?, uri?, range?, apply?: "diff"|"none", provider?, model?, cache?, redact?})`: says a prompt in fewer tokens and shows a
 * diff to accept; says so when there is nothing to gain. A model does more of it when one is named, or by the setting
 * `whetstone.compression.model`. Undefined when the user left before there was a result.
 */
export async function compressPrompt(
  dependencies: EnhancePromptDependencies,
  argument: unknown,
): Promise<CompressedPrompt | undefined> {
  const given = parseArgument(compressArgument, argument);
  const origin = await findOrigin(given);
  if (origin === undefined) return undefined;
  const unattended = isPlainObject(argument);
  const wanted = await modelsFor(dependencies, given, unattended);
  if (wanted === undefined) return undefined;
  const { text, kind, path } = origin;
  const input = {
    text,
    kind,
    team: contextFolderFor(folderHint(origin)).root,
    ...(path !== null && { path }),
    guard: ownGuardSettings().settings,
    ...(given.cache === false && { cache: false }),
    ...wanted,
  };
  const run = async (redact: boolean): Promise<Enhancement> =>
    vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Compressing the prompt'),
        cancellable: true,
      },
      async (_progress, token) => {
        const cancellation = abortSignalOf(token);
        try {
          return await dependencies.engine.compress({ ...input, redact }, cancellation.signal);
        } finally {
          cancellation.dispose();
        }
      },
    );
  const made = await askWhenBlocked(run, origin, { redact: given.redact, unattended });
  if ((given.apply ?? 'diff') === 'diff') {
    if (made.changed) await showResult(origin, made, dependencies.sessions, 'compress');
    else
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'There is nothing to gain: the prompt has {0} tokens, and every word counts.',
          made.inputTokens,
        ),
      );
    if (made.warnings.length > 0 && !unattended)
      void vscode.window.showWarningMessage(made.warnings.map(({ message }) => localized(message)).join(' '));
  }
  return {
    text: made.enhancedPrompt,
    tokensBefore: made.inputTokens,
    tokensAfter: made.outputTokens,
    provider: made.provider,
    model: made.model,
    warnings: made.warnings.map(({ message }) => message),
  };
}

/** Who is to be asked: `models` null = no model. Undefined when the user left. */
async function modelsFor(
  { models }: EnhancePromptDependencies,
  given: z.infer<typeof compressArgument>,
  unattended: boolean,
): Promise<WantedModels | undefined> {
  const none: WantedModels = { models: null };
  if (given.provider !== undefined || given.model !== undefined) return models.wanted(given);
  const wish: string = vscode.workspace.getConfiguration('whetstone').get('compression.model', 'ask');
  if (wish === 'always') return models.wanted({});
  if (wish !== 'ask' || unattended) return none;
  const wanted = await models.wanted({});
  const preferred = wanted.models?.connections.find(({ id }) => id === wanted.models?.preferred);
  if (preferred === undefined) return none;
  const alone = vscode.l10n.t('Without a model');
  const picked = await vscode.window.showQuickPick(
    [
      { label: alone, description: vscode.l10n.t('at once, about a third fewer tokens of a wordy prompt') },
      {
        label: vscode.l10n.t('With {0}', preferred.name),
        description: vscode.l10n.t('about half; what it loses is checked'),
      },
    ],
    { title: vscode.l10n.t('Compress Prompt') },
  );
  if (picked === undefined) return undefined;
  return picked.label === alone ? none : wanted;
}

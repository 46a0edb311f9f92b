import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { styles } from '../../core/enhance/enhancement.ts';
import type { RequestPreview } from '../../core/enhance/requestPreview.ts';
import type { ShownEstimate } from '../../core/model/estimate.ts';
import { formatUsd, fromUsd, grouped } from '../../core/usage/money.ts';
import { parseArgument, rangeArgument, uriArgument } from '../commandArgument.ts';
import { isPlainObject } from '../commands.ts';
import type { ShownTexts } from '../shownTexts.ts';
import { inputFor, type EnhancePromptDependencies } from './enhanceOrigin.ts';
import { findOrigin } from './source.ts';

const showArgument = z.object({
  text: z.optional(z.string()),
  uri: z.optional(uriArgument),
  range: z.optional(rangeArgument),
  style: z.optional(z.enum(styles)),
  provider: z.optional(z.string()),
  model: z.optional(z.string()),
});

/**
 * `whetstone.showRequest({text? | uri?, range?, style?, provider?, model?})`: what an enhancement of the prompt would be given to work with, whole and with
 * what is masked marked, in an editor. Sends nothing. Returns it; called with an object it opens nothing.
 */
export async function showRequest(
  { engine, models, shown }: EnhancePromptDependencies & { readonly shown: ShownTexts },
  argument: unknown,
): Promise<RequestPreview | undefined> {
  const given = parseArgument(showArgument, argument);
  const origin = await findOrigin(given);
  if (origin === undefined) return undefined;
  const preview = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Putting the request together') },
    async () =>
      engine.preview(
        { ...inputFor(origin, given), ...(await models.wanted(given)) },
        new AbortController().signal,
      ),
  );
  if (isPlainObject(argument)) return preview;
  const head = [
    preview.sentTo === null
      ? vscode.l10n.t('The built-in rewriter gets this. Nothing leaves this machine.')
      : vscode.l10n.t('This would be sent to {0}.', preview.sentTo),
    ...(preview.estimate === undefined ? [] : [estimateText(preview.estimate)]),
    ...preview.remarks,
  ].join('\n');
  const before = `${head}\n\n---\n\n`;
  await shown.show(
    vscode.l10n.t('What Would Be Sent'),
    before + preview.text,
    preview.redactions.map(({ start, end }) => ({
      start: start + before.length,
      end: end + before.length,
      says: vscode.l10n.t('Masked before anything is sent, and put back in the answer on this machine.'),
    })),
  );
  return preview;
}

function estimateText({ exact, inputTokens, model, mostCostUsd, mostOutputTokens }: ShownEstimate): string {
  const input = exact ? grouped(inputTokens) : `≈ ${grouped(inputTokens)}`;
  const output = grouped(mostOutputTokens);
  return mostCostUsd === null
    ? vscode.l10n.t('{0}: {1} tokens in, at most {2} out; its price is not known.', model, input, output)
    : vscode.l10n.t(
        '{0}: {1} tokens in, at most {2} out, for at most {3}.',
        model,
        input,
        output,
        formatUsd(fromUsd(mostCostUsd)),
      );
}

import type { CompletionRequest } from '../core/model/completion.ts';
import { shownEstimate, type ShownEstimate } from '../core/model/estimate.ts';
import { formatUsd, fromUsd, grouped } from '../core/usage/money.ts';
import { countTokens } from '../core/usage/tokens.ts';
import { dataFolder } from '../node/home.ts';
import { readUserSettings } from '../node/userSettings.ts';
import type { CommandIo } from './io.ts';
import type { Choice } from './models.ts';
import { shownShort } from './terminal.ts';

/** What a request would take at the most, by the prices of the user. Sends and writes nothing; undefined when the provider is not set up. */
export async function estimateFor(
  { connections, provider }: Choice,
  request: CompletionRequest,
  io: CommandIo,
): Promise<ShownEstimate | undefined> {
  const connection = connections.find(({ definition }) => definition.id === provider);
  if (connection === undefined) return undefined;
  const { prices } = await readUserSettings(dataFolder({ env: io.env, cwd: io.cwd }));
  const model = request.model ?? connection.model?.() ?? null;
  return shownEstimate({ ...request, model }, connection.definition, { countTokens, prices: () => prices });
}

/** The same in a sentence. */
export function inWords({ exact, inputTokens, model, mostCostUsd, mostOutputTokens }: ShownEstimate): string {
  const cost =
    mostCostUsd === null ? 'at a price that is not known' : `for at most ${formatUsd(fromUsd(mostCostUsd))}`;
  const tokens = `${exact ? '' : 'about '}${grouped(inputTokens)} tokens in, at most ${grouped(mostOutputTokens)} out`;
  return `${model === '' ? 'The model' : shownShort(model)} would take ${tokens}, ${cost}.`;
}

import { mostItCosts } from '../usage/cost.ts';
import { type Picodollars, toUsd } from '../usage/money.ts';
import { type Price, priceOf, type PriceOverrides } from '../usage/prices.ts';
import type { TokenCount } from '../usage/tokens.ts';
import type { CompletionRequest } from './completion.ts';
import type { ConnectionDefinition, ConnectionKind } from './connectionDefinition.ts';
import { runsHere } from './connectionInput.ts';
import type { ProviderKind } from './languageModel.ts';
import { modelForRequest } from './tiers.ts';

/** A provider as the account sees it. */
export interface Metered {
  /** Id of the connection. */
  readonly id: string;
  readonly kind: ProviderKind;
  readonly local: boolean;
  /** The model that answers a request that names none. */
  readonly defaultModel?: string;
}

export interface EstimateDependencies {
  readonly prices: () => PriceOverrides;
  readonly countTokens: (text: string, model?: string) => Promise<TokenCount>;
}

/** The most that one attempt takes. */
export interface Estimate {
  /** The input as it was counted here. */
  readonly counted: TokenCount;
  /** Upper bounds, tokens. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Upper bound; null when the price is unknown. */
  readonly cost: Picodollars | null;
}

/** An estimate as it is shown before anything is sent. */
export interface ShownEstimate {
  /** Empty when the provider chooses. */
  readonly model: string;
  /** As counted here, and whether that is exact. */
  readonly inputTokens: number;
  readonly exact: boolean;
  readonly mostOutputTokens: number;
  /** US dollars; null = unknown. */
  readonly mostCostUsd: number | null;
}

/** What a message costs beside its text (role, separators) and a request beside its messages, tokens; OpenAI's cookbook counts 3 and 3. */
const perMessage = 4;
const perRequest = 3;

/** How far the count of a vocabulary that is not public may be off. Claude's newer vocabularies make up to 35 % more tokens than its older ones. */
const uncertainty = 1.5;

/** The most that a request for `request.model` can take: what is reserved before a call. */
export async function estimate(
  request: CompletionRequest,
  provider: Metered,
  dependencies: EstimateDependencies,
): Promise<Estimate> {
  const counted = await countInput(request, dependencies);
  const inputTokens = Math.ceil(counted.tokens * (counted.exact ? 1 : uncertainty));
  const price = priceFor(provider, request.model ?? '', dependencies);
  const cost = mostItCosts(inputTokens, request.maxTokens, price);
  return { counted, inputTokens, outputTokens: request.maxTokens, cost };
}

/** The same for a connection, and for people and programs. The model is the one that the gateway would choose. */
export async function shownEstimate(
  given: CompletionRequest,
  connection: ConnectionDefinition<ConnectionKind>,
  dependencies: EstimateDependencies,
): Promise<ShownEstimate> {
  const request = { ...given, model: given.model ?? modelForRequest(connection, given) };
  const provider = { id: connection.id, kind: connection.kind, local: runsHere(connection) };
  const { cost, counted, outputTokens } = await estimate(request, provider, dependencies);
  return {
    model: request.model ?? '',
    inputTokens: counted.tokens,
    exact: counted.exact,
    mostOutputTokens: outputTokens,
    mostCostUsd: cost === null ? null : toUsd(cost),
  };
}

async function countInput(
  { messages, model, schema }: CompletionRequest,
  { countTokens }: EstimateDependencies,
): Promise<TokenCount> {
  const texts = messages.map(({ content }) => content);
  if (schema !== null) texts.push(JSON.stringify(schema.schema));
  const counts = await Promise.all(texts.map((text) => countTokens(text, model ?? undefined)));
  return {
    tokens: counts.reduce((sum, { tokens }) => sum + tokens + perMessage, perRequest),
    model: model ?? '',
    exact: model !== null && counts.every(({ exact }) => exact),
  };
}

const free: Price = {
  input: 0,
  cachedInput: 0,
  cacheWrite: 0,
  output: 0,
  long: null,
  source: null,
  date: null,
};

/**
 * Nothing for a model of this machine, unless it is a vendor's model behind a proxy that runs here; unknown for one of the editor's, which the
 * subscription pays.
 */
export function priceFor(provider: Metered, model: string, { prices }: EstimateDependencies): Price | null {
  const overrides = prices();
  if (provider.local) {
    const known =
      provider.kind === 'ollama' && !Object.hasOwn(overrides, model) ? null : priceOf(model, overrides);
    return known ?? free;
  }
  if (provider.kind === 'vscode-lm')
    return Object.hasOwn(overrides, model) ? priceOf(model, overrides) : null;
  return priceOf(model, overrides);
}

import * as z from 'zod/mini';
import table from './prices.json' with { type: 'json' };

/** US dollars for a million tokens. Null where the vendor has no such price: then those tokens cost what input costs. */
export interface Rates {
  readonly input: number;
  /** Input that the vendor had in its cache. */
  readonly cachedInput: number | null;
  /** Input that the vendor put into its cache. */
  readonly cacheWrite: number | null;
  readonly output: number;
}

/** What a model costs, and how that is known. */
export interface Price extends Rates {
  /** Other rates for the whole request when its input is longer than `above` tokens. */
  readonly long: (Rates & { readonly above: number }) | null;
  /** Where it was read; null for a price from the user's settings. */
  readonly source: string | null;
  /** The day it was read, `2026-10-24`; null for a price from the user's settings. */
  readonly date: string | null;
}

const amount = z.number().check(z.gte(0), z.lte(1_000_000));
const optionalAmount = z.optional(z.nullable(amount));

/** A price as a user writes it: US dollars for a million tokens. */
export const priceSettingSchema = z.object({
  input: amount,
  output: amount,
  cachedInput: optionalAmount,
  cacheWrite: optionalAmount,
});

export type PriceSetting = z.infer<typeof priceSettingSchema>;

/** Prices by model id, as the user set them. They go before the ones that are shipped. */
export type PriceOverrides = Readonly<Record<string, PriceSetting>>;

/** Days after which a price is flagged as old. */
export const oldAfterDays = 90;

const shipped: ReadonlyMap<string, Price> = new Map(
  table.map((row) => [
    row.model,
    { ...row, long: 'long' in row && row.long !== undefined ? row.long : null },
  ]),
);

/**
 * The price of a model as its provider names it; null when it is not known. Understands dated versions (`gpt-4o-2024-08-06` where that has
 * no price of its own), `-latest`, and names with a vendor in front (`anthropic/claude-sonnet-5`, `openai:gpt-4o`).
 */
export function priceOf(model: string, overrides: PriceOverrides = {}): Price | null {
  const names = namesOf(model);
  for (const name of names) {
    const own = Object.hasOwn(overrides, name) ? overrides[name] : undefined;
    if (own !== undefined) return fromSetting(own);
  }
  for (const name of names) {
    const price = shipped.get(name);
    if (price !== undefined) return price;
  }
  return null;
}

/** True when a shipped price was read more than 90 days before `now`. The user's own prices do not age. */
export function isOld(price: Price, now: number): boolean {
  return price.date !== null && now - Date.parse(price.date) > oldAfterDays * 24 * 3600 * 1000;
}

function fromSetting({ input, output, cachedInput = null, cacheWrite = null }: PriceSetting): Price {
  return { input, output, cachedInput, cacheWrite, long: null, source: null, date: null };
}

/** Names to look a model up by, the most exact first. */
function namesOf(model: string): string[] {
  const id = model.trim().toLowerCase();
  const bare = id
    .slice(id.lastIndexOf('/') + 1)
    .replace(/^(?:openai|anthropic|openrouter|azure|vscode-lm):/, '');
  const plain = bare.replace(/:(?:beta|thinking|nitro|floor|online)$/, '');
  const undated = plain.replace(/-(?:\d{4}-\d{2}-\d{2}|\d{8}|latest)$/, '');
  // OpenRouter writes claude-sonnet-4.5 what Anthropic writes claude-sonnet-4-5.
  const hyphened = undated.startsWith('claude') ? undated.replaceAll('.', '-') : undated;
  return [...new Set([model, id, bare, plain, undated, hyphened])];
}

import { fromUsd, type Picodollars } from './money.ts';
import type { Price, Rates } from './prices.ts';

/** Tokens of one attempt. */
export interface TokensUsed {
  /** All input, cached and newly cached tokens among it. */
  readonly input: number;
  /** Read from the vendor's cache. */
  readonly cachedInput: number;
  /** Put into the vendor's cache. */
  readonly cacheWrite: number;
  readonly output: number;
}

/** Prices are for a million tokens. */
const perMillion = 1_000_000n;

/**
 * What an attempt cost, exactly. No tokens cost nothing; without a price the cost is unknown (null), never 0.
 * Counts must be whole numbers from 0 up, cached and newly cached tokens together at most the input.
 */
export function costOf(tokens: TokensUsed, price: Price | null): Picodollars | null {
  if (tokens.input === 0 && tokens.output === 0) return 0n;
  if (price === null) return null;
  const rates = ratesFor(price, tokens.input);
  const fresh = tokens.input - tokens.cachedInput - tokens.cacheWrite;
  return (
    part(fresh, rates.input) +
    part(tokens.cachedInput, rates.cachedInput ?? rates.input) +
    part(tokens.cacheWrite, rates.cacheWrite ?? rates.input) +
    part(tokens.output, rates.output)
  );
}

/** The most that an attempt with so many tokens can cost: nothing of the input comes from the vendor's cache, all is put there if that costs more. */
export function mostItCosts(input: number, output: number, price: Price | null): Picodollars | null {
  if (price === null) return null;
  const rates = ratesFor(price, input);
  return part(input, Math.max(rates.input, rates.cacheWrite ?? 0)) + part(output, rates.output);
}

function ratesFor(price: Price, input: number): Rates {
  return price.long !== null && input > price.long.above ? price.long : price;
}

/** A price per million with up to six decimals makes a whole number of picodollars a token. */
function part(tokens: number, usdPerMillion: number): Picodollars {
  return (BigInt(tokens) * fromUsd(usdPerMillion)) / perMillion;
}

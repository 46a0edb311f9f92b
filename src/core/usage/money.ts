/**
 * An exact amount of money: whole millionths of a millionth of a US dollar. A price of $0.075 for a million tokens is 75,000 of these for
 * each token, so costs are whole numbers and sums of any length do not drift.
 */
export type Picodollars = bigint;

const digits = 12;

/** Picodollars in a dollar. */
export const dollar: Picodollars = 10n ** BigInt(digits);

/**
 * US dollars as exact money; digits beyond the twelfth are cut. Reads the number as it is written (0.1 is a tenth), not as it is stored.
 * Throws RangeError for negative, infinite and missing numbers.
 */
export function fromUsd(usd: number): Picodollars {
  if (!Number.isFinite(usd) || usd < 0) throw new RangeError('An amount of money is a number from 0 up.');
  const [mantissa = '0', exponent = '0'] = String(usd).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const shift = digits - fraction.length + Number(exponent);
  const units = BigInt(whole + fraction);
  return shift >= 0 ? units * 10n ** BigInt(shift) : units / 10n ** BigInt(-shift);
}

/** US dollars as the nearest number; for showing and for JSON, never for adding up. */
export function toUsd(amount: Picodollars): number {
  return Number(decimals(amount));
}

/**
 * Dollars for a reader: two decimals, for less than a dollar as many as show two figures, at most six: `$12.30`, `$0.042`, `$0.000018`.
 * `under $0.000001` for the smallest amounts, `$0.00` for nothing, `unknown` for null.
 */
export function formatUsd(amount: Picodollars | null): string {
  if (amount === null) return 'unknown';
  if (amount === 0n) return '$0.00';
  const micro = (amount + 500_000n) / 1_000_000n;
  if (micro === 0n) return 'under $0.000001';
  if (micro >= 1_000_000n) return `$${(Number(micro) / 1e6).toFixed(2)}`;
  const text = String(micro);
  const places = Math.max(2, 6 - text.length + 2);
  const shown = (Number(micro) / 1e6).toFixed(Math.min(6, places));
  return `$${places > 2 && shown.endsWith('0') ? shown.slice(0, -1) : shown}`;
}

/** A whole number with commas between thousands. */
export function grouped(value: number | bigint): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

function decimals(amount: Picodollars): string {
  const sign = amount < 0n ? '-' : '';
  const text = String(amount < 0n ? -amount : amount).padStart(digits + 1, '0');
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

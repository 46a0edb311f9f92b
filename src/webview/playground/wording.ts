/** Puts values into a text of the interface: `{0}`, `{1}`. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
  return text.replaceAll(/\{(\d)\}/g, (whole, at: string) => String(values[Number(at)] ?? whole));
}

/** US dollars for a reader: two decimals from one dollar up, else two figures that say something, at most six decimals. */
export function dollars(amount: number): string {
  if (amount === 0) return '$0.00';
  if (amount >= 1) return `$${amount.toFixed(2)}`;
  if (amount < 0.000_001) return '< $0.000001';
  const places = Math.min(6, Math.max(2, 1 - Math.floor(Math.log10(amount))));
  return `$${amount.toFixed(places)}`;
}

/** Milliseconds for a reader. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

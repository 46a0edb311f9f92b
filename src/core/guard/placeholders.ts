/** What a placeholder stands for; kept on this machine only. */
export interface Masked {
  readonly placeholder: string;
  readonly value: string;
  /** How often the text that was sent holds the placeholder; it is put back no more often than that. */
  readonly uses: number;
  /** Whether it stood inside a web address. If not, it is not put into one either: an address can carry it away. */
  readonly inAddress: boolean;
}

/** Every placeholder of one request, in the order in which they were made. */
export type MaskMap = readonly Masked[];

/** Hands out names: the same value gets the same one, and none that the texts already hold. */
export class Placeholders {
  readonly #names = new Map<
    string,
    { placeholder: string; value: string; uses: number; inAddress: boolean }
  >();
  readonly #numbers = new Map<string, number>();
  readonly #taken: ReadonlySet<string>;

  constructor(texts: Iterable<string>) {
    const taken = new Set<string>();
    for (const text of texts)
      for (const match of text.matchAll(/<[A-Z][A-Z_]{0,40}_\d{1,9}>/g)) taken.add(match[0]);
    this.#taken = taken;
  }

  /** The placeholder for `value`; counts one more use of it. */
  nameOf(label: string, value: string, inAddress: boolean): string {
    const known = this.#names.get(value);
    if (known !== undefined) {
      known.uses++;
      known.inAddress ||= inAddress;
      return known.placeholder;
    }
    let number = this.#numbers.get(label) ?? 0;
    let placeholder: string;
    do placeholder = `<${label}_${++number}>`;
    while (this.#taken.has(placeholder));
    this.#numbers.set(label, number);
    this.#names.set(value, { placeholder, value, uses: 1, inAddress });
    return placeholder;
  }

  map(): MaskMap {
    return [...this.#names.values()];
  }
}

/**
 * Puts the values back into a text that holds placeholders: an answer, or the redacted text itself (which gives the original
 * exactly). A placeholder that occurs more often than it was sent, or in a web address where it was not, stays as it is.
 */
export function restore(text: string, map: MaskMap): string {
  let result = text;
  // Later placeholders may hold earlier ones, never the other way round.
  for (const masked of [...map].reverse()) result = putBack(result, masked);
  return result;
}

function putBack(text: string, masked: Masked): string {
  const parts = text.split(masked.placeholder);
  let result = parts[0] ?? '';
  let left = masked.uses;
  for (const part of parts.slice(1)) {
    const allowed = left > 0 && (masked.inAddress || !endsInAddress(result));
    if (allowed) left--;
    result += (allowed ? masked.value : masked.placeholder) + part;
  }
  return result;
}

/** Longest address that is looked back for. Characters. */
const longestAddress = 2_100;

/** True when `text`, up to `end`, ends inside a web address, so that what follows would become part of it. */
export function endsInAddress(text: string, end: number = text.length): boolean {
  let start = end;
  for (const limit = Math.max(0, end - longestAddress); start > limit; start--) {
    const code = text.charCodeAt(start - 1);
    // Spaces, control characters and what no address holds: " ' < > ` ) ]
    if (code <= 32 || code === 34 || code === 39 || code === 60 || code === 62) break;
    if (code === 96 || code === 41 || code === 93 || code === 0xa0 || code === 0x3000) break;
  }
  const mark = text.indexOf('://', start);
  return (
    mark > start &&
    mark < end - 2 &&
    /[a-z][a-z0-9+.-]{0,20}$/i.test(text.slice(Math.max(start, mark - 22), mark))
  );
}

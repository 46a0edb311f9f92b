import { findMaskable } from './detect.ts';
import { stronger, type GuardAction } from './finding.ts';
import { Placeholders, type MaskMap } from './placeholders.ts';
import { defaultGuardPolicy, type GuardPolicy } from './policy.ts';
import { mask } from './redact.ts';

/** So much of the end is held back: what gives a value away stands within it. Characters. */
const heldBack = 320;
/** So much of what was let through is looked at again: the name that stands before a value. */
const lookedBack = 200;
/** A run without a space, or a key block, is held until it ends, but not beyond this. */
const longestHeld = 12_000;

/**
 * The guard over a text that comes in pieces, an answer of a model or a file: a secret that is split between two pieces is masked as a
 * whole. What `push` and `end` return, put together, is the masked text; nothing of a secret is let through before all of it is
 * there. Work is linear in the text.
 */
export class StreamGuard {
  readonly #policy: GuardPolicy;
  readonly #least: GuardAction;
  readonly #placeholders = new Placeholders([]);
  /** The end of what was let through, unmasked. */
  #before = '';
  #held = '';

  /** Masks what the policy does at least `least` about. */
  constructor(policy: GuardPolicy = defaultGuardPolicy, least: GuardAction = 'redact') {
    this.#policy = policy;
    this.#least = least;
  }

  /** Takes the next piece; returns what may be let through now, perhaps ''. */
  push(piece: string): string {
    this.#held += piece;
    return this.#held.length < 2 * heldBack ? '' : this.#release(this.#held.length - heldBack);
  }

  /** No more comes: returns the rest. */
  end(): string {
    return this.#release(this.#held.length);
  }

  /** Gives the values back; see `restore`. */
  map(): MaskMap {
    return this.#placeholders.map();
  }

  #release(most: number): string {
    const text = this.#before + this.#held;
    const from = this.#before.length;
    const cut = from + (most === this.#held.length ? most : safeCut(this.#held, most));
    if (cut <= from) return '';
    const found = findMaskable(text, this.#policy).filter(
      ({ action, end }) => end > from && stronger(action, this.#least) === action,
    );
    const crossing = found.find(({ start, end }) => start < cut && end >= cut && end < text.length + 1);
    const to = crossing !== undefined && cut < text.length ? Math.max(from, crossing.start) : cut;
    const spans = found
      .filter(({ end }) => end <= to)
      .map((span) => ({ ...span, start: Math.max(from, span.start) - from, end: span.end - from }));
    const released = mask(text.slice(from, to), spans, this.#placeholders).text;
    this.#before = text.slice(Math.max(0, to - lookedBack), to);
    this.#held = text.slice(to);
    return released;
  }
}

/** Where a text may be cut: before a word, and before a key block that has not ended. 0 = nowhere yet. */
function safeCut(held: string, most: number): number {
  if (held.length > longestHeld) return most;
  const block = held.lastIndexOf('-----BEGIN');
  const limit = block !== -1 && !held.includes('-----END', block) ? Math.min(most, block) : most;
  let cut = limit;
  while (cut > 0 && !/\s/.test(held.charAt(cut - 1))) cut--;
  return cut;
}

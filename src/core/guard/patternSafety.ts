import type { GuardPattern } from './policy.ts';

const nested = 'A repetition inside a repetition could take very long on some text.';
const neighbours =
  'Two repetitions over the same characters follow each other, which could take very long on some text.';
const sameBeginning =
  'Alternatives inside a repetition begin with the same character, so some text would take very long.';

/**
 * Why a regular expression is refused, or null when it is safe to run over long text. Safe means: it compiles, and no two
 * repetitions can share out the same characters between them in more than one way. Refused are repetitions inside repetitions
 * (unless a fixed literal separates the rounds), neighbouring repetitions over common characters, alternatives
 * in a repetition that begin alike, look-behind and back references. Stricter than necessary, never laxer.
 */
export function checkPattern(source: string, ignoreCase = false): string | null {
  try {
    RegExp(source, ignoreCase ? 'i' : '');
  } catch {
    return 'It is not a valid regular expression.';
  }
  if (source.length > 1_000) return 'It is longer than 1000 characters.';
  try {
    return judgeSequence(new PatternReader(source).read(), false);
  } catch (error) {
    if (error instanceof UnsupportedPattern) return error.message;
    throw error;
  }
}

/**
 * Why a pattern of our own might not be linear, or null. Linear is what `checkPattern` finds safe, and also what has no repetition
 * without an end: its work at each place of the text is bounded, however long the text is. Knows a little more than users may
 * write: look-behind and back references of bounded length, and Unicode classes.
 */
export function checkLinear(source: string): string | null {
  const alternatives = new PatternReader(source, true).read();
  const refusal = judgeSequence(alternatives, false);
  return refusal !== null && alternatives.some((pieces) => pieces.some(isUnending)) ? refusal : null;
}

const isUnending = (piece: Piece): boolean =>
  piece.most === Infinity || (piece.group?.some((alternative) => alternative.some(isUnending)) ?? false);

/** In how many ways the repetitions of a user's pattern may share out the text behind one place. */
const mostWays = 1_000;

/** Longest bounded repetition in a user's pattern. */
const longestRepetition = 1_000;

/**
 * Why the pattern of a user or a team is refused, or null. Stricter than `checkPattern`, since anybody may write one and a cloned
 * repository may bring one: the work at each place of the text is bounded, so that a scan is linear whatever the text.
 */
export function checkUserPattern(source: string): string | null {
  const refusal = checkPattern(source);
  if (refusal !== null) return refusal;
  const alternatives = new PatternReader(source).read();
  const [only = [], ...others] = alternatives;
  const last = only.at(-1)?.set ?? null;
  const openEnd = others.length === 0 && last !== null && /(?:[*+]|\{\d+,\})\??$/.test(source);
  const bounded = openEnd ? [only.slice(0, -1)] : alternatives;
  if (bounded.some((pieces) => pieces.some(isOpen))) {
    return 'A repetition without an end (*, + or {2,}) may only stand at the end of the pattern. Give it a bound, such as {1,64}.';
  }
  if (waysOf(bounded) > mostWays) {
    return 'Its repetitions can be combined in very many ways, so some text would take very long. Use fewer of them, or shorter ones.';
  }
  return null;
}

const isOpen = (piece: Piece): boolean =>
  (piece.most > longestRepetition && piece.least !== piece.most) ||
  piece.least > longestRepetition ||
  (piece.group?.some((alternative) => alternative.some(isOpen)) ?? false);

function waysOf(alternatives: readonly (readonly Piece[])[]): number {
  let sum = 0;
  for (const pieces of alternatives) {
    let ways = 1;
    for (const piece of pieces) {
      const inner = piece.group === null ? 1 : waysOf(piece.group);
      ways *= (piece.most - piece.least + 1) * inner ** piece.most;
    }
    sum += ways;
  }
  return sum;
}

/** Compiles a checked pattern for a scan. Throws when `checkUserPattern` would refuse it. */
export function compilePattern(pattern: GuardPattern): RegExp {
  const refusal = checkUserPattern(pattern.pattern);
  if (refusal !== null) throw new UnsupportedPattern(refusal);
  return new RegExp(pattern.pattern, pattern.ignoreCase === true ? 'gi' : 'g');
}

export class UnsupportedPattern extends Error {}

/** Characters 0-127 and, at 128, everything else. */
type CharacterSet = readonly boolean[];

interface Atom {
  readonly set: CharacterSet | null;
  readonly group: readonly (readonly Piece[])[] | null;
}

interface Piece extends Atom {
  readonly least: number;
  readonly most: number;
}

const all: CharacterSet = Array.from({ length: 129 }, () => true);

class PatternReader {
  readonly #source: string;
  /** A pattern of our own: more is known, nothing is taken on trust. */
  readonly #own: boolean;
  #at = 0;

  constructor(source: string, own = false) {
    this.#source = source;
    this.#own = own;
  }

  read(): readonly (readonly Piece[])[] {
    const alternatives = this.#alternatives();
    if (this.#at < this.#source.length) throw new UnsupportedPattern('It is not a valid regular expression.');
    return alternatives;
  }

  #alternatives(): readonly (readonly Piece[])[] {
    const alternatives: Piece[][] = [[]];
    while (this.#at < this.#source.length && this.#source[this.#at] !== ')') {
      if (this.#source[this.#at] === '|') {
        this.#at++;
        alternatives.push([]);
        continue;
      }
      const atom = this.#atom();
      if (atom !== null) alternatives.at(-1)?.push({ ...atom, ...this.#quantifier() });
    }
    return alternatives;
  }

  #atom(): Atom | null {
    const character = this.#source[this.#at++] ?? '';
    if (character === '^' || character === '$') return null;
    if (character === '(') return this.#group();
    if (character === '[') return { set: this.#charactersClass(), group: null };
    if (character === '.') return { set: all, group: null };
    if (character === '\\') return this.#escape();
    return { set: only(character), group: null };
  }

  #group(): Atom | null {
    const head = /^\?(?:<?[=!]|:|<[\w$]+>)/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    if (head.startsWith('?<=') || head.startsWith('?<!')) {
      // One character or class of look-behind costs nothing; more is refused.
      const body = /^\?<[=!](?:\[[^\]]*\]|\\?.)(?:\|\\?.)?\)/.exec(this.#source.slice(this.#at))?.[0];
      if (body === undefined) return this.#lookBehind(head);
      this.#at += body.length;
      return null;
    }
    this.#at += head.length;
    const group = this.#alternatives();
    this.#at++;
    return { set: null, group };
  }

  #lookBehind(head: string): Atom {
    this.#at += head.length;
    const group = this.#own ? this.#alternatives() : [];
    if (!this.#own || group.some((pieces) => pieces.some(isUnending)))
      throw new UnsupportedPattern('Look-behind is not supported.');
    this.#at++;
    return { set: null, group };
  }

  #escape(): Atom | null {
    const character = this.#source[this.#at++] ?? '';
    if (character === 'b' || character === 'B') return null;
    if (/[1-9k]/.test(character)) {
      if (!this.#own) throw new UnsupportedPattern('Back references are not supported.');
      return { set: all, group: null };
    }
    if (character === 'x' || character === 'u') return { set: this.#codeEscape(character), group: null };
    if (character === 'p' || character === 'P') return { set: this.#property(character), group: null };
    return { set: escaped(character), group: null };
  }

  /** `\p{…}`: letters when it names letters, else anything. */
  #property(kind: string): CharacterSet {
    if (!this.#own) throw new UnsupportedPattern('Unicode property classes are not supported.');
    const name = /^\{(\w+)\}/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    if (name === '') throw new UnsupportedPattern('It is not a valid regular expression.');
    this.#at += name.length;
    if (kind === 'P' || name !== '{L}') return all;
    return all.map((_, code) => code === 128 || /[a-z]/i.test(String.fromCharCode(code)));
  }

  #codeEscape(kind: string): CharacterSet {
    const long = /^\{([0-9a-f]{1,6})\}/i.exec(this.#source.slice(this.#at));
    if (this.#own && long !== null) {
      this.#at += long[0].length;
      return only(String.fromCodePoint(Number.parseInt(long[1] ?? '', 16)));
    }
    const size = kind === 'x' ? 2 : 4;
    const code = Number.parseInt(this.#source.slice(this.#at, this.#at + size), 16);
    this.#at += size;
    return only(String.fromCharCode(code));
  }

  #charactersClass(): CharacterSet {
    const negated = this.#source[this.#at] === '^';
    if (negated) this.#at++;
    const set = Array.from({ length: 129 }, () => false);
    while (this.#at < this.#source.length && this.#source[this.#at] !== ']') {
      const from = this.#classMember();
      if (typeof from === 'number' && this.#source[this.#at] === '-' && this.#source[this.#at + 1] !== ']') {
        this.#at++;
        const to = this.#classMember();
        if (typeof to === 'number') for (let code = from; code <= to; code++) set[Math.min(code, 128)] = true;
        continue;
      }
      if (typeof from === 'number') set[Math.min(from, 128)] = true;
      else for (let code = 0; code <= 128; code++) set[code] ||= from[code] ?? false;
    }
    this.#at++;
    return negated ? set.map((member, code) => !member || code === 128) : set;
  }

  #classMember(): number | CharacterSet {
    const character = this.#source[this.#at++] ?? '';
    if (character !== '\\') return character.charCodeAt(0);
    const next = this.#source[this.#at++] ?? '';
    if (next === 'x' || next === 'u') return this.#codeEscape(next).indexOf(true);
    if (next === 'p' || next === 'P') return this.#property(next);
    return /[dDwWsSpP]/.test(next) ? escaped(next) : escaped(next).indexOf(true);
  }

  #quantifier(): { least: number; most: number } {
    const match = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at));
    if (match === null) return { least: 1, most: 1 };
    this.#at += match[0].length;
    const mark = match[0][0];
    if (mark === '*') return { least: 0, most: Infinity };
    if (mark === '+') return { least: 1, most: Infinity };
    if (mark === '?') return { least: 0, most: 1 };
    const least = Number(match[1]);
    return { least, most: match[2] === '' ? least : match[3] === '' ? Infinity : Number(match[3]) };
  }
}

function only(character: string): CharacterSet {
  const set = Array.from({ length: 129 }, () => false);
  for (const form of [character.toLowerCase(), character.toUpperCase()])
    set[Math.min(form.charCodeAt(0), 128)] = true;
  return set;
}

function escaped(character: string): CharacterSet {
  const plain: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', '0': '\0' };
  const classes: Readonly<Record<string, RegExp>> = { d: /\d/, w: /\w/, s: /\s/ };
  const known = classes[character.toLowerCase()];
  if (known !== undefined) {
    const negated = character !== character.toLowerCase();
    return all.map((_, code) =>
      code === 128 ? negated || character === 's' : known.test(String.fromCharCode(code)) !== negated,
    );
  }
  return only(plain[character] ?? character);
}

const overlap = (one: CharacterSet, other: CharacterSet): boolean =>
  one.some((member, code) => member && other[code] === true);
const union = (sets: readonly CharacterSet[]): CharacterSet =>
  all.map((_, code) => sets.some((set) => set[code] === true));
const isVariable = (piece: Piece): boolean =>
  piece.least !== piece.most || (piece.group?.some((alternative) => alternative.some(isVariable)) ?? false);
const canBeEmpty = (piece: Piece): boolean =>
  piece.least === 0 || (piece.group?.some((alternative) => alternative.every(canBeEmpty)) ?? false);

function charactersOf(piece: Piece): CharacterSet {
  return piece.set ?? union((piece.group ?? []).flatMap((alternative) => alternative.map(charactersOf)));
}

function firstOf(pieces: readonly Piece[]): CharacterSet {
  const sets: CharacterSet[] = [];
  for (const piece of pieces) {
    sets.push(piece.set ?? union((piece.group ?? []).map(firstOf)));
    if (!canBeEmpty(piece)) break;
  }
  return union(sets);
}

/** Bounded repetitions up to this length may neighbour each other; `checkUserPattern` also bounds how many may. */
const shortRepetition = 64;

function judgeSequence(alternatives: readonly (readonly Piece[])[], repeated: boolean): string | null {
  if (repeated) {
    for (let one = 0; one < alternatives.length; one++) {
      for (let other = one + 1; other < alternatives.length; other++) {
        if (overlap(firstOf(alternatives[one] ?? []), firstOf(alternatives[other] ?? []))) {
          return sameBeginning;
        }
      }
    }
  }
  for (const pieces of alternatives) {
    for (const [index, piece] of pieces.entries()) {
      const refusal = judgePiece(piece) ?? judgeNeighbours(pieces, index);
      if (refusal !== null) return refusal;
    }
  }
  return null;
}

function judgePiece(piece: Piece): string | null {
  if (piece.group === null) return null;
  const repeats = piece.most > 1;
  if (
    repeats &&
    piece.group.some((alternative) => alternative.some(isVariable) && !isSeparated(alternative))
  ) {
    return nested;
  }
  return judgeSequence(piece.group, repeats);
}

/** True when every round begins with a fixed piece whose characters occur nowhere else in the round. */
function isSeparated(pieces: readonly Piece[]): boolean {
  const [first, ...rest] = pieces;
  if (first === undefined || isVariable(first) || canBeEmpty(first)) return false;
  return !rest.some((piece) => overlap(charactersOf(piece), firstOf([first])));
}

function judgeNeighbours(pieces: readonly Piece[], index: number): string | null {
  const piece = pieces[index] as Piece;
  if (piece.most <= shortRepetition || piece.least === piece.most) return null;
  const own = charactersOf(piece);
  for (const next of pieces.slice(index + 1)) {
    if (next.most > shortRepetition && next.least !== next.most && overlap(own, charactersOf(next))) {
      return neighbours;
    }
    if (!canBeEmpty(next) && !overlap(own, charactersOf(next))) break;
  }
  return null;
}

/** A value read from JSON as models write it. */
export interface LenientValue {
  readonly value: unknown;
  /** Offset behind the value. */
  readonly end: number;
  /** False when the text ended inside the value; what was there is kept. */
  readonly complete: boolean;
}

/** Deeper nesting is no answer to anything we ask. */
const deepest = 32;

/**
 * Reads one JSON object or array that starts at `start`, forgiving what models get wrong: single or typographic quotes, trailing and missing commas,
 * names without quotes, raw line breaks and wrong escapes in strings, comments, `None`/`True`, quotes inside a string that nobody escaped, and an end
 * that was cut off. Null when there is no such value. Linear in the text.
 */
export function readLenientJson(text: string, start = 0): LenientValue | null {
  const opening = text[start];
  if (opening !== '{' && opening !== '[') return null;
  const strict = readStrictly(text, start);
  if (strict !== null) return strict;
  const reader = new Reader(text, start);
  try {
    const value = reader.value(0);
    return { value, end: reader.at, complete: !reader.cut };
  } catch (error) {
    if (error instanceof NotJson) return null;
    throw error;
  }
}

/** The value when it is JSON as it should be. */
function readStrictly(text: string, start: number): LenientValue | null {
  const end = endOfBrackets(text, start);
  if (end === -1) return null;
  try {
    const value: unknown = JSON.parse(text.slice(start, end), (_name, inner: unknown) =>
      typeof inner === 'string' ? inner.replaceAll('\b', '\\b').replaceAll('\f', '\\f') : inner,
    );
    return { value, end, complete: true };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Offset behind the bracket that closes the one at `start`, -1 when none does. */
function endOfBrackets(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

class NotJson extends Error {}

const closers: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '‘': '’' };
// No prompt holds a backspace or a form feed; `\bword\b` is a pattern whose backslash nobody escaped.
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\\b', f: '\\f' };
const words: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
  undefined: null,
};

class Reader {
  at: number;
  cut = false;
  readonly #text: string;

  constructor(text: string, start: number) {
    this.#text = text;
    this.at = start;
  }

  value(depth: number): unknown {
    this.#blank();
    const next = this.#text[this.at];
    if (next === undefined) {
      this.cut = true;
      return undefined;
    }
    if (depth > deepest) throw new NotJson();
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#array(depth);
    if (closers[next] !== undefined) return this.#string(next);
    return this.#word();
  }

  #object(depth: number): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    this.at += 1;
    for (;;) {
      const next = this.#separated();
      if (next === undefined || next === '}') break;
      const name = closers[next] === undefined ? this.#bareName() : this.#string(next);
      this.#blank();
      const colon = this.#text[this.at];
      if (colon === undefined) {
        this.cut = true;
        break;
      }
      if (colon !== ':' && colon !== '：') throw new NotJson();
      this.at += 1;
      const value = this.value(depth + 1);
      if (value !== undefined) entries.set(name, value);
      if (this.cut) break;
    }
    this.at += 1;
    return Object.fromEntries(entries);
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = [];
    this.at += 1;
    for (;;) {
      const next = this.#separated();
      if (next === undefined || next === ']') break;
      const value = this.value(depth + 1);
      if (value !== undefined) items.push(value);
      if (this.cut) break;
    }
    this.at += 1;
    return items;
  }

  /** Goes behind blanks and commas; what comes next, or undefined (and cut) at the end of the text. */
  #separated(): string | undefined {
    this.#blank();
    while (this.#text[this.at] === ',' || this.#text[this.at] === '，') {
      this.at += 1;
      this.#blank();
    }
    const next = this.#text[this.at];
    if (next === undefined) this.cut = true;
    return next;
  }

  #string(opening: string): string {
    const closing = closers[opening] ?? opening;
    const parts: string[] = [];
    this.at += 1;
    let from = this.at;
    for (;;) {
      const character = this.#text[this.at];
      if (character === undefined) {
        this.cut = true;
        parts.push(this.#text.slice(from));
        return parts.join('');
      }
      if (character === '\\') {
        parts.push(this.#text.slice(from, this.at), this.#escaped());
        from = this.at;
      } else if (character === closing && this.#endsHere()) {
        parts.push(this.#text.slice(from, this.at));
        this.at += 1;
        return parts.join('');
      } else this.at += 1;
    }
  }

  /** A closing quote is followed by what may follow a string; else the model forgot to escape a quote inside of it. */
  #endsHere(): boolean {
    let at = this.at + 1;
    // Far enough for indented JSON, and bounded, so that many quotes before long blanks stay linear.
    for (const last = at + 200; at < last && isBlank(this.#text[at]); at += 1);
    const next = this.#text[at];
    if (next === undefined || next === '}' || next === ']' || next === ':') return true;
    if (next === '`') return this.#text.startsWith('```', at);
    if (next === ',' || next === '，') return this.#startsNext(at + 1);
    // A comma was forgotten: the next name stands on a line of its own.
    return closers[next] !== undefined && this.#text.slice(this.at, at).includes('\n');
  }

  /** Behind a comma that separates stands the next string, name, value or closing bracket. */
  #startsNext(from: number): boolean {
    let at = from;
    for (const last = at + 200; at < last && isBlank(this.#text[at]); at += 1);
    const next = this.#text[at];
    return (
      next === undefined ||
      /["'“‘{}[\]\d\-/]/.test(next) ||
      /^[A-Za-z_]\w{0,40}\s{0,60}(?::|[,\]}])/.test(this.#text.slice(at, at + 110))
    );
  }

  #escaped(): string {
    const kind = this.#text[this.at + 1];
    if (kind === undefined) {
      this.at += 1;
      return '';
    }
    if (kind === 'u') {
      const code = this.#text.slice(this.at + 2, this.at + 6);
      if (/^[\da-fA-F]{4}$/.test(code)) {
        this.at += 6;
        return String.fromCharCode(Number.parseInt(code, 16));
      }
    }
    this.at += 2;
    if (escapes[kind] !== undefined) return escapes[kind];
    // `\"`, `\\` and `\/` as they should be; of anything else (`\d`, `\_`, `\'`) the backslash was meant as text, or needless.
    if (/[\\"/'`\n]/.test(kind)) return kind;
    return kind === '_' || kind === '*' || kind === '$' || kind === '#' ? kind : `\\${kind}`;
  }

  #bareName(): string {
    const match = /^[\p{L}_$][\p{L}\p{N}_$-]{0,80}/u.exec(this.#text.slice(this.at, this.at + 90));
    if (match === null) throw new NotJson();
    this.at += match[0].length;
    return match[0];
  }

  #word(): unknown {
    const match = /^[^\s,\]}:"]{1,60}/.exec(this.#text.slice(this.at, this.at + 64));
    if (match === null) throw new NotJson();
    this.at += match[0].length;
    if (this.at >= this.#text.length) {
      this.cut = true;
      return undefined;
    }
    if (Object.hasOwn(words, match[0])) return words[match[0]];
    const number = Number(match[0]);
    if (Number.isNaN(number)) throw new NotJson();
    return number;
  }

  /** Goes behind blanks and comments. */
  #blank(): void {
    for (;;) {
      while (isBlank(this.#text[this.at])) this.at += 1;
      const two = this.#text.slice(this.at, this.at + 2);
      const end = two === '//' ? '\n' : two === '/*' ? '*/' : null;
      if (end === null) return;
      const found = this.#text.indexOf(end, this.at + 2);
      this.at = found === -1 ? this.#text.length : found + end.length;
    }
  }
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && /[\s\u200B\uFEFF]/.test(character);
}

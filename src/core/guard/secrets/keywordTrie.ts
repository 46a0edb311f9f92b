/** Finds many literals in one pass, so that a rule's own pattern runs only where one of its literals stands. */
export class KeywordTrie<Value> {
  readonly #ignoreCase: boolean;
  /** Codes of characters below this may stand in literals. */
  readonly #codes: number;
  /** For each node a row with the next node by character code; 0 = none. */
  #next = new Uint16Array(0);
  #nodes = 1;
  readonly #values: (Value[] | null)[] = [null];
  /** Not put in yet: that waits for the first text, since many who load this look for nothing. */
  #waiting: Iterable<readonly [literal: string, value: Value]> | null;

  /** Literals must be ASCII, or with `accents` Latin; with `ignoreCase` they are given in small letters (accents keep their case). */
  constructor(
    entries: Iterable<readonly [literal: string, value: Value]>,
    ignoreCase = false,
    accents = false,
  ) {
    this.#ignoreCase = ignoreCase;
    this.#codes = accents ? 384 : 128;
    this.#waiting = entries;
  }

  #build(entries: Iterable<readonly [literal: string, value: Value]>): void {
    this.#next = new Uint16Array(this.#codes * 256);
    for (const [literal, value] of entries) {
      let node = 0;
      for (let index = 0; index < literal.length; index++)
        node = this.#child(node, literal.charCodeAt(index));
      (this.#values[node] ??= []).push(value);
    }
  }

  #child(node: number, code: number): number {
    const known = this.#next[node * this.#codes + code] ?? 0;
    if (known !== 0) return known;
    const made = this.#nodes++;
    if (this.#nodes * this.#codes > this.#next.length) {
      const larger = new Uint16Array(this.#next.length * 2);
      larger.set(this.#next);
      this.#next = larger;
    }
    this.#values.push(null);
    this.#next[node * this.#codes + code] = made;
    if (this.#ignoreCase && code >= 97 && code <= 122) this.#next[node * this.#codes + code - 32] = made;
    return made;
  }

  /**
   * Calls `found` for every literal that begins between `start` and `end`, in order; with `wordStarts` only for those before which no
   * ASCII letter stands. Time is linear (times the longest literal).
   */
  scan(
    text: string,
    start: number,
    end: number,
    found: (value: Value, at: number) => void,
    wordStarts = false,
  ): void {
    if (this.#waiting !== null) {
      this.#build(this.#waiting);
      this.#waiting = null;
    }
    const next = this.#next;
    const codes = this.#codes;
    let inWord = wordStarts && start > 0 && isLetter(text.charCodeAt(start - 1));
    for (let at = start; at < end; at++) {
      const first = text.charCodeAt(at);
      if (wordStarts) {
        const skip = inWord;
        inWord = isLetter(first);
        if (skip) continue;
      }
      let node = first < codes ? (next[first] as number) : 0;
      let index = at + 1;
      while (node !== 0) {
        const values = this.#values[node];
        if (values) for (const value of values) found(value, at);
        if (index >= end) break;
        const code = text.charCodeAt(index++);
        node = code < codes ? (next[node * codes + code] as number) : 0;
      }
    }
  }
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

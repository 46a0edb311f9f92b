/** Finds many literals in one pass, so that a rule's own pattern runs only where one of its literals stands. */
export class KeywordTrie<Value> {
  readonly #ignoreCase: boolean;
  readonly #next: Int32Array[] = [new Int32Array(128)];
  readonly #values: Value[][] = [[]];

  /** Literals must be ASCII; with `ignoreCase` they are given in small letters. */
  constructor(entries: Iterable<readonly [literal: string, value: Value]>, ignoreCase = false) {
    this.#ignoreCase = ignoreCase;
    for (const [literal, value] of entries) {
      let node = 0;
      for (let index = 0; index < literal.length; index++)
        node = this.#child(node, literal.charCodeAt(index));
      this.#values[node]?.push(value);
    }
  }

  #child(node: number, code: number): number {
    const row = this.#next[node] as Int32Array;
    const known = row[code] ?? 0;
    if (known !== 0) return known;
    const made = this.#next.length;
    this.#next.push(new Int32Array(128));
    this.#values.push([]);
    row[code] = made;
    if (this.#ignoreCase && code >= 97 && code <= 122) row[code - 32] = made;
    return made;
  }

  /** Calls `found` for every literal that begins between `start` and `end`, in order; time is linear (times the longest literal). */
  scan(text: string, start: number, end: number, found: (value: Value, at: number) => void): void {
    const root = this.#next[0] as Int32Array;
    for (let at = start; at < end; at++) {
      const first = text.charCodeAt(at);
      let node = first < 128 ? (root[first] ?? 0) : 0;
      let index = at + 1;
      while (node !== 0) {
        const values = this.#values[node] as Value[];
        for (const value of values) found(value, at);
        if (index >= end) break;
        const code = text.charCodeAt(index++);
        node = code < 128 ? ((this.#next[node] as Int32Array)[code] ?? 0) : 0;
      }
    }
  }
}

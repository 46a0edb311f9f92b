/** Longer text, or one of several lines, does not fit an input box: a line break there is lost. UTF-16 units. */
const longest = 200;

/** Long pieces of a field's value, which stand in the box as a short name: `«Diff: 12 lines»`. */
export class LongPieces {
  readonly #pieces = new Map<string, string>();

  /** What stands in the box for a text: itself when it fits. */
  shorten(label: string, text: string): string {
    if (text.length <= longest && !/[\r\n]/.test(text)) return text;
    const lines = text.split('\n').length;
    let name = `«${label}: ${lines}»`;
    for (let number = 2; this.#pieces.has(name) && this.#pieces.get(name) !== text; number += 1)
      name = `«${label}: ${lines}, ${number}»`;
    this.#pieces.set(name, text);
    return name;
  }

  /** The whole value that the text of a box stands for. */
  restore(value: string): string {
    let whole = value;
    for (const [name, text] of this.#pieces) whole = whole.split(name).join(text);
    return whole;
  }
}

import { readLenientJson } from '../../model/lenientJson.ts';

/** Text before the value of `enhanced_prompt`, as a model streams it. */
const opening = /["']?enhanced_?[pP]rompt["']?\s{0,20}:\s{0,20}(?=["'])/;

/**
 * Takes the value of `enhanced_prompt` out of an answer while it streams. Give it all the text so far each time; it returns all of the prompt so far,
 * '' before its beginning. A text shorter than before starts anew. What it returns is for looking at only.
 */
export class StreamedPrompt {
  #from = -1;
  #seen = 0;
  #shown = '';

  read(text: string): string {
    if (text.length < this.#seen) {
      this.#from = -1;
      this.#seen = 0;
      this.#shown = '';
    }
    // Reading anew only when a fiftieth has been added keeps the whole nearly linear; the last of it comes with the finished answer.
    if (this.#shown !== '' && text.length < this.#seen * 1.02) return this.#shown;
    this.#seen = text.length;
    if (this.#from === -1) {
      const found = opening.exec(text.slice(0, 200_000));
      if (found === null) return '';
      this.#from = found.index + found[0].length;
    }
    // The end of the text may be half of an escape: `\`, `\u00`.
    const tail = /\\(?:u[\da-fA-F]{0,3})?$/.exec(text.slice(-6));
    const odd = tail !== null && isEscape(text, text.length - tail[0].length);
    const whole = odd ? text.slice(this.#from, text.length - tail[0].length) : text.slice(this.#from);
    const read = readLenientJson(`[${whole}`);
    const value: unknown = Array.isArray(read?.value) ? read.value[0] : undefined;
    if (typeof value === 'string') this.#shown = value;
    return this.#shown;
  }
}

/** True when the backslash at `at` is not itself escaped. */
function isEscape(text: string, at: number): boolean {
  let count = 0;
  for (let before = at - 1; text[before] === '\\'; before -= 1) count += 1;
  return count % 2 === 0;
}

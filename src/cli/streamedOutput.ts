import type { CommandIo } from './io.ts';

/**
 * Writes a text to the terminal while it grows. When what was shown turns out not to be how the text begins (a new attempt, another candidate), the
 * whole text follows below a line, so that nothing false is left standing as the result.
 */
export class StreamedOutput {
  readonly #io: CommandIo;
  #shown = '';
  #writing: Promise<void> = Promise.resolve();
  #spoiled = false;

  constructor(io: CommandIo) {
    this.#io = io;
  }

  /** All of the text so far. */
  show(text: string): void {
    if (!text.startsWith(this.#shown)) this.#spoiled = true;
    if (this.#spoiled) return;
    const added = text.slice(this.#shown.length);
    this.#shown = text;
    this.#write(added);
  }

  /** The text as it is in the end. */
  async finish(text: string): Promise<void> {
    if (this.#shown === '') this.#write(text);
    else if (!this.#spoiled && text.startsWith(this.#shown)) this.#write(text.slice(this.#shown.length));
    else this.#write(`\n\n---\n\n${text}`);
    await this.#writing;
  }

  #write(text: string): void {
    const before = this.#writing;
    this.#writing = (async () => {
      await before;
      await this.#io.stdout.write(text);
    })();
    // Told by `finish`; a broken pipe must not end the process before that.
    this.#writing.catch(() => {});
  }
}

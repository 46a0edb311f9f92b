/**
 * Passes on a text that grows, at most every so many milliseconds, and always the latest: what comes in between waits for its turn, so that a writer who
 * pauses in the middle of a line is shown up to that pause.
 */
export class LatestText {
  readonly #tell: (text: string) => void;
  readonly #every: number;
  #waiting = '';
  #timer: NodeJS.Timeout | undefined;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(tell: (text: string) => void, every: number) {
    this.#tell = tell;
    this.#every = every;
  }

  push(text: string): void {
    this.#waiting = text;
    if (this.#timer !== undefined) return;
    const due = this.#toldAt + this.#every - performance.now();
    if (due <= 0) this.#pass();
    else this.#timer = setTimeout(() => this.#pass(), due);
  }

  /** Nothing is passed on any more. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #pass(): void {
    this.#timer = undefined;
    this.#toldAt = performance.now();
    this.#tell(this.#waiting);
  }
}

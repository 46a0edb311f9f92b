/** Turns of loops and uses of partials that one rendering may take: far beyond any prompt, done in well under a second. */
export const mostTurns = 100_000;

/** Longest text a template may render to, in UTF-16 code units. */
export const longestRendering = 1_000_000;

/** A rendering that takes too many turns or grows too long. */
export class BoundsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BoundsError';
  }
}

/**
 * Counts what a rendering does and ends it with BoundsError. A template can only repeat by loops and partials, so that counting these bounds its time
 * and its output on every machine alike, which a clock would not.
 */
export class RenderBounds {
  #turns = 0;
  #written = 0;

  /** Wraps what produces text once a turn: the body of a loop, a partial. */
  count<Parameters extends unknown[]>(produce: (...parameters: Parameters) => string): typeof produce {
    return (...parameters) => {
      this.#turns += 1;
      if (this.#turns > mostTurns)
        throw new BoundsError(`it repeats more than ${mostTurns.toLocaleString('en')} times`);
      const text = produce(...parameters);
      this.#written += text.length;
      // What lies in nested loops is counted at each level; templates that are any use nest few.
      if (this.#written > 8 * longestRendering)
        throw new BoundsError(`it writes more than ${longestRendering.toLocaleString('en')} characters`);
      return text;
    };
  }
}

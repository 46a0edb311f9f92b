/** Parameters that may be left out, with what is said about it. */
const optional: Readonly<Record<string, string>> = {
  temperature: 'The model takes no temperature, so none was sent.',
  stop: 'The model takes no stop sequences, so none were sent.',
  response_format: 'The model takes no schema for its answer, so JSON was only asked for.',
  output_format: 'The model takes no schema for its answer, so JSON was only asked for.',
  output_config: 'The model takes no schema for its answer, so JSON was only asked for.',
  stream_options: 'The server does not count tokens while it streams.',
};

/** Older servers know only the first name, newer models only the second. */
const renamed: readonly [string, string] = ['max_tokens', 'max_completion_tokens'];

/**
 * What a connection has learned of its models: parameters that they refuse are left out from then on. Forgotten with the window, since models and
 * servers change.
 */
export class LearnedLimits {
  readonly #leftOut = new Map<string, Set<string>>();
  readonly #oldName = new Set<string>();

  /** The body as this model takes it. */
  apply<Body extends object>(model: string, body: Body): Body {
    const leftOut = this.#leftOut.get(model);
    const entries = Object.entries(body)
      .filter(([name]) => leftOut?.has(name) !== true)
      .map(([name, value]) => [name === renamed[1] && this.#oldName.has(model) ? renamed[0] : name, value]);
    return Object.fromEntries(entries) as Body;
  }

  /** Takes note of a parameter (or a part of one, `response_format.type`) that was refused; false when trying again would change nothing. */
  learn(model: string, parameter: string | null): boolean {
    const name = parameter?.split(/[.[]/)[0];
    if (name === undefined) return false;
    if (renamed.includes(name)) {
      if (name !== renamed[1] || this.#oldName.has(model)) return false;
      this.#oldName.add(model);
      return true;
    }
    if (!Object.hasOwn(optional, name)) return false;
    const known = this.#leftOut.get(model) ?? new Set();
    if (known.has(name)) return false;
    this.#leftOut.set(model, known.add(name));
    return true;
  }

  /** What was left out, a sentence each. */
  notes(model: string): readonly string[] {
    return [...(this.#leftOut.get(model) ?? [])].flatMap((name) => optional[name] ?? []);
  }
}

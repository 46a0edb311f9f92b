import type { LearnedParameters } from '../core/model/learnedParameters.ts';

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
 * What a connection has learned of its models: parameters that they refuse are left out from then on, across restarts as well when it is given a place to
 * keep that in.
 */
export class LearnedLimits {
  readonly #address: string;
  readonly #place: LearnedParameters | null;
  #known: Promise<void> | null = null;
  readonly #byModel = new Map<string, Set<string>>();

  /** `address`: base URL of the server. */
  constructor(address: string, place: LearnedParameters | null) {
    this.#address = address;
    this.#place = place;
  }

  /** Reads what was learned before, once. */
  ready(): Promise<void> {
    return (this.#known ??= this.#read());
  }

  async #read(): Promise<void> {
    for (const [model, names] of (await this.#place?.known(this.#address)) ?? [])
      this.#byModel.set(model, new Set(names.filter((name) => isKnown(name))));
  }

  /** The body as this model takes it. */
  apply<Body extends object>(model: string, body: Body): Body {
    const refused = this.#byModel.get(model);
    if (refused === undefined || refused.size === 0) return body;
    const entries = Object.entries(body).flatMap(([name, value]) => {
      if (!refused.has(name)) return [[name, value]];
      return name === renamed[1] ? [[renamed[0], value]] : [];
    });
    return Object.fromEntries(entries) as Body;
  }

  /** Takes note of a parameter (or a part of one, `response_format.type`) that was refused; false when trying again would change nothing. */
  async learn(model: string, parameter: string | null): Promise<boolean> {
    const name = parameter?.split(/[.[]/)[0];
    if (name === undefined || !isKnown(name)) return false;
    const known = this.#byModel.get(model) ?? new Set();
    if (known.has(name)) return false;
    this.#byModel.set(model, known.add(name));
    await this.#place?.note(this.#address, model, [...known]);
    return true;
  }

  /** What was left out, a sentence each. */
  notes(model: string): readonly string[] {
    return [...(this.#byModel.get(model) ?? [])].flatMap((name) => optional[name] ?? []);
  }
}

function isKnown(name: string): boolean {
  return name === renamed[1] || Object.hasOwn(optional, name);
}

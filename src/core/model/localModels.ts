import table from './localModels.json' with { type: 'json' };

/** Tokens that a rewrite usually has (design document 001, section 10.3). */
const usualAnswer = 500;

/** What a run of a model on this machine takes. */
export interface LocalEstimate {
  readonly memoryGb: number;
  /** Seconds for the prompt and an answer of 500 tokens. */
  readonly seconds: number;
  /** The speed was measured on this machine; else it is a rough figure for usual hardware. */
  readonly measured: boolean;
}

/**
 * Estimates a run by the dated table; a speed that was measured on this machine replaces the table's.
 * @param model as Ollama names it, for example `llama3:8b`
 * @param promptTokens what goes in
 * @param tokensPerSecond measured before; null when it never ran here
 */
export function estimateLocalRun(
  model: string,
  promptTokens: number,
  tokensPerSecond: number | null,
): LocalEstimate {
  const name = model.toLowerCase();
  // The longest name first: llama3:70b before llama3.
  const known = table.models.find((one) => name === one.name || name.startsWith(sizedOf(one.name)));
  const { memoryGb, tokensPerSecond: usual } = known ?? table.usual;
  const speed = tokensPerSecond !== null && tokensPerSecond > 0 ? tokensPerSecond : usual;
  return {
    memoryGb,
    seconds: Math.max(1, Math.round((Math.max(0, promptTokens) + usualAnswer) / speed)),
    measured: speed === tokensPerSecond,
  };
}

/** `llama3` stands for `llama3:8b` and `llama3:latest`, not for `llama3.2`; `llama3:70b` also for `llama3:70b-instruct`. */
function sizedOf(name: string): string {
  return name.includes(':') ? `${name}-` : `${name}:`;
}

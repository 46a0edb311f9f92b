/** The vocabularies that are shipped; OpenAI's models up to 2023 use the older one. */
export type VocabularyName = 'o200k_base' | 'cl100k_base';

/** How the tokens of a model are counted. */
export interface Vocabulary {
  readonly name: VocabularyName;
  /** False when the model has a vocabulary of its own and the count is an estimate. */
  readonly exact: boolean;
  /** Tokens of the model for each token of the vocabulary. */
  readonly factor: number;
}

/** The model that is counted for when none is named. */
export const defaultModel = 'gpt-4o';

/** Families by the beginning of their id, as OpenAI's own tokenizer (tiktoken, model.py) assigns them. */
const newer = /^(?:gpt-4o|chatgpt-4o|gpt-4\.1|gpt-4\.5|gpt-5|gpt-oss|o[134](?:-|$)|codex-mini|computer-use)/;
const older = /^(?:gpt-4(?:-|$)|gpt-3\.5|gpt-35|text-embedding-(?:3|ada)|davinci-002|babbage-002)/;

/**
 * Anthropic does not publish its vocabulary. Comparisons of Claude 3.5 and GPT-4o found 16 % (English) to 30 % (Python) more tokens;
 * the estimate takes the middle so that a limit is rather reported early than late.
 */
const claudeFactor = 1.2;

/**
 * The vocabulary for a model id such as `gpt-4o-mini`, `openai/gpt-4.1`, `ft:gpt-4o:acme::x`, `ollama:llama3` or `claude-sonnet-4-5`.
 * Models of other vendors, and OpenAI's that are not known or retired, are estimated.
 */
export function vocabularyOf(model: string): Vocabulary {
  const id = bareId(model);
  if (newer.test(id)) return { name: 'o200k_base', exact: true, factor: 1 };
  if (older.test(id)) return { name: 'cl100k_base', exact: true, factor: 1 };
  return { name: 'o200k_base', exact: false, factor: id.startsWith('claude') ? claudeFactor : 1 };
}

function bareId(model: string): string {
  const lower = model.trim().toLowerCase();
  const unrouted = lower.slice(lower.lastIndexOf('/') + 1);
  return unrouted.replace(/^(?:openai|openrouter|azure|anthropic|vscode-lm):/, '').replace(/^ft:/, '');
}

import { bytesOf, countPairs, type Ranks, ranksOf } from './bytePairs.ts';
import { defaultModel, vocabularyOf, type VocabularyName } from './vocabularies.ts';

export interface TokenCount {
  readonly tokens: number;
  /** The model that was counted for, as it was named. */
  readonly model: string;
  /** False for an estimate: the model's vocabulary is not public or not shipped. */
  readonly exact: boolean;
}

/** A vocabulary, loaded. `split` cuts a text into the pieces that are encoded one by one. */
interface Encoding {
  readonly count: (text: string) => number;
  readonly split: RegExp;
  readonly ranks: () => Ranks;
}

/** Pieces up to this many UTF-16 units go to the library, whose time grows with the square of a piece's length. */
const longPiece = 256;

/** Only a text with such a run can hold a long piece. */
const longRun = new RegExp(`\\S{${longPiece}}|\\s{${longPiece}}`);

/** Pieces above this are cut, and the count may be off by one for each cut. Bytes. */
const longestPiece = 512 * 1024;

/** Words such as `<|endoftext|>` in a prompt are text like any other. */
const asText = { disallowedSpecial: new Set<string>() };

const loaded = new Map<VocabularyName, Promise<Encoding>>();

/**
 * Counts the tokens of `text` for `model` (default: GPT-4o). The vocabulary is loaded on first use (about 0.2 s). Exact for OpenAI's
 * models, an estimate for others. Never throws on any text; time is linear (n log n for a run without blanks).
 */
export async function countTokens(text: string, model: string = defaultModel): Promise<TokenCount> {
  const { name, exact, factor } = vocabularyOf(model);
  const encoding = await load(name);
  const counted = longRun.test(text)
    ? countPieces(text, encoding)
    : { tokens: encoding.count(text), exact: true };
  return { tokens: Math.ceil(counted.tokens * factor), model, exact: exact && counted.exact };
}

function countPieces(text: string, encoding: Encoding): { tokens: number; exact: boolean } {
  let tokens = 0;
  let exact = true;
  for (const [piece] of text.matchAll(encoding.split)) {
    if (piece.length <= longPiece) {
      tokens += encoding.count(piece);
      continue;
    }
    const bytes = bytesOf(piece);
    exact &&= bytes.length <= longestPiece;
    for (let start = 0; start < bytes.length; start += longestPiece) {
      tokens += countPairs(bytes.slice(start, start + longestPiece), encoding.ranks());
    }
  }
  return { tokens, exact };
}

function load(name: VocabularyName): Promise<Encoding> {
  let encoding = loaded.get(name);
  if (encoding === undefined) {
    encoding = name === 'o200k_base' ? loadNewer() : loadOlder();
    loaded.set(name, encoding);
  }
  return encoding;
}

async function loadNewer(): Promise<Encoding> {
  const [{ countTokens: count }, { default: list }, { O200K_TOKEN_SPLIT_REGEX: split }] = await Promise.all([
    import('gpt-tokenizer/encoding/o200k_base'),
    import('gpt-tokenizer/bpeRanks/o200k_base'),
    import('gpt-tokenizer/encodingParams/constants'),
  ]);
  return { count: (text) => count(text, asText), split, ranks: once(() => ranksOf(list)) };
}

async function loadOlder(): Promise<Encoding> {
  const [{ countTokens: count }, { default: list }, { CL100K_TOKEN_SPLIT_REGEX: split }] = await Promise.all([
    import('gpt-tokenizer/encoding/cl100k_base'),
    import('gpt-tokenizer/bpeRanks/cl100k_base'),
    import('gpt-tokenizer/encodingParams/constants'),
  ]);
  return { count: (text) => count(text, asText), split, ranks: once(() => ranksOf(list)) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

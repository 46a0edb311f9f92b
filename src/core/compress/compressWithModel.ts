import type { Instructions } from '../enhance/model/instructions.ts';
import { encoded } from '../enhance/model/requestData.ts';
import { type Asking, askInForm, type Reading } from '../model/askInForm.ts';
import { spent, type Spent } from '../model/spent.ts';
import { parsePrompt } from '../prompt/parsePrompt.ts';
import type { PromptKind } from '../prompt/document.ts';
import { checkCompression } from './checkCompression.ts';
import { compressPrompt } from './compressPrompt.ts';

/** The shorter of what the built-in compression and a model made. */
export interface ModelCompression extends Spent {
  readonly text: string;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  /** Whose text it is: the model's provider, or `offline` when the built-in one's is the best that holds everything. */
  readonly provider: string;
  readonly model: string;
  readonly cached: boolean;
  readonly fallbackFrom: string | null;
  /** Why the model's was not taken, and what happened on the way, one sentence each. */
  readonly warnings: readonly string[];
}

export interface CompressOptions extends Asking {
  readonly instructions: () => Promise<Instructions>;
  readonly countTokens: (text: string) => Promise<{ readonly tokens: number }>;
}

/** Below this there is nothing to gain that would be worth a call. Tokens. */
const tooFew = 40;

/**
 * Says a prompt in fewer words: the deterministic pass first, then a model over what it left, and the shorter of both counts that loses nothing. The
 * model's text is checked mechanically and asked for once more with what it lost. A text that is too short to gain anything is not sent. Throws what the
 * gateway throws; the caller still has the built-in compression then.
 */
export async function compressWithModel(
  text: string,
  given: { readonly kind?: PromptKind | undefined; readonly path?: string | undefined },
  options: CompressOptions,
  signal: AbortSignal,
): Promise<ModelCompression> {
  const count = async (counted: string): Promise<number> => (await options.countTokens(counted)).tokens;
  const tokensBefore = await count(text);
  const { text: settled } = compressPrompt(text, given);
  const builtIn = { text: settled, tokens: settled === text ? tokensBefore : await count(settled) };
  const best = builtIn.tokens < tokensBefore ? builtIn : { text, tokens: tokensBefore };
  const byItself = {
    ...settledAs(best, tokensBefore),
    inputTokens: 0,
    outputTokens: 0,
    costUsd: 0,
    warnings: [],
  };
  if (best.tokens < tooFew) return byItself;
  const original = parsePrompt(text, given);
  const left = parsePrompt(best.text, given);
  const instructions = await options.instructions();
  const { answer, completions, reasons } = await askInForm<string>(
    {
      operation: 'compression',
      template: instructions.version,
      schema: {
        name: 'shorter_text',
        schema: {
          type: 'object',
          properties: { text: { type: 'string' } },
          required: ['text'],
          additionalProperties: false,
        },
      },
      keys: ['text'],
      maxTokens: Math.ceil(best.tokens * 1.3) + 500,
      temperature: 0.2,
      task: text,
      messages: (wrong) =>
        instructions.render({
          data: encoded({ prompt: best.text, kind: original.kind }),
          ...(wrong.length > 0 && { reasons: wrong.map((reason) => `- ${reason}`).join('\n') }),
        }),
      read: async (value): Promise<Reading<string>> => {
        const shorter = textIn(value);
        if (shorter === null) return { answer: null, reasons: ['The value of "text" was no text.'] };
        const ended = withEnd(text, shorter);
        const wrong = checkCompression(original, left, parsePrompt(ended, given));
        return wrong.length > 0 ? { answer: null, reasons: wrong } : { answer: ended, reasons: [] };
      },
    },
    options,
    signal,
  );
  const last = completions.at(-1);
  const notes = completions.flatMap((completion) => completion.notes);
  const tokens = answer === null ? Number.POSITIVE_INFINITY : await count(answer);
  const took = {
    ...spent(completions),
    cached: completions.every(({ cached }) => cached),
    fallbackFrom: last?.fallbackFrom ?? null,
  };
  if (answer === null || last === undefined) {
    const why = `The answer of ${last?.model ?? 'the model'} could not be used, so this is the built-in compression's. ${reasons.slice(0, 3).join(' ')}`;
    return { ...byItself, ...took, warnings: [why.trim(), ...notes] };
  }
  if (tokens >= best.tokens) return { ...byItself, ...took, warnings: notes };
  return {
    text: answer,
    tokensBefore,
    tokensAfter: tokens,
    provider: last.provider,
    model: last.model,
    ...took,
    warnings: notes,
  };
}

function settledAs(
  { text, tokens }: { readonly text: string; readonly tokens: number },
  tokensBefore: number,
): Omit<ModelCompression, keyof Spent | 'warnings'> {
  return {
    text,
    tokensBefore,
    tokensAfter: tokens,
    provider: 'offline',
    model: 'built-in',
    cached: false,
    fallbackFrom: null,
  };
}

function textIn(value: unknown): string | null {
  const text = typeof value === 'object' && value !== null && 'text' in value ? value.text : null;
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}

/** With the line ends that the original has, at its end as well. */
function withEnd(original: string, text: string): string {
  const body = text.trimEnd();
  const lines = original.includes('\r\n') ? body.replaceAll(/\r?\n/g, '\r\n') : body;
  return `${lines}${/\r?\n$/.exec(original)?.[0] ?? ''}`;
}

import type { RepositoryContext } from './context.ts';
import { estimateTokens, renderContext } from './renderContext.ts';

/** What is sent of a context along with a prompt. */
export interface ContextPack {
  /** Markdown; '' when not even the first line fits. */
  readonly text: string;
  readonly tokens: number;
}

/** Estimates are off by a few parts in a hundred, so the second try nearly always fits. */
const tries = 4;

/**
 * Cuts a context to a budget, whole lines at a time, what bears least on the prompt first.
 * @param tokenBudget Most tokens of the pack.
 * @param countTokens The model's own count; without it tokens are estimated.
 */
export async function packContext(
  context: RepositoryContext,
  tokenBudget: number,
  countTokens: (text: string) => Promise<number> = async (text) => estimateTokens(text),
): Promise<ContextPack> {
  let room = tokenBudget;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const text = renderContext(context, room);
    const tokens = text === '' ? 0 : await countTokens(text);
    if (tokens <= tokenBudget) return { text, tokens };
    room = Math.floor(room * (tokenBudget / tokens) * 0.97);
  }
  return { text: '', tokens: 0 };
}

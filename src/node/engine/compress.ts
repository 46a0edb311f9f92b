import { randomUUID } from 'node:crypto';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import { parsePrompt } from '../../core/prompt/parsePrompt.ts';
import type { TeamWeights } from '../../core/score/model/teamWeights.ts';
import type { ScoreInput } from './engine.ts';

/**
 * The prompt in fewer tokens, as a record that a diff can show: `inputTokens` before, `outputTokens` after. `changed: false` when nothing can be
 * left out, also when fewer letters would not be fewer tokens.
 */
export async function compress({ text, kind, path }: ScoreInput, weights: TeamWeights): Promise<Enhancement> {
  const started = performance.now();
  const [{ compressPrompt }, { scorePrompt }, { countTokens }] = await Promise.all([
    import('../../core/compress/compressPrompt.ts'),
    import('../../core/score/scorePrompt.ts'),
    import('../../core/usage/tokens.ts'),
  ]);
  const compressed = compressPrompt(text, { kind, path });
  const inputTokens = (await countTokens(text)).tokens;
  const outputTokens = compressed.changed ? (await countTokens(compressed.text)).tokens : inputTokens;
  const changed = outputTokens < inputTokens;
  const enhancedPrompt = changed ? compressed.text : text;
  const scoreOf = (prompt: string): Enhancement['originalScore'] =>
    scorePrompt(parsePrompt(prompt, { kind, path }), undefined, weights);
  return {
    enhancementId: randomUUID(),
    originalPrompt: text,
    enhancedPrompt,
    changed,
    originalScore: scoreOf(text),
    enhancedScore: scoreOf(enhancedPrompt),
    techniquesApplied: [],
    goal: '',
    requirements: [],
    successCriteria: [],
    contextNotes: '',
    openQuestions: [],
    style: 'minimal',
    provider: 'offline',
    model: 'built-in',
    inputTokens,
    outputTokens: changed ? outputTokens : inputTokens,
    costUsd: 0,
    latencyMs: Math.round(performance.now() - started),
    cached: false,
    stale: false,
    fallbackFrom: null,
    warnings: [],
    contextUsed: { files: [], commits: [], tokens: 0 },
  };
}

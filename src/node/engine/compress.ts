import { randomUUID } from 'node:crypto';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import { parsePrompt } from '../../core/prompt/parsePrompt.ts';
import type { TeamWeights } from '../../core/score/model/teamWeights.ts';
import type { ModelCompression } from '../../core/compress/compressWithModel.ts';
import type { GuardPolicy } from '../../core/guard/policy.ts';
import type { AskAboutInput } from './engine.ts';
import type { ReachModels } from './engineModels.ts';

/** What asking a model takes; loaded and built only when one is asked. */
export interface CompressTools {
  /** What the team of the prompt's folder makes of the rules. */
  weights(): Promise<TeamWeights>;
  policy(): Promise<GuardPolicy>;
  models(): Promise<ReachModels>;
}

/**
 * The prompt in fewer tokens, as a record that a diff can show: with a model over the built-in compression where one is wanted. The record's
 * `inputTokens` are the prompt's before, `outputTokens` after, whoever did it. `changed: false` when nothing can be left out, also when fewer letters
 * would not be fewer tokens.
 */
export async function compress(
  input: AskAboutInput,
  tools: CompressTools,
  signal: AbortSignal,
): Promise<Enhancement> {
  const started = performance.now();
  const { kind, path, text } = input;
  const { scorePrompt } = await import('../../core/score/scorePrompt.ts');
  const made = (await throughModel(input, tools, signal)) ?? (await byItself(input));
  const weights = await tools.weights();
  const scoreOf = (prompt: string): Enhancement['originalScore'] =>
    scorePrompt(parsePrompt(prompt, { kind, path }), undefined, weights);
  return {
    enhancementId: randomUUID(),
    originalPrompt: text,
    enhancedPrompt: made.text,
    changed: made.text !== text,
    originalScore: scoreOf(text),
    enhancedScore: scoreOf(made.text),
    techniquesApplied: [],
    goal: '',
    requirements: [],
    successCriteria: [],
    contextNotes: '',
    openQuestions: [],
    style: 'minimal',
    provider: made.provider,
    model: made.model,
    inputTokens: made.tokensBefore,
    outputTokens: made.tokensAfter,
    costUsd: made.costUsd,
    latencyMs: Math.round(performance.now() - started),
    cached: made.cached,
    stale: false,
    fallbackFrom: made.fallbackFrom,
    warnings: made.warnings.map((message) => ({ code: 'provider-note', message })),
    contextUsed: { files: [], commits: [], tokens: 0 },
  };
}

type Made = Omit<ModelCompression, 'inputTokens' | 'outputTokens'>;

async function byItself({ kind, path, text }: AskAboutInput): Promise<Made> {
  const [{ compressPrompt }, { countTokens }] = await Promise.all([
    import('../../core/compress/compressPrompt.ts'),
    import('../../core/usage/tokens.ts'),
  ]);
  const compressed = compressPrompt(text, { kind, path });
  const tokensBefore = (await countTokens(text)).tokens;
  const tokens = compressed.changed ? (await countTokens(compressed.text)).tokens : tokensBefore;
  const changed = tokens < tokensBefore;
  return {
    text: changed ? compressed.text : text,
    tokensBefore,
    tokensAfter: changed ? tokens : tokensBefore,
    provider: 'offline',
    model: 'built-in',
    costUsd: 0,
    cached: false,
    fallbackFrom: null,
    warnings: [],
  };
}

/** Null when no model is wanted. */
async function throughModel(
  input: AskAboutInput,
  tools: CompressTools,
  signal: AbortSignal,
): Promise<Made | null> {
  if (input.models === undefined || input.models === null) return null;
  const [{ askedModelOf }, { compressing }, { compressWithModel }, { guardEnhancement }] = await Promise.all([
    import('./askedModel.ts'),
    import('../../core/compress/compressing.ts'),
    import('../../core/compress/compressWithModel.ts'),
    import('../../core/guard/guardEnhancement.ts'),
  ]);
  const asked = await askedModelOf(input, signal, compressing);
  if (asked === null) return null;
  const { kind, path, text } = input;
  const policy = await tools.policy();
  const guarded = guardEnhancement(
    { text, style: 'minimal' },
    { policy, redact: input.redact === true, hint: 'Take it out, or go on with it masked.' },
  );
  const reach = await tools.models();
  const { complete, judged } = await reach(asked.models, policy);
  const made = await compressWithModel(
    guarded.request.text,
    { kind, path },
    { ...asked.options, complete, onJudged: judged, instructions: asked.instructions },
    signal,
  );
  return guarded.putBack(made);
}

import type { Rewriter, RewriteInput } from '../rewriter.ts';
import type { Rewrite } from '../enhancement.ts';
import { standingKinds } from './goal.ts';
import { addCommands } from './standingText.ts';
import { rewriteElsewhere } from './otherLanguage.ts';
import { rewriteTask } from './rewriteTask.ts';
import { reasonToLeave, unchanged } from './unchanged.ts';

/**
 * The built-in rewriter: deterministic, without a model and without a network. It puts the author's words in order, adds what the
 * repository says and asks what neither of them says. It never invents a requirement.
 */
export const offlineRewriter: Rewriter = {
  async rewrite(input, signal) {
    signal.throwIfAborted();
    const rewrite = offlineRewrite(input);
    return {
      rewrite,
      provider: 'offline',
      model: 'built-in',
      inputTokens: null,
      outputTokens: null,
      costUsd: 0,
    };
  },
};

/** The rewrite itself: a pure function of its input. */
export function offlineRewrite(input: RewriteInput): Rewrite {
  const reason = reasonToLeave(input);
  if (reason !== null) return unchanged(input, reason);
  if (standingKinds.has(input.document.kind)) return addCommands(input);
  const { language } = input.document;
  return language === 'en' || language === 'und' ? rewriteTask(input) : rewriteElsewhere(input);
}

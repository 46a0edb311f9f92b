import type { EnhanceDependencies } from '../../src/core/enhance/dependencies.ts';
import { offlineRewriter } from '../../src/core/enhance/offline/offlineRewriter.ts';

/** The ports of the pipeline with the built-in rewriter, a still clock, counted ids and a token for every four characters. */
export function enhanceDependencies(different: Partial<EnhanceDependencies> = {}): EnhanceDependencies {
  let ids = 0;
  let time = 0;
  return {
    rewriter: offlineRewriter,
    countTokens: async (text) => ({ tokens: Math.ceil(text.length / 4) }),
    createId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    now: () => (time += 3),
    ...different,
  };
}

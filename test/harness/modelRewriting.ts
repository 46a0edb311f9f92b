import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Instructions, instructionsFrom } from '../../src/core/enhance/model/instructions.ts';
import type { ModelRewriterOptions } from '../../src/core/enhance/model/modelRewriter.ts';
import type { Complete } from '../../src/core/model/completion.ts';

/** The instructions that the product comes with. */
export function builtInInstructions(): Promise<Instructions> {
  const path = join(import.meta.dirname, '../../templates/instructions/enhance.prompt');
  return instructionsFrom([{ id: 'enhance', scope: 'builtin', text: readFileSync(path, 'utf8') }]);
}

/** Options of the rewriter through a model, with a token for every four characters. */
export function modelRewriterOptions(
  complete: Complete,
  different: Partial<ModelRewriterOptions> = {},
): ModelRewriterOptions {
  return {
    complete,
    instructions: builtInInstructions,
    provider: 'auto',
    model: null,
    tokenBudget: 4000,
    countTokens: async (text) => ({ tokens: Math.ceil(text.length / 4) }),
    account: { workspace: null, evaluation: false, experiment: null },
    createId: () => '6f1c1a52-8a53-4c6b-9a52-2f0f4b1a9d10',
    cache: true,
    redact: false,
    insist: false,
    ...different,
  };
}

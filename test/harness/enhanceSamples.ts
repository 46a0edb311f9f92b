import type { RepositoryContext } from '../../src/core/context/context.ts';
import type { Enhancement, Style } from '../../src/core/enhance/enhancement.ts';
import { enhance } from '../../src/core/enhance/enhance.ts';
import { enhanceDependencies } from './enhanceDependencies.ts';
import { contextOf } from './realContext.ts';
import { type SamplePrompt, samplePrompts } from './samplePrompts.ts';

export interface EnhancedSample {
  readonly sample: SamplePrompt;
  readonly enhancement: Enhancement;
  readonly context: RepositoryContext;
}

/** Enhances all sample prompts in the laid-out fixtures (`folderOf` names the folder of each) with the built-in rewriter. */
export async function enhanceSamples(
  folderOf: (repository: string) => string,
  style: Style,
): Promise<EnhancedSample[]> {
  const results: EnhancedSample[] = [];
  for (const sample of samplePrompts) {
    let context: RepositoryContext | null = null;
    const gather = contextOf(folderOf(sample.repository));
    const dependencies = enhanceDependencies({
      gatherContext: async (prompt, signal) => (context = await gather(prompt, signal)),
    });
    const enhancement = await enhance(
      { text: sample.text, style },
      dependencies,
      new AbortController().signal,
    );
    if (context === null) throw new Error('no context was gathered');
    results.push({ sample, enhancement, context });
  }
  return results;
}

/** The lines of a result that its original does not hold, blank ones left out. */
export function addedLines({ originalPrompt, enhancedPrompt }: Enhancement): string[] {
  const own = new Set(originalPrompt.split('\n').map((line) => line.trim()));
  return enhancedPrompt
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !own.has(line));
}

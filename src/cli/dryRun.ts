import type { RepositoryContext } from '../core/context/context.ts';
import { packContext } from '../core/context/packContext.ts';
import type { EnhanceDependencies, EnhanceRequest } from '../core/enhance/dependencies.ts';
import { parsePrompt } from '../core/prompt/parsePrompt.ts';

/** What an enhancement would be given to work with. */
export interface DryRun {
  readonly provider: 'offline';
  /** The built-in rewriter works on this machine: nothing is sent anywhere. */
  readonly sentTo: null;
  readonly style: string;
  readonly text: string;
}

/** Puts together everything that the rewriter would be shown, in the order and length in which it would be. Changes and sends nothing. */
export async function requestThatWouldBeSent(
  request: EnhanceRequest,
  dependencies: EnhanceDependencies,
  tokenBudget: number,
  signal: AbortSignal,
): Promise<DryRun> {
  const document = parsePrompt(request.text, { kind: request.kind, path: request.path });
  const gathered: RepositoryContext | null = (await dependencies.gatherContext?.(document, signal)) ?? null;
  const material = { document, context: gathered, instructions: request.instructions ?? '' };
  const inspection = await dependencies.inspect?.(material, signal);
  const context = inspection?.verdict === 'redact' ? inspection.material.context : gathered;
  const pack =
    context === null
      ? null
      : await packContext(
          context,
          tokenBudget,
          async (text) => (await dependencies.countTokens(text)).tokens,
        );
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['Prompt', request.text],
    ['Title', request.title],
    ['Description', request.description],
    ['Instructions', request.instructions],
    ['Context', pack?.text],
  ];
  const text = parts
    .filter(([, part]) => part !== undefined && part.trim() !== '')
    .map(([title, part]) => `# ${title}\n\n${part ?? ''}`)
    .join('\n\n');
  return { provider: 'offline', sentTo: null, style: request.style, text };
}

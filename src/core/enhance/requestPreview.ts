import type { RepositoryContext } from '../context/context.ts';
import { packContext } from '../context/packContext.ts';
import type { CompletionRequest, Message } from '../model/completion.ts';
import type { ShownEstimate } from '../model/estimate.ts';
import { parsePrompt } from '../prompt/parsePrompt.ts';
import { scorePrompt } from '../score/scorePrompt.ts';
import type { Span } from '../span.ts';
import type { EnhanceDependencies, EnhanceRequest } from './dependencies.ts';
import type { RewriteInput } from './rewriter.ts';

/** A placeholder in the text of a preview. */
export interface Redaction extends Span {
  readonly placeholder: string;
}

/** What an enhancement would be given to work with. */
export interface RequestPreview {
  readonly provider: string;
  /** Who would get it; null = the built-in rewriter, which works on this machine: nothing is sent anywhere. */
  readonly sentTo: string | null;
  readonly style: string;
  readonly text: string;
  /** Where something is masked, in order. */
  readonly redactions: readonly Redaction[];
  /** What was masked or left out, one sentence each. */
  readonly remarks: readonly string[];
  /** The messages that a model would get, whole; absent for the built-in rewriter. */
  readonly messages?: readonly Message[];
  /** What the model would take for it at the most; absent where no model would be asked. */
  readonly estimate?: ShownEstimate;
}

/** The model that would be asked. */
export interface PreviewedModel {
  readonly provider: string;
  readonly sentTo: string;
  readonly requestFor: (input: RewriteInput) => Promise<CompletionRequest>;
  /** Left out for a provider that is not set up. */
  readonly estimate?: (request: CompletionRequest) => Promise<ShownEstimate | undefined>;
}

/**
 * Puts together everything that the rewriter would be shown, in the order and length in which it would be. Changes and sends nothing.
 * `placeholders` are those that stand for masked values once all has been inspected.
 */
export async function requestThatWouldBeSent(
  request: EnhanceRequest,
  dependencies: EnhanceDependencies,
  tokenBudget: number,
  signal: AbortSignal,
  placeholders: () => readonly string[] = () => [],
  model: PreviewedModel | null = null,
): Promise<RequestPreview> {
  const document = parsePrompt(request.text, { kind: request.kind, path: request.path });
  const gathered: RepositoryContext | null = (await dependencies.gatherContext?.(document, signal)) ?? null;
  const material = { document, context: gathered, instructions: request.instructions ?? '' };
  const inspection = await dependencies.inspect?.(material, signal);
  const context = inspection?.verdict === 'redact' ? inspection.material.context : gathered;
  const remarks = inspection === undefined || inspection.verdict === 'block' ? [] : inspection.warnings;
  const seen = { style: request.style, remarks: remarks.map(({ message }) => message) };
  if (model !== null) {
    const { description, instructions, style, title } = request;
    const asked = await model.requestFor({
      document,
      context,
      style,
      score: scorePrompt(document),
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(instructions !== undefined && { instructions }),
    });
    const { messages } = asked;
    const text = messages.map(({ content, role }) => `# ${role}\n\n${content}`).join('\n\n');
    const { provider, sentTo } = model;
    const redactions = redactionsIn(text, placeholders());
    const estimate = await model.estimate?.(asked);
    return {
      provider,
      sentTo,
      text,
      redactions,
      messages,
      ...(estimate !== undefined && { estimate }),
      ...seen,
    };
  }
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
  return { provider: 'offline', sentTo: null, text, redactions: redactionsIn(text, placeholders()), ...seen };
}

/** Every place of every placeholder. */
export function redactionsIn(text: string, placeholders: readonly string[]): Redaction[] {
  const known = new Set(placeholders);
  return [...text.matchAll(/<[A-Z][A-Z_]{0,60}_\d{1,9}>/g)]
    .filter(([placeholder]) => known.has(placeholder))
    .map((match) => ({ placeholder: match[0], start: match.index, end: match.index + match[0].length }));
}

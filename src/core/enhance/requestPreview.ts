import type { RepositoryContext } from '../context/context.ts';
import { packContext } from '../context/packContext.ts';
import { parsePrompt } from '../prompt/parsePrompt.ts';
import type { Span } from '../span.ts';
import type { EnhanceDependencies, EnhanceRequest } from './dependencies.ts';

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
): Promise<RequestPreview> {
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
  const remarks = inspection === undefined || inspection.verdict === 'block' ? [] : inspection.warnings;
  return {
    provider: 'offline',
    sentTo: null,
    style: request.style,
    text,
    redactions: redactionsIn(text, placeholders()),
    remarks: remarks.map(({ message }) => message),
  };
}

/** Every place of every placeholder. */
export function redactionsIn(text: string, placeholders: readonly string[]): Redaction[] {
  const known = new Set(placeholders);
  return [...text.matchAll(/<[A-Z][A-Z_]{0,60}_\d{1,9}>/g)]
    .filter(([placeholder]) => known.has(placeholder))
    .map((match) => ({ placeholder: match[0], start: match.index, end: match.index + match[0].length }));
}

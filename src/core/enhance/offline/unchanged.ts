import type { PromptDocument } from '../../prompt/document.ts';
import type { Rewrite } from '../enhancement.ts';
import type { RewriteInput } from '../rewriter.ts';
import { goalOf } from './goal.ts';

/** Above this a prompt is excellent (design document 001, section 6.3) and is not touched. */
const excellent = 75;

/** Why a text had better stay as it is, in a sentence for the user; null when it can be worked on. */
export function reasonToLeave({ document, score }: RewriteInput): string | null {
  if (score.total > excellent)
    return `This prompt is excellent already (${score.total} of 100), so it was left as it is.`;
  if (document.frontMatter !== null && !document.frontMatter.closed)
    return 'The front matter is never closed, so nothing was added. Close it with a line of three dashes.';
  if (document.text.slice(document.body.start, document.body.end).trim() === '')
    return 'There is front matter but no prompt below it, so there is nothing to rewrite.';
  const open = document.blocks.find((block) => block.type === 'fence' && !block.closed);
  if (open !== undefined) {
    const line = document.text.slice(0, open.span.start).split('\n').length;
    return `The code block that starts in line ${line} is never closed, so nothing was added behind it.`;
  }
  if (!hasWords(document))
    return 'There is only code and no request in words. Say what should be done with it.';
  return null;
}

function hasWords(document: PromptDocument): boolean {
  return document.prose.some(({ start, end }) => /\p{L}{2}/u.test(document.text.slice(start, end)));
}

/** The original as the result, with the reason for it. */
export function unchanged(
  { document }: Pick<RewriteInput, 'document'>,
  note: string,
  openQuestions: readonly string[] = [],
): Rewrite {
  return {
    enhancedPrompt: document.text,
    techniquesApplied: [],
    goal: goalOf(document),
    requirements: [],
    successCriteria: [],
    contextNotes: note,
    openQuestions,
  };
}

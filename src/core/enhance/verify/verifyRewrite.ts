import type { PromptDocument } from '../../prompt/document.ts';
import type { Score } from '../../score/score.ts';
import type { EnhancementWarning } from '../enhancement.ts';
import { isAnswer } from './answered.ts';
import type { VerificationFacts } from './facts.ts';
import { inventions } from './invented.ts';
import { lostAnchors } from './lost.ts';

/**
 * Compares a rewrite with its original. Empty when it says the same task: every path, URL, mention, identifier, variable, number,
 * code block and quoted text of the original is there; nothing is named that neither the original nor the facts hold; it rewrites
 * and does not answer, in the same language, and scores better. Never throws; linear in both texts but for the number of names.
 */
export function verifyRewrite(
  original: PromptDocument,
  enhanced: PromptDocument,
  facts: VerificationFacts,
  scores: { readonly before: Score; readonly after: Score },
): EnhancementWarning[] {
  if (original.text === enhanced.text) return [];
  const warnings = [...lostAnchors(original, enhanced), ...inventions(original, enhanced, facts)];
  if (isAnswer(original, enhanced, facts.texts))
    warnings.push({ code: 'answered', message: 'This answers the task instead of rewriting it.' });
  if (differs(original.language, enhanced.language))
    warnings.push({
      code: 'language-changed',
      message: `The original is in ${original.language}, the rewrite in ${enhanced.language}.`,
    });
  if (scores.after.total <= scores.before.total)
    warnings.push({
      code: 'score-not-better',
      message: `The rewrite scores ${scores.after.total}, the original ${scores.before.total}.`,
    });
  return warnings;
}

function differs(before: string, after: string): boolean {
  return before !== 'und' && after !== 'und' && before !== after;
}

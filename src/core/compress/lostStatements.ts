import { topicWords } from '../enhance/words.ts';
import type { PromptDocument } from '../prompt/document.ts';
import { sentences } from './wording.ts';

/** A sentence whose words of its own are kept to less than this share was left out. */
const keptShare = 0.25;
/** One that sets a limit must keep more, in a sentence that sets one: a lost "do not" is the worst loss there is. */
const keptOfLimit = 0.3;
/** Fewer words tell nothing. */
const fewest = 3;

/** What only introduces a statement. */
const introducing = new Set(
  topicWords(
    'ensure last really happen following keep mind note important essential necessary absolutely remember consider situation course matter regard',
  ),
);

const limit =
  /\b(?:not|never|no|nothing|none|don['’]t|doesn['’]t|mustn['’]t|shouldn['’]t|cannot|can['’]t|without|except|unless|only|avoid)\b/i;
/** Other ways to set the same limit in fewer words. */
const bound =
  /\b(?:at most|at least|max(?:imum)?|min(?:imum)?|up to|within|below|under|keeps?|unchanged|stays?|leave|from|instead)\b|[<>≤≥]/i;

/**
 * The sentences of a text that a shorter one does not say any more, told by their words, each cut to a line. For English; in other languages inflection
 * makes kept words look lost, so nothing is found there. Linear.
 */
export function lostStatements(original: PromptDocument, shorter: PromptDocument): readonly string[] {
  if (original.language !== 'en' && original.language !== 'und') return [];
  const left = statementsOf(shorter).map((text) => ({ words: new Set(topicWords(text)), text }));
  const all = new Set(left.flatMap(({ words }) => [...words]));
  const limits = left.filter(({ text }) => limit.test(text) || bound.test(text));
  const limited = new Set(limits.flatMap(({ words }) => [...words]));
  return statementsOf(original)
    .filter((statement) => {
      const words = topicWords(statement).filter((word) => !introducing.has(word));
      const kept = (known: ReadonlySet<string>): number =>
        words.filter((word) => known.has(word)).length / Math.max(1, words.length);
      if (limit.test(statement) && words.length > 0) return kept(limited) < keptOfLimit;
      return words.length >= fewest && kept(all) < keptShare;
    })
    .map((statement) => statement.replace(/\s+/g, ' ').trim().slice(0, 120));
}

/** Sentences of paragraphs, items and tables; code is compared elsewhere, and headings state nothing. */
function statementsOf({ blocks, text }: PromptDocument): string[] {
  return blocks
    .filter(({ type }) => type === 'paragraph' || type === 'table')
    .flatMap(({ content }) => sentences(text.slice(content.start, content.end)))
    .flatMap((sentence) => sentence.text.split('\n'))
    .filter((statement) => statement.trim() !== '');
}

import type { PromptDocument } from '../../prompt/document.ts';
import type { Span } from '../../span.ts';
import { withoutPoliteness } from '../politeness.ts';
import { clausesOf, isRequest } from './clauses.ts';
import { guardedSpans, sentencesOf } from './sentences.ts';

/** The author's own words, sorted by what they do. Every word of the original is in exactly one of the parts. */
export interface OrderedText {
  readonly goal: string;
  /** What the author tells about the situation. */
  readonly background: readonly string[];
  readonly requirements: readonly string[];
  /** What must not happen or must stay as it is. */
  readonly constraints: readonly string[];
  /** How the author wants the answer or the result delivered. */
  readonly output: readonly string[];
}

/** Longer texts have an order of their own. */
const longest = 700;
const mostSentences = 6;
/** Fewer parts read as well in one sentence. */
const leastParts = 3;
const constraining =
  /\b(?:do not|don['’]t|never|must not|mustn['’]t|should not|shouldn['’]t|cannot|may not|without (?:changing|touching|breaking|adding|using|altering|modifying)|no (?:new|other|further)|leave\b[^.]{1,60}\b(?:as|alone|unchanged|untouched)|keep\b[^.]{1,60}\b(?:as|same|unchanged|intact|compatible))\b/i;
const delivering =
  /\b(?:keep (?:your|the) (?:answer|reply|response)|(?:answer|reply|respond) (?:in|with|only|as|briefly)|just explain|only explain|explain (?:briefly|in|only)|(?:output|return|print|give(?: me)?|write|format) [^.]{0,40}\b(?:as|in) (?:a |an )?(?:json|yaml|csv|markdown|table|list|diff|patch|bullet)|show me (?:a|the) (?:plan|diff))\b/i;
/** A sentence that says how the result has to be. */
const requiring = /\b(?:should|must|has to|have to|needs? to)\b/i;

/**
 * Sorts a short plain text into goal, background, requirements, constraints and output. Returns null when the text must stay as it
 * stands: it has structure of its own, is long or of several lines, is not English, or
 * does not begin with its request.
 */
export function orderText(document: PromptDocument): OrderedText | null {
  if (!isPlain(document)) return null;
  const { text } = document;
  const guarded = guardedSpans(document);
  const sentences = sentencesOf(document);
  const words = (span: Span): string => text.slice(span.start, span.end);
  if (sentences.length === 0 || sentences.length > mostSentences) return null;
  // A request further down leans on what stands before it, said or not.
  if (sentences.length > 1 && !isRequest(words(sentences[0]!))) return null;
  const [first, ...others] = sentences.map(words);
  const parts = clausesOf(text, sentences[0]!, guarded).map(words);
  const goalParts = parts.length < leastParts ? [first!] : parts;
  // The question mark of "can you …?" goes with the politeness.
  if (goalParts.length > 1 && withoutPoliteness(goalParts[0]!) !== goalParts[0])
    goalParts.push(goalParts.pop()!.replace(/\s*\?+$/, ''));
  const requirements = goalParts.slice(1);
  const background: string[] = [];
  const constraints: string[] = [];
  const output: string[] = [];
  for (const sentence of others) {
    if (delivering.test(sentence)) output.push(sentence);
    else if (constraining.test(sentence) && !leansBack(sentence)) constraints.push(sentence);
    else if (requiring.test(sentence) || (isRequest(sentence) && !leansBack(sentence)))
      requirements.push(sentence);
    else if (requirements.length > 0 && leansBack(sentence)) attach(requirements, sentence);
    else background.push(sentence);
  }
  return {
    goal: asSentence(goalParts[0]!),
    background,
    requirements: requirements.map((requirement) => capitalised(withoutOpeners(requirement))),
    constraints,
    output,
  };
}

function isPlain(document: PromptDocument): boolean {
  const { text, body } = document;
  if (document.frontMatter !== null || body.end - body.start > longest) return false;
  if (document.language !== 'en' && document.language !== 'und') return false;
  return (
    document.blocks.every((block) => block.type === 'paragraph') &&
    !/^\s*(?:[-*•❯$>]|\d+[.)])\s/m.test(text) &&
    !text.trim().includes('\n')
  );
}

/** A sentence that makes no sense away from the one before it. */
function leansBack(sentence: string): boolean {
  return /^(?:it|this|that|these|those|they|he|she|so|but|because|otherwise|instead|then|for example|e\.g)\b/i.test(
    sentence,
  );
}

function attach(list: string[], sentence: string): void {
  const last = list.length - 1;
  list[last] = `${/[.!?:]$/.test(list[last]!) ? list[last]! : `${list[last]!}.`} ${sentence}`;
}

/** The goal without greetings and "can you please", as far as what is left is still a request. */
function asSentence(clause: string): string {
  const bare = withoutPoliteness(clause);
  const goal = bare !== clause && isRequest(bare) ? bare.replace(/\s*\?+$/, '') : clause;
  const asking = /^(?:why|how|what|which|where|who|when|is|are|does|do|did)\b/i.test(goal);
  const ended = /[.!?:…。！？]$/.test(goal) ? goal : goal + (asking ? '?' : '.');
  return capitalised(ended);
}

function withoutOpeners(clause: string): string {
  return clause.replace(/^(?:(?:and|also|then|finally|please)\s+)+/i, '');
}

/** Names that are written small, even at the start of a sentence. */
const smallNames =
  /^(?:npm|npx|pnpm|yarn|git|go|cargo|pip|uv|make|docker|kubectl|node|deno|bun|curl|eslint|pytest|mypy|tsc|vim|tmux|zsh|bash)$/;

/** Upper-case first letter, when the first word is an ordinary word and no name from code. */
export function capitalised(sentence: string): string {
  const word = /^[a-z]+(?=[\s,:;!?]|\.?$)/.exec(sentence)?.[0];
  if (word === undefined || (smallNames.test(word) && !isRequest(sentence))) return sentence;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

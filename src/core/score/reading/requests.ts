import type { WordClass } from './lexicon.ts';
import type { Sentence } from './sentences.ts';
import type { Token } from './tokens.ts';
import type { WordHits } from './words.ts';

/** What the verb of a request asks for, from the most closed to the most open. */
export type Deed = 'closed' | 'fix' | 'make' | 'inquire' | 'vague' | 'explore' | 'none';

/** How a sentence asks: an order ("rename …"), a polite one ("can you …"), a wish ("I want …"), a question, or not at all. */
export interface Request {
  readonly sentence: Sentence;
  readonly form: 'order' | 'polite' | 'wish' | 'question';
  readonly deed: Deed;
  /** Token index of the verb, or of the word that makes it a request. */
  readonly verb: number;
}

const deeds: readonly (Exclude<Deed, 'none'> & WordClass)[] = [
  'closed',
  'fix',
  'make',
  'inquire',
  'vague',
  'explore',
];
const skipped: readonly WordClass[] = ['courtesy', 'earlier'];
const openers = new Set(
  'also then and so now first second next finally just maybe but additionally further ok okay yes no great alright well actually oh hey'.split(
    ' ',
  ),
);
const persons = new Set(['you', 'we', 'i']);
const modals = new Set(['can', 'could', 'would', 'will']);
const wishes = new Set(['want', 'need', 'like', 'wanna', 'love', 'wish', 'help']);

/** Finds the sentences that ask for something. With `verbAnywhere` the verb may stand at the end, as in German or Japanese. */
export function findRequests(
  tokens: readonly Token[],
  sentences: readonly Sentence[],
  hits: WordHits,
  verbAnywhere: boolean,
): Request[] {
  const at = (wordClass: WordClass): ReadonlySet<number> => new Set(hits[wordClass]);
  const skip = skipped.map(at);
  const deedSets = deeds.map((deed) => [deed, at(deed)] as const);
  const ask = at('ask');
  const deedOf = (from: number, to: number): { deed: Deed; verb: number } => {
    for (let index = from; index < to; index += 1) {
      for (const [deed, set] of deedSets) if (set.has(index)) return { deed, verb: index };
    }
    return { deed: 'none', verb: from };
  };
  const requests: Request[] = [];
  for (const sentence of sentences) {
    if (sentence.heading) continue;
    let index = sentence.from;
    while (
      index < sentence.to - 1 &&
      (skip.some((set) => set.has(index)) ||
        openers.has(tokens[index]?.text ?? '') ||
        tokens[index]?.kind !== 'word')
    ) {
      index += 1;
    }
    index = afterPlace(tokens, index, sentence.to, deedOf);
    const word = tokens[index]?.text ?? '';
    const following = tokens[index + 1]?.text ?? '';
    const here = deedOf(index, index + 1);
    if (word === "let's" || word === 'lets' || (word === 'let' && following === 'us')) {
      requests.push({ sentence, form: 'order', ...deedOf(index + 1, Math.min(sentence.to, index + 6)) });
    } else if (modals.has(word) && persons.has(following)) {
      requests.push({ sentence, form: 'polite', ...deedOf(index + 2, Math.min(sentence.to, index + 8)) });
    } else if (
      (word === 'i' || word === 'we' || word === "i'd" || word === 'id') &&
      hasWish(tokens, index, sentence.to)
    ) {
      requests.push({ sentence, form: 'wish', ...deedOf(index + 1, Math.min(sentence.to, index + 10)) });
    } else if (here.deed !== 'none') {
      requests.push({ sentence, form: 'order', ...here });
    } else if (verbAnywhere && !sentence.question && deedOf(index, sentence.to).deed !== 'none') {
      requests.push({ sentence, form: 'order', ...deedOf(index, sentence.to) });
    } else if (ask.has(index) || sentence.question) {
      requests.push({ sentence, form: 'question', deed: 'none', verb: index });
    }
  }
  return requests;
}

const placing = new Set(['in', 'at', 'on', 'inside', 'within', 'under', 'for', 'from']);
const longestPlace = 9;

/** "In src/app.ts change …", "On the settings page, add …": the verb behind a place that comes first; `from` when there is none. */
function afterPlace(
  tokens: readonly Token[],
  from: number,
  to: number,
  deedOf: (from: number, to: number) => { readonly deed: Deed },
): number {
  if (!placing.has(tokens[from]?.text ?? '')) return from;
  const last = Math.min(to, from + longestPlace);
  for (let index = from + 2; index < last; index += 1) {
    const [before, token] = [tokens[index - 1], tokens[index]];
    if (before === undefined || token === undefined) break;
    // A name or a comma ends the place.
    const ended = before.kind !== 'word' || token.start - before.end > 1;
    if (ended && deedOf(index, index + 1).deed !== 'none') return index;
  }
  return from;
}

function hasWish(tokens: readonly Token[], from: number, to: number): boolean {
  const last = Math.min(to, from + 5);
  for (let index = from + 1; index < last; index += 1) if (wishes.has(tokens[index]?.text ?? '')) return true;
  return false;
}

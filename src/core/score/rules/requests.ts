import type { Deed } from '../reading/requests.ts';
import type { Reading } from '../reading/reading.ts';
import { absent, requestKinds, type Rule, saturating, type Signal } from '../rule.ts';
import { spansOf } from './words.ts';

function shareOfDeeds(reading: Reading, deeds: readonly Deed[]): Signal {
  const found = reading.requests.filter((request) => deeds.includes(request.deed));
  if (found.length === 0) return absent;
  const verbs = found.map((request) => request.verb);
  return { strength: found.length / reading.requests.length, spans: spansOf(reading, verbs) };
}

/** Nothing is asked for: a statement, a log, a name. A sentence that says how it should be counts as a request. */
export const noRequest: Rule = {
  id: 'no-request',
  component: 'actionability',
  kinds: requestKinds,
  effect: 'costs',
  lexical: true,
  label: 'asks for nothing',
  remedy: { text: 'Say what you want done, starting with a verb', followed: { 'no-request': 0 } },
  measure: (reading) =>
    reading.lexicon.lexical && reading.requests.length === 0 && reading.hits.outcome.length === 0
      ? { strength: 1, spans: [] }
      : absent,
};

/** A verb whose result is fixed: rename, move, remove, set. */
export const closedEdit: Rule = {
  id: 'closed-edit',
  component: 'actionability',
  kinds: requestKinds,
  effect: 'earns',
  lexical: true,
  label: 'asks for a closed edit',
  remedy: null,
  measure: (reading) => shareOfDeeds(reading, ['closed']),
};

/** The request names its object as the code writes it: within four words of its verb stands a name, a quotation or a value. */
export const namesObject: Rule = {
  id: 'names-object',
  component: 'actionability',
  kinds: requestKinds,
  effect: 'earns',
  lexical: true,
  label: 'names the very thing to work on',
  remedy: null,
  measure: (reading) => {
    for (const request of reading.requests) {
      const last = Math.min(request.verb + 5, request.sentence.to);
      for (let index = request.verb + 1; index < last; index += 1) {
        const token = reading.tokens[index];
        if (token !== undefined && token.kind !== 'word' && token.kind !== 'url')
          return { strength: 1, spans: [token] };
      }
    }
    return absent;
  },
};

/** An open wish: improve, enhance, integrate, redesign, explore. */
export const openTask: Rule = {
  id: 'open-task',
  component: 'actionability',
  kinds: requestKinds,
  effect: 'costs',
  lexical: true,
  label: 'asks for an open-ended improvement',
  remedy: {
    text: 'Say what the result should be instead of asking to improve it',
    followed: { 'open-task': 0 },
  },
  measure: (reading) => shareOfDeeds(reading, ['vague', 'explore']),
};

/** Several loose requests at once; a list in steps is no fault. */
export const manyRequests: Rule = {
  id: 'many-requests',
  component: 'clarity',
  kinds: requestKinds,
  effect: 'costs',
  lexical: true,
  label: 'asks for many things at once',
  remedy: {
    text: 'Ask for one thing, or number the steps in their order',
    followed: { 'many-requests': 0.2 },
  },
  measure: (reading) => {
    const loose = reading.requests.filter((request) => !request.sentence.item);
    if (loose.length < 3) return absent;
    return {
      strength: saturating(loose.length - 2, 3),
      spans: loose.slice(0, 10).map((request) => request.sentence),
    };
  },
};

/** "I want", "we need": a wish leaves open what is to be done more often than an order. */
export const wishes: Rule = {
  id: 'wishes',
  component: 'actionability',
  kinds: requestKinds,
  effect: 'costs',
  lexical: true,
  label: 'wishes instead of asking',
  remedy: null,
  measure: (reading) => {
    const first = reading.requests[0];
    return first?.form === 'wish' ? { strength: 1, spans: [first.sentence] } : absent;
  },
};

/** Begins by saying what must hold: "ensure that …". */
export const ensures: Rule = {
  id: 'ensures',
  component: 'actionability',
  kinds: requestKinds,
  effect: 'earns',
  lexical: true,
  label: 'says first what must hold',
  remedy: null,
  measure: (reading) => {
    const first = reading.hits.ensure[0];
    return first !== undefined && first <= 1 ? { strength: 1, spans: spansOf(reading, [first]) } : absent;
  },
};

/** Asks for a fact that can be looked up: which, where, what, how does. */
export const factQuestion: Rule = {
  id: 'fact-question',
  component: 'clarity',
  kinds: requestKinds,
  effect: 'earns',
  lexical: true,
  label: 'asks for a fact that can be looked up',
  remedy: null,
  measure: (reading) => {
    const starts = new Set(reading.sentences.map((sentence) => sentence.from));
    const facts = reading.hits.fact.filter((index) => starts.has(index));
    const asked = reading.sentences.some((sentence) => sentence.question) || reading.hits.fact[0] === 0;
    const open = reading.hits.explore.length > 0 || reading.hits.taste.length > 0;
    return facts.length > 0 && asked && !open ? { strength: 1, spans: spansOf(reading, facts) } : absent;
  },
};

/** Says both ends of a change: what there is and what it becomes, each by its name or value. */
export const bothEnds: Rule = {
  id: 'both-ends',
  component: 'specificity',
  kinds: requestKinds,
  effect: 'earns',
  lexical: true,
  label: 'says what becomes what',
  remedy: null,
  measure: (reading) => {
    const relations = new Set(reading.hits.relation);
    for (const { deed, sentence, verb } of reading.requests) {
      if (deed !== 'closed' && deed !== 'fix') continue;
      let named = 0;
      let joined = false;
      for (let index = verb + 1; index < sentence.to; index += 1) {
        const token = reading.tokens[index];
        if (token === undefined) break;
        if (token.kind === 'url') continue;
        // What is fixed has a place and circumstances; only texts are its ends: "teh" to "the".
        if (deed === 'fix' && token.kind !== 'word' && token.kind !== 'quote' && token.kind !== 'code')
          continue;
        if (token.kind !== 'word') {
          named += 1;
          if (named >= 2 && joined)
            return { strength: 1, spans: [{ start: sentence.start, end: sentence.end }] };
        } else if (named > 0 && relations.has(index)) joined = true;
      }
    }
    return absent;
  },
};

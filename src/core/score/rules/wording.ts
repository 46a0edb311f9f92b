import type { WordClass } from '../reading/lexicon.ts';
import { absent, type Remedy, requestKinds, type Rule, saturating } from '../rule.ts';
import type { Component } from '../score.ts';
import { countWords, shareOfWords, spansOf } from './words.ts';

interface WordRule {
  readonly id: string;
  readonly component: Component;
  readonly words: WordClass;
  readonly label: string;
  readonly remedy: string | null;
}

/** A rule that loses by the share of words of a class: full loss from the share `full` on. */
function costsByShare(full: number, { id, component, words, label, remedy }: WordRule): Rule {
  const advice: Remedy | null = remedy === null ? null : { text: remedy, followed: { [id]: 0 } };
  const measure: Rule['measure'] = (reading) => shareOfWords(reading, words, full);
  return {
    id,
    component,
    kinds: requestKinds,
    effect: 'costs',
    lexical: true,
    label,
    remedy: advice,
    measure,
  };
}

/** A rule that loses when a word of a class is there at all. */
function costsOnce({ id, component, words, label, remedy }: WordRule): Rule {
  const advice: Remedy | null = remedy === null ? null : { text: remedy, followed: { [id]: 0 } };
  const measure: Rule['measure'] = (reading) =>
    reading.hits[words].length === 0 ? absent : { strength: 1, spans: spansOf(reading, reading.hits[words]) };
  return {
    id,
    component,
    kinds: requestKinds,
    effect: 'costs',
    lexical: true,
    label,
    remedy: advice,
    measure,
  };
}

/** A rule that earns by the number of different words of a class: half at `half`. */
function earnsByCount(half: number, { id, component, words, label, remedy }: WordRule): Rule {
  const advice: Remedy | null = remedy === null ? null : { text: remedy, followed: { [id]: 0.5 } };
  const measure: Rule['measure'] = (reading) => countWords(reading, words, half);
  return {
    id,
    component,
    kinds: requestKinds,
    effect: 'earns',
    lexical: true,
    label,
    remedy: advice,
    measure,
  };
}

/** Says how things lie to each other: "in the footer", "from the API". */
const relations: Rule = {
  id: 'says-where',
  component: 'specificity',
  kinds: requestKinds,
  effect: 'earns',
  lexical: true,
  label: 'says where in words',
  remedy: null,
  measure: (reading) => {
    const articles = new Set(reading.hits.article);
    const found = reading.lexicon.articles
      ? reading.hits.relation.filter((index) => articles.has(index + 1) || articles.has(index))
      : reading.hits.relation;
    return {
      strength: saturating(found.length, reading.lexicon.articles ? 1.5 : 3),
      spans: spansOf(reading, found),
    };
  },
};

export const wordRules: readonly Rule[] = [
  relations,
  earnsByCount(1.2, {
    id: 'says-state',
    component: 'specificity',
    words: 'state',
    label: 'says how it should be in so many words',
    remedy: null,
  }),
  earnsByCount(0.5, {
    id: 'contrasts',
    component: 'clarity',
    words: 'contrast',
    label: 'says what instead of what',
    remedy: null,
  }),
  earnsByCount(1, {
    id: 'same-as',
    component: 'specificity',
    words: 'same',
    label: 'points at a model to follow',
    remedy: null,
  }),
  earnsByCount(1, {
    id: 'says-outcome',
    component: 'actionability',
    words: 'outcome',
    label: 'says what should come out',
    remedy: 'Say what should happen instead, or what the result must be',
  }),
  earnsByCount(1.5, {
    id: 'says-when',
    component: 'context',
    words: 'condition',
    label: 'says when it happens',
    remedy: null,
  }),
  earnsByCount(1.2, {
    id: 'sets-limits',
    component: 'actionability',
    words: 'limit',
    label: 'sets limits',
    remedy: 'Say what must stay as it is',
  }),
  earnsByCount(1.2, {
    id: 'says-done',
    component: 'actionability',
    words: 'check',
    label: 'says how to check the result',
    remedy: 'Say how to see that it is done: a test, a command, a result',
  }),
  earnsByCount(1.2, {
    id: 'says-why',
    component: 'context',
    words: 'cause',
    label: 'gives the reason',
    remedy: null,
  }),
  earnsByCount(0.5, {
    id: 'names-command',
    component: 'actionability',
    words: 'command',
    label: 'names a command',
    remedy: null,
  }),
  earnsByCount(0.5, {
    id: 'in-history',
    component: 'context',
    words: 'git',
    label: 'points at the history of the repository',
    remedy: null,
  }),
  earnsByCount(0.5, {
    id: 'asks-to-show',
    component: 'clarity',
    words: 'show',
    label: 'asks to show or explain',
    remedy: null,
  }),
  costsByShare(0.12, {
    id: 'vague-taste',
    component: 'clarity',
    words: 'taste',
    label: 'uses words of taste',
    remedy: 'Replace words such as "better" or "nice" by what can be seen or measured',
  }),
  costsByShare(0.12, {
    id: 'hedged',
    component: 'clarity',
    words: 'hedge',
    label: 'hedges',
    remedy: 'Leave out "maybe" and "something"; say which',
  }),
  costsByShare(0.15, {
    id: 'explores',
    component: 'actionability',
    words: 'explore',
    label: 'asks for ideas or research',
    remedy: 'Say what the answer should contain and when it is enough',
  }),
  costsByShare(0.15, {
    id: 'far-away',
    component: 'context',
    words: 'remote',
    label: 'depends on systems outside the repository',
    remedy: 'Say how the agent reaches the system, or paste what it answers',
  }),
  costsOnce({
    id: 'outside',
    component: 'context',
    words: 'remote',
    label: 'speaks of systems outside the repository',
    remedy: null,
  }),
  costsByShare(0.12, {
    id: 'everything',
    component: 'specificity',
    words: 'broad',
    label: 'asks for everything',
    remedy: 'Name which ones instead of "all" or "everything"',
  }),
  costsByShare(0.1, {
    id: 'temper',
    component: 'clarity',
    words: 'emotion',
    label: 'is written in anger',
    remedy: 'Say what you saw and what you expected',
  }),
  costsOnce({
    id: 'outside-tool',
    component: 'context',
    words: 'outside',
    label: 'sends the agent to a tool it may not have',
    remedy: null,
  }),
  costsOnce({
    id: 'integrates',
    component: 'actionability',
    words: 'integrate',
    label: 'connects, sets up or deploys: much lies outside the text',
    remedy: null,
  }),
  costsOnce({
    id: 'asks-speed',
    component: 'specificity',
    words: 'performance',
    label: 'asks for speed without a figure',
    remedy: 'Give the figure now and the figure wanted',
  }),
  costsOnce({
    id: 'same-again',
    component: 'context',
    words: 'repeat',
    label: 'says "the same" of something not here',
    remedy: 'Say what "the same" is',
  }),
  costsOnce({
    id: 'unwell',
    component: 'specificity',
    words: 'unwell',
    label: 'says that it does not work',
    remedy: 'Say what happens and what should happen',
  }),
  costsOnce({
    id: 'own-sight',
    component: 'context',
    words: 'sight',
    label: 'tells what only the author sees',
    remedy: null,
  }),
  costsOnce({
    id: 'looks',
    component: 'specificity',
    words: 'look',
    label: 'asks for a look that a reader cannot see',
    remedy: null,
  }),
  costsOnce({ id: 'asks-why', component: 'clarity', words: 'why', label: 'asks why', remedy: null }),
];

/** "And", "also", "ok": the beginning of a reply. */
export const repliesFirst: Rule = {
  id: 'replies',
  component: 'context',
  kinds: requestKinds,
  effect: 'costs',
  lexical: true,
  label: 'begins like a reply',
  remedy: null,
  measure: (reading) =>
    reading.hits.opener[0] === 0 ? { strength: 1, spans: spansOf(reading, [0]) } : absent,
};

import type { Reading } from '../../reading/reading.ts';
import type { Sentence } from '../../reading/sentences.ts';
import { absent, type Rule, saturating } from '../../rule.ts';
import { countWords, shareOfWords } from '../words.ts';
import { allFiles, ruleFiles, taskFiles } from './kinds.ts';

function plainSentences(reading: Reading): readonly Sentence[] {
  return reading.sentences.filter((sentence) => !sentence.heading && sentence.to - sentence.from >= 3);
}

/** Whether a sentence can be checked: it names something, gives a value, quotes, or speaks of parts and tools. */
function checkable(reading: Reading, sentence: Sentence, concrete: ReadonlySet<number>): boolean {
  for (let index = sentence.from; index < sentence.to; index += 1) {
    if (reading.tokens[index]?.kind !== 'word' || concrete.has(index)) return true;
  }
  return false;
}

/** The share of sentences that a reviewer could check: with a name, a value, a command, a part of the code in them. */
export const checkableRules: Rule = {
  id: 'checkable',
  component: 'specificity',
  kinds: allFiles,
  effect: 'earns',
  lexical: false,
  label: 'says things that can be checked',
  remedy: {
    text: 'Write rules that can be checked: name the file, the command, the limit, the form',
    followed: { checkable: 0.8 },
  },
  measure: (reading) => {
    const sentences = plainSentences(reading);
    if (sentences.length === 0) return absent;
    const { tech, artifact, command, state } = reading.hits;
    const concrete = new Set([...tech, ...artifact, ...command, ...state]);
    const good = sentences.filter((sentence) => checkable(reading, sentence, concrete));
    return { strength: good.length / sentences.length, spans: [] };
  },
};

/** Backticked commands or fences with commands: what to run. */
export const givesCommands: Rule = {
  id: 'gives-commands',
  component: 'actionability',
  kinds: allFiles,
  effect: 'earns',
  lexical: false,
  label: 'gives commands to run',
  remedy: { text: 'Give the exact commands: build, test, lint', followed: { 'gives-commands': 0.65 } },
  measure: (reading) => {
    const { inlineCode, blocks, text } = reading.document;
    const spans = inlineCode.filter((span) =>
      /^`+[a-z][\w./-]*\s+[\w./@-]+/u.test(text.slice(span.start, Math.min(span.end, span.start + 80))),
    );
    const shells = blocks.filter(
      (block) =>
        block.type === 'fence' && /^(?:sh|bash|shell|console|zsh|powershell|ps1|cmd)$/iu.test(block.info),
    );
    return { strength: saturating(spans.length + shells.length * 2, 1.2), spans: spans.slice(0, 5) };
  },
};

/** Names of files and code in backticks or as paths. */
export const namesThings: Rule = {
  id: 'names-things',
  component: 'context',
  kinds: allFiles,
  effect: 'earns',
  lexical: false,
  label: 'names files and code',
  remedy: { text: 'Name the files, folders and symbols it speaks of', followed: { 'names-things': 0.65 } },
  measure: (reading) => {
    const distinct = new Set(reading.document.references.map((reference) => reference.target));
    return {
      strength: saturating(distinct.size, 2.5),
      spans: reading.document.references.slice(0, 5).map((reference) => reference.span),
    };
  },
};

/** What not to do, and what to ask first. */
export const setsBounds: Rule = {
  id: 'sets-bounds',
  component: 'specificity',
  kinds: allFiles,
  effect: 'earns',
  lexical: false,
  label: 'says what not to do',
  remedy: { text: 'Say what it must never do and what to ask about first', followed: { 'sets-bounds': 0.6 } },
  measure: (reading) => countWords(reading, 'limit', 1.5),
};

/** How to tell that the work is good. */
export const saysCheck: Rule = {
  id: 'says-check',
  component: 'actionability',
  kinds: allFiles,
  effect: 'earns',
  lexical: false,
  label: 'says how to check the work',
  remedy: { text: 'Say how to check the result: a command, a list, a test', followed: { 'says-check': 0.6 } },
  measure: (reading) => countWords(reading, 'check', 1.5),
};

const form =
  /\b(?:output|format|return|respond|report|template|produce|answer with|write (?:it|the|a)|save|generate)\b/iu;

/** What the result looks like. */
export const saysResult: Rule = {
  id: 'says-result',
  component: 'specificity',
  kinds: taskFiles,
  effect: 'earns',
  lexical: false,
  label: 'says what the result looks like',
  remedy: { text: 'Say what to hand back: the file, its form, its parts', followed: { 'says-result': 0.7 } },
  measure: (reading) => {
    const lines = reading.lines.filter(
      (line) =>
        line.kind === 'text' &&
        form.test(reading.document.text.slice(line.start, Math.min(line.end, line.start + 400))),
    );
    return {
      strength: saturating(lines.length, 1.5),
      spans: lines.slice(0, 3).map(({ start, end }) => ({ start, end })),
    };
  },
};

/** Orders: the text tells the agent what to do rather than about things. */
export const givesOrders: Rule = {
  id: 'gives-orders',
  component: 'clarity',
  kinds: allFiles,
  effect: 'earns',
  lexical: false,
  label: 'tells the agent what to do',
  remedy: { text: 'Write orders: begin with a verb', followed: { 'gives-orders': 0.7 } },
  measure: (reading) => {
    const sentences = plainSentences(reading);
    if (sentences.length === 0) return absent;
    const orders = new Set(
      reading.requests.filter((request) => request.form === 'order').map((request) => request.sentence),
    );
    const must = new Set([...reading.hits.limit, ...reading.hits.outcome]);
    let told = 0;
    for (const sentence of sentences) {
      let found = orders.has(sentence);
      for (let index = sentence.from; index < sentence.to && !found; index += 1) found = must.has(index);
      if (found) told += 1;
    }
    return { strength: Math.min(1, told / sentences.length / 0.5), spans: [] };
  },
};

/** Why a rule is there: a reason lets the agent judge the case the rule did not foresee. */
export const givesReasons: Rule = {
  id: 'gives-reasons',
  component: 'context',
  kinds: allFiles,
  effect: 'earns',
  lexical: false,
  label: 'gives reasons',
  remedy: null,
  measure: (reading) => countWords(reading, 'cause', 1.5),
};

/** Words that every author agrees with and nobody can check. */
export const emptyAdvice: Rule = {
  id: 'empty-advice',
  component: 'specificity',
  kinds: allFiles,
  effect: 'costs',
  lexical: false,
  label: 'uses words that nobody can check',
  remedy: {
    text: 'Replace "clean", "best practices", "properly" by what can be seen in the code',
    followed: { 'empty-advice': 0 },
  },
  measure: (reading) => {
    const taste = shareOfWords(reading, 'taste', 0.08);
    const hedge = shareOfWords(reading, 'hedge', 0.08);
    const strength = Math.min(1, taste.strength + hedge.strength);
    return strength === 0 ? absent : { strength, spans: [...taste.spans, ...hedge.spans].slice(0, 10) };
  },
};

const rival: readonly (readonly [RegExp, RegExp])[] = [
  [/\b(?:use|prefer|with) tabs\b/iu, /\b(?:use|prefer|with) (?:\d |two |four )?spaces\b/iu],
  [/\b(?:use|prefer) single quotes\b/iu, /\b(?:use|prefer) double quotes\b/iu],
  [/\balways (?:add|use|write) semicolons\b/iu, /\b(?:no|never use|omit) semicolons\b/iu],
];

/** Two rules that cannot both be kept: "always X" and "never X" of the same words, tabs and spaces. */
export const contradicts: Rule = {
  id: 'contradicts',
  component: 'clarity',
  kinds: ruleFiles,
  effect: 'costs',
  lexical: false,
  label: 'has rules that contradict each other',
  remedy: { text: 'Keep one of the two rules', followed: { contradicts: 0 } },
  measure: (reading) => {
    const wanted = new Map<string, Sentence>();
    const banned = new Map<string, Sentence>();
    for (const sentence of plainSentences(reading)) {
      const words: string[] = [];
      let no = false;
      for (let index = sentence.from; index < sentence.to; index += 1) {
        const word = reading.tokens[index]?.text ?? '';
        if (['never', "don't", 'not', 'avoid', 'dont'].includes(word)) no = true;
        else if (
          ![
            'always',
            'do',
            'must',
            'should',
            'the',
            'a',
            'an',
            'to',
            'please',
            'for',
            'in',
            'all',
            'every',
            'use',
            'prefer',
            'any',
          ].includes(word)
        )
          words.push(word);
      }
      if (words.length === 0 || words.length > 8) continue;
      const key = words.slice(0, 3).join(' ');
      const other = (no ? wanted : banned).get(key);
      if (other !== undefined)
        return { strength: 1, spans: [other, sentence].map(({ start, end }) => ({ start, end })) };
      (no ? banned : wanted).set(key, sentence);
    }
    const { text, body } = reading.document;
    const prose = text.slice(body.start, Math.min(body.end, body.start + 200_000));
    for (const [one, two] of rival) if (one.test(prose) && two.test(prose)) return { strength: 1, spans: [] };
    return absent;
  },
};

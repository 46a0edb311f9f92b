import { absent, requestKinds, type Rule, saturating } from '../rule.ts';

/** Gives numbers, sizes, colours, versions. */
export const givesValues: Rule = {
  id: 'gives-values',
  component: 'specificity',
  kinds: requestKinds,
  effect: 'earns',
  lexical: false,
  label: 'gives values',
  remedy: { text: 'Give the exact values: numbers, sizes, limits, names', followed: { 'gives-values': 0.5 } },
  measure: (reading) => {
    const values = reading.tokens.filter((token) => token.kind === 'value');
    const distinct = new Set(values.map((token) => token.text));
    return { strength: saturating(distinct.size, 1.5), spans: values.slice(0, 10) };
  },
};

/** Repeats a text as it is on the screen or should be. */
export const quotesText: Rule = {
  id: 'quotes-text',
  component: 'specificity',
  kinds: requestKinds,
  effect: 'earns',
  lexical: false,
  label: 'quotes the text meant',
  remedy: null,
  measure: (reading) => {
    const quotes = reading.document.quotations;
    return {
      strength: saturating(quotes.length, 1.2),
      spans: quotes.slice(0, 10).map((quote) => quote.span),
    };
  },
};

/** Says much that is particular to this task. Stock phrases, repetition and function words do not count. */
export const saysEnough: Rule = {
  id: 'says-enough',
  component: 'context',
  kinds: requestKinds,
  effect: 'earns',
  lexical: false,
  label: 'gives particulars',
  remedy: {
    text: 'Say what is there now, what should be different and where',
    followed: { 'says-enough': 0.5 },
  },
  measure: (reading) => ({
    strength: Math.min(1, Math.log1p(reading.matter / 20) / Math.log1p(100)),
    spans: [],
  }),
};

/** The share of concrete things among the words: parts of the screen, of the code, known files and tools. */
export const concreteWords: Rule = {
  id: 'concrete-words',
  component: 'specificity',
  kinds: requestKinds,
  effect: 'earns',
  lexical: true,
  label: 'speaks of concrete things',
  remedy: null,
  measure: (reading) => {
    const { screen, part, artifact, tech } = reading.hits;
    const things =
      screen.length +
      part.length +
      artifact.length +
      tech.length +
      reading.document.references.filter((reference) => reference.type !== 'url').length;
    return { strength: Math.min(1, things / (reading.words + 4) / 0.4), spans: [] };
  },
};

/** Goes on with particulars: what the first sentence cannot hold. */
export const tellsMuch: Rule = {
  id: 'tells-much',
  component: 'context',
  kinds: requestKinds,
  effect: 'earns',
  lexical: false,
  label: 'tells the circumstances',
  remedy: null,
  measure: (reading) => ({ strength: saturating(Math.max(0, reading.content - 10), 40), spans: [] }),
};

/** The more is asked, the more can go wrong. */
export const longText: Rule = {
  id: 'long-text',
  component: 'clarity',
  kinds: requestKinds,
  effect: 'costs',
  lexical: false,
  label: 'has much to get right',
  remedy: null,
  measure: (reading) => ({ strength: saturating(reading.words, 60), spans: [] }),
};

/** Brings the log, the code or the text that it is about. */
export const bringsMaterial: Rule = {
  id: 'brings-material',
  component: 'context',
  kinds: requestKinds,
  effect: 'earns',
  lexical: false,
  label: 'brings the text that it is about',
  remedy: null,
  measure: (reading) => {
    if (reading.pasted < 20) return absent;
    const lines = reading.lines.filter((line) => line.kind === 'pasted' || line.kind === 'fenced');
    return {
      strength: saturating(reading.pasted, 400),
      spans: lines.slice(0, 1).map(({ start, end }) => ({ start, end })),
    };
  },
};

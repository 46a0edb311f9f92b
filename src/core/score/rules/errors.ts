import { absent, requestKinds, type Rule } from '../rule.ts';

/** The error as the program prints it. */
export const givesError: Rule = {
  id: 'gives-error',
  component: 'context',
  kinds: requestKinds,
  effect: 'earns',
  lexical: false,
  label: 'gives the error text',
  remedy: null,
  measure: (reading) => (reading.error === null ? absent : { strength: 1, spans: [reading.error] }),
};

/** Says that something fails, not how. */
export const bareProblem: Rule = {
  id: 'bare-problem',
  component: 'context',
  kinds: requestKinds,
  effect: 'costs',
  lexical: true,
  label: 'says that something fails, not how',
  remedy: {
    text: 'Paste the error text, or say what happens and what should',
    followed: { 'bare-problem': 0, 'gives-error': 1 },
  },
  measure: (reading) => {
    if (reading.hits.problem.length === 0 || reading.error !== null) return absent;
    const told = reading.hits.condition.length > 0 || reading.hits.outcome.length > 0 || reading.content > 20;
    return told ? absent : { strength: 1, spans: [] };
  },
};

/** Something fails and the cause is not known: what has to be done is still to be found out. */
export const needsDiagnosis: Rule = {
  id: 'needs-diagnosis',
  component: 'actionability',
  kinds: requestKinds,
  effect: 'costs',
  lexical: true,
  label: 'leaves the cause to be found',
  remedy: null,
  measure: (reading) =>
    reading.error !== null ||
    reading.hits.unwell.length > 0 ||
    reading.hits.sight.length > 0 ||
    reading.hits.problem.length > 0
      ? { strength: 1, spans: [] }
      : absent,
};

import type { FitOptions } from './fitWeights.ts';

/** Chosen by leaving sources out; the figures for other values are in docs/decisions/0020. */
export const fitOptions: FitOptions = {
  pull: 1000,
  overall: 0.03,
  floors: {
    'says-outcome': { specificity: 2.5, actionability: 1.5, clarity: 0.5 },
    'both-ends': { clarity: 2.5, specificity: 4.5, context: 2, actionability: 3 },
    'gives-error': { context: 2, specificity: 0.5 },
    'says-done': { actionability: 1.5, specificity: 0.5 },
  },
  // Nobody rated heaps of code-like names: whoever writes one tries the score out.
  ceilings: {
    'keyword-salad': { clarity: -14, specificity: -12, context: -7, actionability: -13 },
    'one-word': { clarity: -4, specificity: -2, context: -0.5, actionability: -3 },
  },
};

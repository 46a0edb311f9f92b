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
};

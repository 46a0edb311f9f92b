import type { FitOptions } from './fitWeights.ts';

/** Chosen by leaving sources out; the figures for other values are in docs/decisions/0020. */
export const fitOptions: FitOptions = { pull: 1500, overall: 0.1 };

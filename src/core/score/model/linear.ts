import { type Component, components } from '../score.ts';

export type Parts = Record<Component, number>;

/** What a strength of 1 of a rule is worth in each part; parts left out are worth nothing. */
export type RuleWeights = Readonly<Partial<Record<Component, number>>>;

/** An additive model: each part is its base plus the weighted strengths of the rules. */
export interface LinearModel {
  readonly base: Readonly<Parts>;
  readonly weights: Readonly<Record<string, RuleWeights>>;
  /** Mean strengths in the rated prompts: what is taken for a rule that cannot read the language. */
  readonly typical?: Readonly<Record<string, number>>;
}

/** Adds what a change of a rule's strength is worth to `parts`, in place. */
export function addTo(parts: Parts, weights: RuleWeights | undefined, strength: number): void {
  if (weights === undefined || strength === 0) return;
  for (const component of components) parts[component] += strength * (weights[component] ?? 0);
}

/** The four parts without limits or rounding. */
export function predict(model: LinearModel, strengths: ReadonlyMap<string, number>): Parts {
  const parts: Parts = { ...model.base };
  for (const [rule, strength] of strengths) addTo(parts, model.weights[rule], strength);
  return parts;
}

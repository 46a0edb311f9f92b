import { nearest } from '../../nearest.ts';
import { rules } from '../rules/index.ts';
import type { LinearModel, RuleWeights } from './linear.ts';

/** What a team makes of the rules: by rule id a factor from 0 (does not count) to 10; 1 = as shipped, as for every rule that is left out. */
export type TeamWeights = Readonly<Record<string, number>>;

/** The model with the points of each rule multiplied by the team's factor. The base stays, and so do the limits of the four parts. */
export function weighted(model: LinearModel, weights: TeamWeights): LinearModel {
  const changed = Object.entries(weights).filter(([id, factor]) => factor !== 1 && id in model.weights);
  if (changed.length === 0) return model;
  const points: Record<string, RuleWeights> = { ...model.weights };
  for (const [id, factor] of changed) points[id] = times(model.weights[id] ?? {}, factor);
  return { ...model, weights: points };
}

function times(points: RuleWeights, factor: number): RuleWeights {
  return Object.fromEntries(Object.entries(points).map(([part, value]) => [part, value * factor]));
}

/** One sentence for each weight that is for no rule of the score, with the nearest that there is. */
export function unknownWeights(weights: TeamWeights): readonly string[] {
  const known = rules.map(({ id }) => id);
  return Object.keys(weights)
    .filter((id) => !known.includes(id))
    .map((id) => {
      const near = nearest(id.slice(0, 80), known);
      return `There is no rule "${id.slice(0, 80)}" in the score; its weight is ignored.${near === null ? '' : ` Did you mean "${near}"?`}`;
    });
}

import type { LinearModel, Parts, RuleWeights } from '../../src/core/score/model/linear.ts';
import type { Rule } from '../../src/core/score/rule.ts';
import { components } from '../../src/core/score/score.ts';
import type { MeasuredRow } from './ratedRows.ts';

/** How strongly the fit holds on to what was set by hand, and how much the overall rating counts beside the parts. */
export interface FitOptions {
  /** Strength of the pull towards the hand-set weights, in rows. */
  readonly pull: number;
  /** Weight of the squared error of the sum against `overall`, where each part's own squared error weighs 1. */
  readonly overall: number;
  /** Least weights of rules whose loss must be felt, whatever few rows say. */
  readonly floors: Readonly<Record<string, RuleWeights>>;
  /** Greatest weights of rules that must cost, although hardly any rated prompt shows them. */
  readonly ceilings: Readonly<Record<string, RuleWeights>>;
}

/**
 * Fits the weights of the rules: least squares on the four parts and on their sum against `overall`, pulled towards the hand-set
 * weights (a ridge whose centre is the judgement, not zero), and never with a sign that the rule's `effect` forbids. Solved by coordinate
 * descent on the normal equations; deterministic.
 */
export function fitWeights(
  rows: readonly MeasuredRow[],
  rules: readonly Rule[],
  prior: LinearModel,
  options: FitOptions,
): LinearModel {
  const count = rules.length;
  const size = count + 1;
  const gram = new Float64Array(size * size);
  const moment = components.map(() => new Float64Array(size));
  let total = 0;
  for (const row of rows) {
    const weight = row.readers >= 3 ? 1.5 : 1;
    total += weight;
    const x = [...row.strengths, 1];
    for (let i = 0; i < size; i += 1) {
      const xi = (x[i] ?? 0) * weight;
      if (xi === 0) continue;
      for (let j = 0; j < size; j += 1) gram[i * size + j] = (gram[i * size + j] ?? 0) + xi * (x[j] ?? 0);
      for (const [k, component] of components.entries()) {
        const target = row.rating[component] + options.overall * row.rating.overall;
        const list = moment[k];
        if (list !== undefined) list[i] = (list[i] ?? 0) + xi * target;
      }
    }
  }
  const spread = rules.map((_, i) => {
    const meanStrength = (gram[i * size + count] ?? 0) / total;
    return Math.max(0.002, (gram[i * size + i] ?? 0) / total - meanStrength * meanStrength);
  });
  const centre = components.map((component) => [
    ...rules.map((rule) => prior.weights[rule.id]?.[component] ?? 0),
    prior.base[component],
  ]);
  const beta = centre.map((list) => [...list]);
  for (let sweep = 0; sweep < 400; sweep += 1) {
    let moved = 0;
    for (let i = 0; i < size; i += 1) {
      for (let k = 0; k < components.length; k += 1) {
        const own = beta[k];
        if (own === undefined) continue;
        let gradient = moment[k]?.[i] ?? 0;
        for (let j = 0; j < size; j += 1) {
          const g = gram[i * size + j] ?? 0;
          if (g === 0) continue;
          let value = own[j] ?? 0;
          for (const other of beta) value += options.overall * (other[j] ?? 0);
          gradient -= g * value;
        }
        const ridge = i === count ? 0 : options.pull * (spread[i] ?? 0);
        const curvature = (gram[i * size + i] ?? 0) * (1 + options.overall) + ridge;
        const before = own[i] ?? 0;
        gradient -= ridge * (before - (centre[k]?.[i] ?? 0));
        let after = curvature === 0 ? before : before + gradient / curvature;
        const effect = rules[i]?.effect;
        if (effect === 'earns') after = Math.max(0, after);
        if (effect === 'costs') after = Math.min(0, after);
        const floor = options.floors[rules[i]?.id ?? '']?.[components[k] ?? 'clarity'];
        if (floor !== undefined) after = Math.max(floor, after);
        const ceiling = options.ceilings[rules[i]?.id ?? '']?.[components[k] ?? 'clarity'];
        if (ceiling !== undefined) after = Math.min(ceiling, after);
        own[i] = after;
        moved = Math.max(moved, Math.abs(after - before));
      }
    }
    if (moved < 1e-4) break;
  }
  const base: Parts = { clarity: 0, specificity: 0, context: 0, actionability: 0 };
  const weights: Record<string, RuleWeights> = {};
  for (const [k, component] of components.entries()) {
    base[component] = round(beta[k]?.[count] ?? 0);
    for (const [i, rule] of rules.entries()) {
      weights[rule.id] = { ...weights[rule.id], [component]: round(beta[k]?.[i] ?? 0) };
    }
  }
  return { base, weights };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

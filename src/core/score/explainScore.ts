import type { PromptDocument } from '../prompt/document.ts';
import type { Contribution, ScoreExplanation } from './explanation.ts';
import { judge } from './judgement.ts';
import { addTo, type Parts, type RuleWeights } from './model/linear.ts';
import type { TeamWeights } from './model/teamWeights.ts';
import { sumOf } from './model/whole.ts';
import type { WorkspaceNames } from './names.ts';
import type { Rule, Signal } from './rule.ts';
import { components } from './score.ts';
import { emptyScore, scoreOf } from './scorePrompt.ts';

const nothing: Readonly<Parts> = { clarity: 0, specificity: 0, context: 0, actionability: 0 };

/** The score of `scorePrompt` and everything that it rests on: what earned points, what cost points, and where. */
export function explainScore(
  document: PromptDocument,
  names?: WorkspaceNames,
  weights?: TeamWeights,
): ScoreExplanation {
  const grounded = names !== undefined;
  const judgement = judge(document, names ?? null, weights);
  if (judgement === null) {
    return { score: emptyScore(document), base: nothing, earned: [], cost: [], grounded };
  }
  const { model, base, rules, signals } = judgement;
  const all = rules.map((rule, index) => contributionOf(rule, signals[index], model.weights[rule.id]));
  return {
    score: scoreOf(document, judgement),
    base,
    earned: all.filter((one) => one.points > 0).sort((a, b) => b.points - a.points),
    cost: all.filter((one) => one.points < 0).sort((a, b) => a.points - b.points),
    grounded,
  };
}

function contributionOf(
  rule: Rule,
  signal: Signal | undefined,
  weights: RuleWeights | undefined,
): Contribution {
  const byComponent: Parts = { ...nothing };
  addTo(byComponent, weights, signal?.strength ?? 0);
  for (const component of components) byComponent[component] = tenth(byComponent[component]);
  const { id, component, label } = rule;
  return {
    rule: id,
    component,
    points: tenth(sumOf(byComponent)),
    byComponent,
    label,
    spans: signal?.spans ?? [],
  };
}

function tenth(points: number): number {
  return Math.round(points * 10) / 10;
}

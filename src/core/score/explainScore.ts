import type { PromptDocument } from '../prompt/document.ts';
import type { Contribution, ScoreExplanation } from './explanation.ts';
import { type Parts, predict } from './model/linear.ts';
import weights from './model/weights.json' with { type: 'json' };
import { sumOf, wholeParts } from './model/whole.ts';
import type { WorkspaceNames } from './names.ts';
import { withoutOpenQuestions } from './reading/openQuestions.ts';
import { readPrompt } from './reading/reading.ts';
import type { Rule, Signal } from './rule.ts';
import { rules } from './rules/index.ts';
import {
  components,
  levelOf,
  type Priority,
  recommendationFor,
  type Score,
  type Suggestion,
} from './score.ts';

const nothing: Readonly<Parts> = { clarity: 0, specificity: 0, context: 0, actionability: 0 };

interface Measured {
  readonly rule: Rule;
  readonly signal: Signal;
}

/**
 * Scores a prompt and tells what the score rests on. Deterministic, linear in the text.
 * With `names`, names that the workspace does not hold earn nothing and are pointed out; without it nothing is assumed about them.
 */
export function explainScore(document: PromptDocument, names?: WorkspaceNames): ScoreExplanation {
  const grounded = names !== undefined;
  if (document.text.slice(document.body.start, document.body.end).trim() === '') {
    return { score: emptyScore(document), base: nothing, earned: [], cost: [], grounded };
  }
  const reading = readPrompt(withoutOpenQuestions(document));
  const measured: Measured[] = [];
  const strengths = new Map<string, number>();
  for (const rule of rules) {
    const signal = rule.measure(reading, names ?? null);
    measured.push({ rule, signal });
    strengths.set(rule.id, signal.strength);
  }
  const parts = wholeParts(predict(weights, strengths));
  const total = sumOf(parts);
  const level = levelOf(total);
  const score: Score = {
    total,
    level,
    recommendation: recommendationFor(level),
    language: document.language,
    ...parts,
    suggestions: suggest(document, measured, strengths, total),
  };
  const contributions = measured.map(contributionOf).filter((contribution) => contribution.points !== 0);
  return {
    score,
    base: weights.base,
    earned: contributions.filter((one) => one.points > 0).sort((a, b) => b.points - a.points),
    cost: contributions.filter((one) => one.points < 0).sort((a, b) => a.points - b.points),
    grounded,
  };
}

function contributionOf({ rule, signal }: Measured): Contribution {
  const byComponent = { ...nothing };
  const ruleWeights: Partial<Parts> = (weights.weights as Record<string, Partial<Parts>>)[rule.id] ?? {};
  for (const component of components)
    byComponent[component] = tenth(signal.strength * (ruleWeights[component] ?? 0));
  const { id, component, label } = rule;
  return { rule: id, component, points: tenth(sumOf(byComponent)), byComponent, label, spans: signal.spans };
}

function tenth(points: number): number {
  return Math.round(points * 10) / 10;
}

/** For every weakness and every missing strength: what the total would be with it put right. */
function suggest(
  document: PromptDocument,
  measured: readonly Measured[],
  strengths: ReadonlyMap<string, number>,
  total: number,
): Suggestion[] {
  const suggestions: Suggestion[] = [];
  for (const { rule, signal } of measured) {
    if (rule.remedy === null || (rule.effect === 'costs') !== signal.strength > 0) continue;
    const followed = new Map(strengths);
    for (const [id, strength] of Object.entries(rule.remedy.followed)) followed.set(id, strength);
    const gain = sumOf(wholeParts(predict(weights, followed))) - total;
    if (gain < 1) continue;
    const span = signal.spans[0] ?? wholeOf(document);
    suggestions.push({
      rule: rule.id,
      component: rule.component,
      priority: priorityOf(gain),
      gain,
      suggestion: rule.remedy.text,
      start: span.start,
      end: span.end,
    });
  }
  return suggestions.sort((a, b) => b.gain - a.gain).slice(0, 6);
}

function priorityOf(gain: number): Priority {
  if (gain >= 6) return 'high';
  return gain >= 3 ? 'medium' : 'low';
}

/** The first line of the body that holds anything: what a finding about the whole text points at. */
function wholeOf(document: PromptDocument): { start: number; end: number } {
  const { text, body } = document;
  const lead = /^\s*/u.exec(text.slice(body.start, body.end))?.[0].length ?? 0;
  const start = body.start + lead;
  const newline = text.indexOf('\n', start);
  const end = newline === -1 || newline > body.end ? body.end : newline;
  return { start, end };
}

function emptyScore(document: PromptDocument): Score {
  return {
    total: 0,
    level: 'poor',
    recommendation: recommendationFor('poor'),
    language: document.language,
    ...nothing,
    suggestions: [
      {
        rule: 'empty',
        component: 'clarity',
        priority: 'high',
        gain: 40,
        suggestion: 'Write what you want done, where, and what should come out',
        start: document.body.start,
        end: document.body.end,
      },
    ],
  };
}

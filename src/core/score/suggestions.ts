import type { PromptDocument } from '../prompt/document.ts';
import type { Span } from '../span.ts';
import type { Judgement } from './judgement.ts';
import { addTo, type Parts, type RuleWeights } from './model/linear.ts';
import { sumOf, wholeParts } from './model/whole.ts';
import type { Rule, Signal } from './rule.ts';
import type { Priority, Suggestion } from './score.ts';

const most = 6;

/**
 * For every weakness and every missing strength: what putting it right adds to the total, once those listed before it are put right. Highest gain first;
 * all of them together never promise more than there is left.
 */
export function suggest(document: PromptDocument, judgement: Judgement): Suggestion[] {
  const { model, rules, signals, raw, total } = judgement;
  const strengths = new Map(rules.map((rule, index) => [rule.id, signals[index]?.strength ?? 0]));
  const remedies: { readonly rule: Rule; readonly signal: Signal; readonly gain: number }[] = [];
  for (const [index, rule] of rules.entries()) {
    const signal = signals[index];
    if (rule.remedy === null || signal === undefined) continue;
    if (rule.effect === 'costs' && signal.strength === 0) continue;
    const followed = { ...raw };
    follow(followed, rule, new Map(strengths), model.weights);
    remedies.push({ rule, signal, gain: sumOf(wholeParts(followed)) - total });
  }
  remedies.sort((a, b) => b.gain - a.gain);
  const suggestions: Suggestion[] = [];
  const sofar = { ...raw };
  const reached = new Map(strengths);
  let sum = total;
  for (const { rule, signal } of remedies) {
    if (suggestions.length === most) break;
    // Advice overlaps: a longer sentence that names the file also says more. Each gain is what it adds to those before it.
    const before = { ...sofar };
    const earlier = new Map(reached);
    follow(sofar, rule, reached, model.weights);
    const gain = sumOf(wholeParts(sofar)) - sum;
    if (gain < 1) {
      Object.assign(sofar, before);
      for (const [id, strength] of earlier) reached.set(id, strength);
      continue;
    }
    sum += gain;
    const { start, end } = signal.spans[0] ?? firstLine(document);
    suggestions.push({
      rule: rule.id,
      component: rule.component,
      priority: priorityOf(gain),
      gain,
      suggestion: signal.note ?? rule.remedy?.text ?? '',
      start,
      end,
    });
  }
  return suggestions.toSorted((a, b) => b.gain - a.gain);
}

/** Adds to `parts` what following a rule's remedy brings, and takes the strengths that are reached down; both in place. */
function follow(
  parts: Parts,
  rule: Rule,
  strengths: Map<string, number>,
  weights: Readonly<Record<string, RuleWeights>>,
): void {
  for (const [id, strength] of Object.entries(rule.remedy?.followed ?? {})) {
    const now = strengths.get(id);
    if (now === undefined || (rule.effect === 'earns' && now >= strength)) continue;
    addTo(parts, weights[id], strength - now);
    strengths.set(id, strength);
  }
}

function priorityOf(gain: number): Priority {
  if (gain >= 6) return 'high';
  return gain >= 3 ? 'medium' : 'low';
}

/** The first line of the body that holds anything: what a finding about the whole text points at. */
function firstLine(document: PromptDocument): Span {
  const { text, body } = document;
  let start = body.start;
  while (start < body.end && /\s/u.test(text.charAt(start))) start += 1;
  const newline = text.indexOf('\n', start);
  return { start, end: newline === -1 || newline > body.end ? body.end : newline };
}

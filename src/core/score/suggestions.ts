import type { PromptDocument } from '../prompt/document.ts';
import type { Span } from '../span.ts';
import type { Judgement } from './judgement.ts';
import { addTo } from './model/linear.ts';
import { sumOf, wholeParts } from './model/whole.ts';
import type { Priority, Suggestion } from './score.ts';

const most = 6;

/** For every weakness and every missing strength: what the total would be with it put right. Highest gain first. */
export function suggest(document: PromptDocument, judgement: Judgement): Suggestion[] {
  const { model, rules, signals, raw, total } = judgement;
  const strengths = new Map(rules.map((rule, index) => [rule.id, signals[index]?.strength ?? 0]));
  const suggestions: Suggestion[] = [];
  for (const [index, rule] of rules.entries()) {
    const signal = signals[index];
    if (rule.remedy === null || signal === undefined) continue;
    if (rule.effect === 'costs' && signal.strength === 0) continue;
    const followed = { ...raw };
    for (const [id, strength] of Object.entries(rule.remedy.followed)) {
      const now = strengths.get(id);
      if (now === undefined || (rule.effect === 'earns' && now >= strength)) continue;
      addTo(followed, model.weights[id], strength - now);
    }
    const gain = sumOf(wholeParts(followed)) - total;
    if (gain < 1) continue;
    const { start, end } = signal.spans[0] ?? firstLine(document);
    const priority = priorityOf(gain);
    suggestions.push({
      rule: rule.id,
      component: rule.component,
      priority,
      gain,
      suggestion: signal.note ?? rule.remedy.text,
      start,
      end,
    });
  }
  return suggestions.sort((a, b) => b.gain - a.gain).slice(0, most);
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

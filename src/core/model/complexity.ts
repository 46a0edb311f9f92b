export const complexities = ['simple', 'medium', 'complex'] as const;

export type Complexity = (typeof complexities)[number];

/** Words and steps from which a task is judged (design document 001, section 9.4). */
const simpleBelow = 50;
const complexAbove = 200;
const severalSteps = 2;

/**
 * How much a task asks of a model: under 50 words without code and steps is simple, over 200 words or several steps is complex, all else is medium
 * (design document 001, section 9.4). Steps are numbered items and sentences that go on with "then", "after that" or "finally". Linear in the text.
 */
export function complexityOf(text: string): Complexity {
  const words = text.match(/\S+/g)?.length ?? 0;
  const numbered = text.match(/^[ \t]{0,8}\d{1,3}[.)][ \t]+\S/gm)?.length ?? 0;
  const linked = text.match(/\b(?:then|after that|afterwards|finally|next)\b/gi)?.length ?? 0;
  const steps = numbered + linked;
  if (words > complexAbove || steps >= severalSteps) return 'complex';
  const code = /```|~~~|`[^`\n]+`|^(?: {4}|\t)\S/m.test(text);
  return words < simpleBelow && !code && steps === 0 ? 'simple' : 'medium';
}

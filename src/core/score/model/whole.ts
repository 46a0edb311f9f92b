import { type Component, components } from '../score.ts';
import type { Parts } from './linear.ts';

/** Limits each part to 0-25 and rounds it to a whole number. */
export function wholeParts(parts: Readonly<Parts>): Record<Component, number> {
  const whole = { clarity: 0, specificity: 0, context: 0, actionability: 0 };
  for (const component of components)
    whole[component] = Math.round(Math.min(25, Math.max(0, parts[component])));
  return whole;
}

export function sumOf(parts: Readonly<Record<Component, number>>): number {
  return components.reduce((sum, component) => sum + parts[component], 0);
}

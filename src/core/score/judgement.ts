import type { PromptDocument, PromptKind } from '../prompt/document.ts';
import { addTo, type LinearModel, type Parts } from './model/linear.ts';
import { modelFor } from './model/modelFor.ts';
import { sumOf, wholeParts } from './model/whole.ts';
import type { WorkspaceNames } from './names.ts';
import { withoutStandingText } from './reading/standingText.ts';
import { readPrompt } from './reading/reading.ts';
import type { Rule, Signal } from './rule.ts';
import { rules } from './rules/index.ts';

/** What the rules saw in a prompt and what it is worth. */
export interface Judgement {
  readonly model: LinearModel;
  readonly rules: readonly Rule[];
  /** One for each rule, in the same order. */
  readonly signals: readonly Signal[];
  /** Before limits and rounding. */
  readonly raw: Readonly<Parts>;
  /** Whole numbers from 0 to 25. */
  readonly parts: Readonly<Parts>;
  readonly total: number;
}

const byKind = new Map<PromptKind, readonly Rule[]>();

/** The rules that read this kind of prompt. */
export function rulesFor(kind: PromptKind): readonly Rule[] {
  let list = byKind.get(kind);
  if (list === undefined) {
    list = rules.filter((rule) => rule.kinds.includes(kind));
    byKind.set(kind, list);
  }
  return list;
}

/** Reads a prompt, measures every rule and weighs what it measured. Null for a prompt without any text. Linear in the text. */
export function judge(document: PromptDocument, names: WorkspaceNames | null): Judgement | null {
  const { text, body, kind } = document;
  if (!/\S/u.test(text.slice(body.start, body.end))) return null;
  const reading = readPrompt(withoutStandingText(document));
  const model = modelFor(kind);
  const list = rulesFor(kind);
  const raw: Parts = { ...model.base };
  const signals: Signal[] = [];
  for (const rule of list) {
    const signal = rule.measure(reading, names);
    signals.push(signal);
    addTo(raw, model.weights[rule.id], signal.strength);
  }
  const parts = wholeParts(raw);
  return { model, rules: list, signals, raw, parts, total: sumOf(parts) };
}

import type { PromptDocument, PromptKind } from '../prompt/document.ts';
import { addTo, type LinearModel, type Parts } from './model/linear.ts';
import { modelFor } from './model/modelFor.ts';
import { type TeamWeights, weighted } from './model/teamWeights.ts';
import { sumOf, wholeParts } from './model/whole.ts';
import type { WorkspaceNames } from './names.ts';
import { saidOnce } from './reading/saidOnce.ts';
import { withoutStandingText } from './reading/standingText.ts';
import { readAs } from './readAs.ts';
import { readPrompt } from './reading/reading.ts';
import type { Rule, Signal } from './rule.ts';
import { rules } from './rules/index.ts';

/** What the rules saw in a prompt and what it is worth. */
export interface Judgement {
  readonly model: LinearModel;
  /** Before any rule. */
  readonly base: Readonly<Parts>;
  readonly rules: readonly Rule[];
  /** One for each rule, in the same order. */
  readonly signals: readonly Signal[];
  /** Before limits and rounding. */
  readonly raw: Readonly<Parts>;
  /** Whole numbers from 0 to 25. */
  readonly parts: Readonly<Parts>;
  readonly total: number;
}

interface Reader {
  readonly rules: readonly Rule[];
  readonly base: Readonly<Parts>;
}

const readers = new Map<string, Reader>();

/**
 * The rules that can read this kind of prompt in this language. Without word lists for the language the rules about wording are left
 * out and count as in the average prompt, so that a language is never punished.
 */
function readerFor(kind: PromptKind, lexical: boolean, model: LinearModel): Reader {
  // Only the models as shipped are kept: a team's is put together anew each time.
  const key = model === modelFor(kind) ? `${kind} ${lexical}` : null;
  let reader = key === null ? undefined : readers.get(key);
  if (reader === undefined) {
    const base: Parts = { ...model.base };
    const able: Rule[] = [];
    for (const rule of rules) {
      if (!rule.kinds.includes(kind)) continue;
      if (lexical || !rule.lexical) able.push(rule);
      else addTo(base, model.weights[rule.id], model.typical?.[rule.id] ?? 0);
    }
    reader = { rules: able, base };
    if (key !== null) readers.set(key, reader);
  }
  return reader;
}

/** Reads a prompt, measures every rule and weighs what it measured. Null for a prompt without any text. Linear in the text. */
export function judge(
  document: PromptDocument,
  names: WorkspaceNames | null,
  weights: TeamWeights = {},
): Judgement | null {
  const { text, body } = document;
  if (!/\S/u.test(text.slice(body.start, body.end))) return null;
  const said = saidOnce(document);
  const reading = readPrompt(withoutStandingText(said));
  const kind = readAs(said);
  const model = weighted(modelFor(kind), weights);
  const { rules: list, base } = readerFor(kind, reading.lexicon.lexical, model);
  const raw: Parts = { ...base };
  const signals: Signal[] = [];
  for (const rule of list) {
    const signal = rule.measure(reading, names);
    signals.push(signal);
    addTo(raw, model.weights[rule.id], signal.strength);
  }
  const parts = wholeParts(raw);
  return { model, base, rules: list, signals, raw, parts, total: sumOf(parts) };
}

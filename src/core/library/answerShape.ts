import { readLenientJson } from '../model/lenientJson.ts';
import type { Completion, Message } from '../model/completion.ts';
import { misfitsInWords, misfitsOf } from './schemaMisfits.ts';
import type { TemplateOutput } from './template.ts';

/** An answer after the check against the template's output schema. */
export interface CheckedAnswer {
  /** The answer as data; null for text, and where it does not fit. */
  readonly parsed: unknown;
  /** Why it does not fit, one sentence; null when it does. */
  readonly misfit: string | null;
}

/** Beginnings of JSON that are tried in an answer: it has one or two, and perhaps a brace in the prose before. */
const mostTries = 20;

/** Checks an answer. Text always fits; of JSON the first value that fits counts, through fences and prose around it. */
export function checkAnswer(
  { finishReason, text }: Pick<Completion, 'finishReason' | 'text'>,
  output: TemplateOutput | null,
): CheckedAnswer {
  if (output === null || output.format === 'text') return { parsed: null, misfit: null };
  if (finishReason === 'length') return { parsed: null, misfit: 'it was cut off before its end.' };
  const whole = strictly(text.trim());
  const found = whole === undefined ? valuesIn(text) : [whole.value];
  let first: string | null = null;
  for (const value of found) {
    const misfits = output.schema === null ? [] : misfitsOf(value, output.schema);
    if (misfits.length === 0) return { parsed: value, misfit: null };
    first ??= misfitsInWords(misfits);
  }
  return { parsed: null, misfit: first ?? 'it is not JSON.' };
}

function strictly(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The whole JSON objects and lists in a text, in order. */
function valuesIn(text: string): unknown[] {
  const values: unknown[] = [];
  const opening = /[[{]/g;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const match = opening.exec(text);
    if (match === null) break;
    const read = readLenientJson(text, match.index);
    if (read === null || !read.complete) continue;
    values.push(read.value);
    opening.lastIndex = read.end;
  }
  return values;
}

/** What is said to the model about the form of its answer: the last message, so that no text before it can take it back. */
export function outputContract(output: TemplateOutput | null): readonly Message[] {
  if (output === null || output.format === 'text') return [];
  const schema =
    output.schema === null ? '' : ` that fits this JSON Schema:\n${JSON.stringify(output.schema)}`;
  return [{ role: 'system', content: `Answer with JSON alone, without fences and prose${schema || '.'}` }];
}

/** What is added to the conversation after an answer that does not fit. */
export function repairRequest(answer: string, misfit: string): readonly Message[] {
  const given: readonly Message[] = answer.trim() === '' ? [] : [{ role: 'assistant', content: answer }];
  return [
    ...given,
    {
      role: 'user',
      content: `That answer does not have the form that was asked for: ${misfit}\nAnswer again with the corrected JSON alone.`,
    },
  ];
}

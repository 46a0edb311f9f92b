import { WhetstoneError } from '../../errors.ts';
import { parsePrompt } from '../../prompt/parsePrompt.ts';
import { components } from '../../score/score.ts';
import { scorePrompt } from '../../score/scorePrompt.ts';
import { fieldsOf, fieldText, valuesOf } from '../formFields.ts';
import { renderTemplate } from '../renderTemplate.ts';
import type { Template } from '../template.ts';
import { checkDraft } from './checkDraft.ts';
import type { DraftPreview, DraftProblem, DraftTexts } from './draftView.ts';
import { sampleValues } from './sampleValues.ts';
import { readDraft, type TemplateDraft } from './templateDraft.ts';
import { templateIndex } from './templateIndex.ts';

/** Tokens of a text, counted as for the usual model. */
export type CountTokens = (text: string) => Promise<{ readonly tokens: number }>;

/**
 * Fills in a template that is being written, with what was written into the form's fields and sample values for the rest. Never throws for what
 * is wrong with template or values: that is in `problems`. Rendering is bounded (renderBounds.ts).
 */
export async function previewDraft(
  draft: TemplateDraft,
  texts: DraftTexts,
  countTokens: CountTokens,
): Promise<DraftPreview> {
  const template = await readDraft(draft);
  const values = sampleValues(template, templateIndex(draft.text));
  const variables = fieldsOf(template.variables);
  const fields = variables.map(({ description, name, options, type }) => ({
    name,
    type,
    description,
    options,
    initial: fieldText(values[name]),
  }));
  const nothing: DraftPreview = { fields, messages: [], tokens: 0, score: null, problems: [] };
  if (template.problems.length > 0) return { ...nothing, problems: await problemsOf(draft) };
  const written = variables.filter(({ name }) => Object.hasOwn(texts, name));
  const chosen = Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(texts, name)));
  try {
    const { messages, text } = await renderTemplate(template, { ...chosen, ...valuesOf(written, texts) });
    const score = scorePrompt(parsePrompt(text));
    const counted = await Promise.all(
      messages.map(async (message) => ({ ...message, tokens: (await countTokens(message.content)).tokens })),
    );
    return {
      ...nothing,
      messages: counted,
      tokens: counted.reduce((sum, { tokens }) => sum + tokens, 0),
      score: {
        total: score.total,
        level: score.level,
        parts: components.map((name) => ({ name, points: score[name] })),
      },
    };
  } catch (error) {
    if (!(error instanceof WhetstoneError)) throw error;
    return { ...nothing, problems: [renderingProblem(error, template)] };
  }
}

async function problemsOf(draft: TemplateDraft): Promise<DraftProblem[]> {
  return (await checkDraft(draft))
    .filter(({ severity }) => severity === 'error')
    .slice(0, 20)
    .map(({ message, span }) => ({ message, ...positionOf(draft.text, span.start) }));
}

/** What went wrong while it was filled in. Handlebars tells the place in the body; inside of a partial it would be one of the partial. */
function renderingProblem(error: WhetstoneError, { body, source, uses }: Template): DraftProblem {
  const message = `${error.message} ${error.hint}`.trim();
  const { cause } = error;
  const line = cause instanceof Error && 'lineNumber' in cause ? cause.lineNumber : undefined;
  const column = cause instanceof Error && 'column' in cause ? cause.column : undefined;
  if (typeof line !== 'number' || typeof column !== 'number' || uses.length > 0)
    return { message, line: null, column: null };
  const before = source.slice(0, source.length - body.length).split('\n').length - 1;
  return { message, line: before + line, column: column + 1 };
}

function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

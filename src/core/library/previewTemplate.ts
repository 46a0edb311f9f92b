import { WhetstoneError } from '../errors.ts';
import { mostItCosts } from '../usage/cost.ts';
import { toUsd } from '../usage/money.ts';
import { priceOf, type PriceOverrides } from '../usage/prices.ts';
import type { TokenCount } from '../usage/tokens.ts';
import { fieldProblem, fieldsOf, fieldText, valuesOf } from './formFields.ts';
import { modelForRun } from './modelOfTemplate.ts';
import type { FieldTexts, PlaygroundPreview, PlaygroundVariable } from './playgroundView.ts';
import { renderTemplate } from './renderTemplate.ts';
import type { Template, TemplateMessage } from './template.ts';

/** For whom a preview is made. */
export interface PreviewFor {
  /** Model as its provider calls it; null = nobody knows yet, then the count is for the usual one. */
  readonly model: string | null;
  /** It runs on this machine and costs nothing. */
  readonly free: boolean;
  /** Nobody chose a model, so that the template's own goes before `model`; ids of the providers that are set up. Null = `model` was chosen. */
  readonly ready: readonly string[] | null;
  readonly prices: PriceOverrides;
  readonly countTokens: (text: string, model?: string) => Promise<TokenCount>;
}

/** A template filled in as far as its form is, with what asking would take. */
export interface TemplatePreview {
  readonly fields: readonly PlaygroundVariable[];
  /** The template's own sample values as they stand in the fields. */
  readonly sample: FieldTexts;
  readonly preview: PlaygroundPreview;
}

/** Tokens of the longest answer when the template does not say (design document 001). */
const usualMaxTokens = 2000;

/** A message costs a few tokens beside its text (OpenAI: 3 for each message and 3 for the answer's start). */
const tokensAround = 3;

/**
 * Fills in a template from the texts of a form. A required field that is still empty shows its name in angle quotes or the first of its values, so that
 * the prompt can be read while it is being filled in. Never throws for what is wrong with template or values: that is in `problems`.
 */
export async function previewTemplate(
  template: Template,
  texts: FieldTexts,
  target: PreviewFor,
): Promise<TemplatePreview> {
  const fields = fieldsOf(template.variables);
  const sample = Object.fromEntries(
    Object.entries(template.sample).map(([name, value]) => [name, fieldText(value)]),
  );
  if (template.problems.length > 0) {
    const problems = template.problems.map(({ column, line, message }) => ({ message, line, column }));
    return { fields, sample, preview: { ...nothing, problems } };
  }
  try {
    const { messages } = await renderTemplate(template, valuesOf(fields, withNames(fields, texts)));
    return { fields, sample, preview: await weigh(messages, template, target) };
  } catch (error) {
    if (!(error instanceof WhetstoneError)) throw error;
    const message = `${error.message} ${error.hint}`.trim();
    return { fields, sample, preview: { ...nothing, problems: [{ message, line: null, column: null }] } };
  }
}

const nothing: PlaygroundPreview = {
  messages: [],
  model: null,
  tokens: 0,
  exact: true,
  askUsd: null,
  mostUsd: null,
  problems: [],
};

const named: ReadonlySet<string> = new Set(['string', 'any', 'array']);

/** Empty required fields hold their name where the type lets them, or the first of the values to choose from. */
function withNames(fields: readonly PlaygroundVariable[], texts: FieldTexts): FieldTexts {
  const filled = { ...texts };
  for (const field of fields) {
    const text = Object.hasOwn(texts, field.name) ? (texts[field.name] ?? '') : '';
    if (field.initial !== '' || fieldProblem(field, text) !== 'needed') continue;
    const [option] = field.type === 'boolean' ? ['true'] : field.options;
    if (option !== undefined) filled[field.name] = option;
    else if (named.has(field.type)) filled[field.name] = `‹${field.name}›`;
  }
  return filled;
}

/** Whom a run would ask, as far as that is known. */
function askedModel(
  template: Template,
  { free, model, ready }: Pick<PreviewFor, 'free' | 'model' | 'ready'>,
): Pick<PreviewFor, 'free' | 'model'> {
  if (ready === null) return { free, model };
  const wish = modelForRun(template, { provider: 'auto', model: null }, { provider: 'auto', model }, ready);
  return { model: wish.model, free: wish.provider === 'auto' ? free : wish.provider === 'ollama' };
}

async function weigh(
  messages: readonly TemplateMessage[],
  template: Template,
  { countTokens, prices, ...target }: PreviewFor,
): Promise<PlaygroundPreview> {
  const { config } = template;
  const { free, model } = askedModel(template, target);
  const counts = await Promise.all(
    messages.map(({ content }) => (model === null ? countTokens(content) : countTokens(content, model))),
  );
  const tokens = counts.reduce((sum, count) => sum + count.tokens + tokensAround, tokensAround);
  const asked = config['maxOutputTokens'];
  const maxTokens =
    typeof asked === 'number' && Number.isInteger(asked) && asked > 0 ? asked : usualMaxTokens;
  const price = model === null ? null : priceOf(model, prices);
  const usd = (output: number): number | null => {
    if (free) return 0;
    const cost = mostItCosts(tokens, output, price);
    return cost === null ? null : toUsd(cost);
  };
  return {
    messages: messages.map(({ content, role }) => ({ role, content })),
    model,
    tokens,
    exact: model !== null && counts.every(({ exact }) => exact),
    askUsd: usd(0),
    mostUsd: usd(maxTokens),
    problems: [],
  };
}

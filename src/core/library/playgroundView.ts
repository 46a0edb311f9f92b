import * as z from 'zod/mini';

/** A field of the form. */
const variableSchema = z.object({
  name: z.string(),
  type: z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object', 'any']),
  description: z.string(),
  required: z.boolean(),
  options: z.array(z.string()),
  /** Its default as it stands in a field; '' when there is none. */
  initial: z.string(),
});

export type PlaygroundVariable = z.infer<typeof variableSchema>;

/** Texts of the fields by name. Lists have one entry a line, objects are JSON. */
const valuesSchema = z.record(z.string(), z.string());

export type FieldTexts = z.infer<typeof valuesSchema>;

/** What there is to choose from, and what is known of the chosen template. */
export const playgroundViewSchema = z.object({
  templates: z.array(z.object({ id: z.string(), name: z.string(), category: z.string() })),
  template: z.nullable(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      /** Newest first; `label` for the reader. */
      versions: z.array(z.object({ number: z.number(), label: z.string() })),
      samples: z.array(z.object({ name: z.string(), values: valuesSchema })),
      /** Null while nothing is known. `success`: share of the runs, 0-1; mean cost in US dollars. */
      figures: z.nullable(
        z.object({
          runs: z.number(),
          success: z.nullable(z.number()),
          meanCostUsd: z.nullable(z.number()),
        }),
      ),
      variables: z.array(variableSchema),
    }),
  ),
  models: z.array(z.object({ id: z.string(), label: z.string() })),
});

export type PlaygroundView = z.infer<typeof playgroundViewSchema>;

/** One column's prompt, filled in. Lines and columns count from 1. */
const previewSchema = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  /** For which they are counted and priced; null = nobody knows yet. */
  model: z.nullable(z.string()),
  tokens: z.number(),
  /** False when the model's way of counting is not public. */
  exact: z.boolean(),
  /** US dollars for the question alone, and with the longest answer that is asked for; null = no price is known. */
  askUsd: z.nullable(z.number()),
  mostUsd: z.nullable(z.number()),
  /** Why it cannot be filled in; empty when it can. */
  problems: z.array(
    z.object({ message: z.string(), line: z.nullable(z.number()), column: z.nullable(z.number()) }),
  ),
});

export type PlaygroundPreview = z.infer<typeof previewSchema>;

const answerSchema = z.object({
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  text: z.string(),
  /** What went wrong, or what to know of the answer. */
  remarks: z.array(z.string()),
  model: z.string(),
  inputTokens: z.nullable(z.number()),
  outputTokens: z.nullable(z.number()),
  costUsd: z.nullable(z.number()),
  latencyMs: z.number(),
  /** Of the kept run; null where there is none to rate. */
  executionId: z.nullable(z.string()),
  rating: z.nullable(z.enum(['up', 'down'])),
});

export type PlaygroundAnswer = z.infer<typeof answerSchema>;

const columnSchema = z.object({
  /** Null = the template as it stands in its file. */
  version: z.nullable(z.number()),
  /** `auto`, or a provider and its model: `openai:gpt-4o`. */
  model: z.string(),
  answer: z.nullable(answerSchema),
});

export type PlaygroundColumn = z.infer<typeof columnSchema>;

/** What the panel keeps while it is hidden and through a reload of the window. */
export const playgroundStateSchema = z.object({
  id: z.nullable(z.string()),
  values: valuesSchema,
  /** One, or two to compare. */
  columns: z.array(columnSchema).check(z.minLength(1), z.maxLength(2)),
});

export type PlaygroundState = z.infer<typeof playgroundStateSchema>;

const index = z.int().check(z.minimum(0), z.maximum(1));

/** From the extension to the page. */
export const toPlayground = z.discriminatedUnion('type', [
  /** Everything; the fields take the values of the state. */
  z.object({
    type: z.literal('show'),
    view: playgroundViewSchema,
    state: playgroundStateSchema,
    previews: z.array(z.nullable(previewSchema)),
    texts: z.record(z.string(), z.string()),
  }),
  /** The same without the values: what is being typed stays. */
  z.object({
    type: z.literal('update'),
    view: playgroundViewSchema,
    columns: z.array(columnSchema).check(z.minLength(1), z.maxLength(2)),
  }),
  z.object({ type: z.literal('preview'), index, preview: previewSchema }),
  z.object({ type: z.literal('answer'), index, answer: answerSchema }),
]);

export type ToPlayground = z.infer<typeof toPlayground>;

/** From the page to the extension. */
export const fromPlayground = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('chooseTemplate'), id: z.string() }),
  z.object({ type: z.literal('values'), values: valuesSchema }),
  z.object({ type: z.literal('column'), index, version: z.nullable(z.number()), model: z.string() }),
  z.object({ type: z.literal('otherModel'), index }),
  z.object({ type: z.literal('compare'), on: z.boolean() }),
  z.object({ type: z.literal('run'), values: valuesSchema }),
  z.object({ type: z.literal('cancel') }),
  z.object({ type: z.literal('copy'), index }),
  z.object({ type: z.literal('rate'), index, rating: z.nullable(z.enum(['up', 'down'])) }),
  z.object({ type: z.literal('saveSample'), values: valuesSchema }),
  z.object({ type: z.literal('openTemplate'), line: z.nullable(z.number()), column: z.nullable(z.number()) }),
  z.object({ type: z.literal('showRuns') }),
]);

export type FromPlayground = z.infer<typeof fromPlayground>;

/** Longest answer that is kept through a reload, in UTF-16 units: the state is written with every change. */
const longestKept = 100_000;

/** The state as it is kept through a reload: a run that was under way is over then, and a long answer is cut. */
export function keptState(state: PlaygroundState): PlaygroundState {
  return {
    ...state,
    columns: state.columns.map((column) => {
      const { answer } = column;
      if (answer === null) return column;
      const status = answer.status === 'running' ? 'cancelled' : answer.status;
      return { ...column, answer: { ...answer, status, text: answer.text.slice(0, longestKept) } };
    }),
  };
}

import * as z from 'zod/mini';

/** What the preview beside a template shows, and the messages between it and the editor. */
const field = z.object({
  name: z.string(),
  type: z.string(),
  description: z.string(),
  options: z.array(z.string()),
  /** What stands in the field while nobody has written into it: the sample, the default, or something made up by the type. */
  initial: z.string(),
});

const problem = z.object({
  message: z.string(),
  /** Counted from 1, in the template's file; null where no place is known. */
  line: z.nullable(z.number()),
  column: z.nullable(z.number()),
});

/** Texts of the fields by name, only those that somebody wrote. Lists have one entry a line, objects are JSON. */
const texts = z.record(z.string(), z.string());

export const draftPreviewSchema = z.object({
  fields: z.array(field),
  messages: z.array(z.object({ role: z.string(), content: z.string(), tokens: z.number() })),
  tokens: z.number(),
  /** Null when nothing could be rendered. */
  score: z.nullable(
    z.object({
      total: z.number(),
      level: z.string(),
      parts: z.array(z.object({ name: z.string(), points: z.number() })),
    }),
  ),
  /** Why it cannot be filled in; empty when it can. */
  problems: z.array(problem),
});

export type DraftPreview = z.infer<typeof draftPreviewSchema>;
export type DraftProblem = z.infer<typeof problem>;
export type DraftTexts = z.infer<typeof texts>;

/** What the panel keeps while it is hidden and through a reload: the template, and what was written into the fields. */
export const draftStateSchema = z.object({ uri: z.string(), texts });
export type DraftState = z.infer<typeof draftStateSchema>;

/** From the extension to the page. */
export const toDraftPreview = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('show'),
    /** The file's name. */
    title: z.string(),
    state: draftStateSchema,
    preview: draftPreviewSchema,
    words: z.record(z.string(), z.string()),
  }),
  /** The template was closed; what is shown stays. */
  z.object({ type: z.literal('closed') }),
]);
export type ToDraftPreview = z.infer<typeof toDraftPreview>;

/** From the page to the extension. */
export const fromDraftPreview = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('texts'), uri: z.string(), texts }),
  z.object({ type: z.literal('open'), line: z.number(), column: z.number() }),
]);
export type FromDraftPreview = z.infer<typeof fromDraftPreview>;

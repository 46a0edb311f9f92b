import * as z from 'zod/mini';

/** `{id}` from programs; a row of the tree, which holds its template, from a menu. */
const templateArgument = z.looseObject({
  id: z.optional(z.string()),
  entry: z.optional(z.looseObject({ id: z.string() })),
  template: z.optional(z.looseObject({ id: z.string() })),
});

/** The argument with a row of the tree taken for its template's id. */
export function withTemplateId(argument: unknown): unknown {
  const parsed = templateArgument.safeParse(argument);
  if (!parsed.success || (parsed.data.entry === undefined && parsed.data.template === undefined))
    return argument;
  return { id: parsed.data.entry?.id ?? parsed.data.template?.id };
}

import * as z from 'zod/mini';
import { promptKinds } from '../../core/prompt/document.ts';
import type { EnhancementSession } from './session.ts';

/** What the rest of a session's life depends on; the enhancement's other fields are only shown. */
const storedSession = z.object({
  enhancement: z.looseObject({
    enhancementId: z.string(),
    originalPrompt: z.string(),
    enhancedPrompt: z.string(),
    originalScore: z.looseObject({ total: z.number() }),
    enhancedScore: z.looseObject({ total: z.number() }),
  }),
  source: z.union([
    z.object({ type: z.literal('typed') }),
    z.object({ type: z.literal('clipboard') }),
    z.object({ type: z.literal('scmInput'), root: z.string() }),
    z.object({
      type: z.literal('document'),
      uri: z.string(),
      start: z.number(),
      end: z.number(),
      whole: z.boolean(),
    }),
  ]),
  kind: z.enum(promptKinds),
  purpose: z.optional(z.literal('compress')),
  original: z.string(),
  result: z.string(),
});

/** Reads a session's file; undefined when it is not one (cut short by a full disk, or of another version). */
export function parseSession(content: string): EnhancementSession | undefined {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return undefined;
  }
  const parsed = storedSession.safeParse(value);
  return parsed.success ? (parsed.data as unknown as EnhancementSession) : undefined;
}

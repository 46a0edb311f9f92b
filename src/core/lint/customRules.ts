import * as z from 'zod/mini';
import { checkUserPattern } from '../guard/patternSafety.ts';
import { promptKinds } from '../prompt/document.ts';
import type { PromptDocument } from '../prompt/document.ts';
import type { Span } from '../span.ts';
import { findingSeverities } from './finding.ts';
import type { Problem } from './rule.ts';

/** Most places that one custom rule points at in one file. */
const mostPlaces = 50;

/** A rule of a team: `pattern` must not occur, or `mustInclude` must. */
export const customRuleSchema = z
  .strictObject({
    id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'its id must be lower-case-with-hyphens')),
    kinds: z.optional(z.array(z.enum(promptKinds))),
    /** A JavaScript regular expression that `checkUserPattern` finds safe; matched without regard to case. */
    pattern: z.optional(
      z.string().check(
        z.minLength(1),
        z.refine((source) => checkUserPattern(source) === null, {
          error: ({ input }) => checkUserPattern(String(input)) ?? '',
        }),
      ),
    ),
    /** Words that the file must hold, without regard to case. */
    mustInclude: z.optional(
      z.union([
        z.string().check(z.minLength(1), z.maxLength(500)),
        z.array(z.string().check(z.minLength(1), z.maxLength(500))),
      ]),
    ),
    /** Also in code, quotations and link targets; without it only in the author's own prose. */
    everywhere: z.optional(z.boolean()),
    message: z.string().check(z.minLength(1), z.maxLength(500)),
    /** `warning` unless given. */
    severity: z.optional(z.enum(findingSeverities)),
  })
  .check(
    z.refine((rule) => (rule.pattern === undefined) !== (rule.mustInclude === undefined), {
      error: 'it needs either pattern or mustInclude',
    }),
  );

export type CustomRule = z.infer<typeof customRuleSchema>;

/** Where a custom rule is broken. `pattern` is looked for in the body; what must be included is missed at the first line. */
export function* checkCustomRule(
  rule: CustomRule,
  document: PromptDocument,
  first: Span,
): Generator<Problem> {
  if (rule.kinds !== undefined && !rule.kinds.includes(document.kind)) return;
  const { text, body, prose } = document;
  if (rule.mustInclude !== undefined) {
    const lower = text.toLowerCase();
    const missing = [rule.mustInclude].flat().filter((words) => !lower.includes(words.toLowerCase()));
    if (missing.length > 0) yield { ...first, message: rule.message };
    return;
  }
  const pattern = new RegExp(rule.pattern ?? '', 'gi');
  const spans = rule.everywhere === true ? [body] : prose;
  let places = 0;
  for (const span of spans) {
    for (const match of text.slice(span.start, span.end).matchAll(pattern)) {
      if (match[0] === '') continue;
      const start = span.start + match.index;
      yield { start, end: start + match[0].length, message: rule.message };
      if (++places === mostPlaces) return;
    }
  }
}

import type { Rewrite, Technique } from '../enhancement.ts';
import type { RewriteInput } from '../rewriter.ts';
import { taskKindOf } from '../task.ts';
import { bullets, compose } from './compose.ts';
import { goalOf } from './goal.ts';
import { groundingOf } from './grounding.ts';
import { headingsFor } from './headings.ts';
import { unchanged } from './unchanged.ts';

/**
 * A prompt that is not in English: the author's text stays to the letter; below it come only names that need no translation (paths,
 * commits, commands) under short headings.
 */
export function rewriteElsewhere(input: RewriteInput): Rewrite {
  const { document, context, style } = input;
  const grounding = groundingOf(document, context, taskKindOf(document), style);
  const headings = headingsFor(document.language);
  const files = grounding.files.map(({ path }) => `\`${path}\``);
  const checks = grounding.checks.map((command) => `\`${command}\``);
  if (files.length === 0 && checks.length === 0)
    return unchanged(
      input,
      'Nothing is known here that could be added without changing your words, so they were left as they are.',
    );
  const techniques: Technique[] = ['ContextInjection'];
  if (checks.length > 0) techniques.push('SuccessCriteriaDefinition');
  const sections = [
    { heading: headings.files, lines: bullets(files) },
    { heading: headings.checks, lines: bullets(checks) },
  ];
  return {
    enhancedPrompt: compose(document.text, document.text, sections),
    techniquesApplied: techniques,
    goal: goalOf(document),
    requirements: [],
    successCriteria: grounding.checks,
    contextNotes: '',
    openQuestions: [],
  };
}

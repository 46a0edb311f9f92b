import type { Rewrite } from '../enhancement.ts';
import type { RewriteInput } from '../rewriter.ts';
import { bullets, compose } from './compose.ts';
import { unchanged } from './unchanged.ts';

const labels: readonly (readonly [string, string])[] = [
  ['build', 'Build'],
  ['test', 'Test'],
  ['lint', 'Lint'],
  ['typecheck', 'Check types'],
  ['format', 'Format'],
];

/**
 * Texts that stand for many tasks (rules, instructions, agents, skills) get no goal. A rules file that names none of the project's
 * commands gets them; otherwise the text stays, and what is weak in it comes back as questions about the places concerned.
 */
export function addCommands(input: RewriteInput): Rewrite {
  const { document, context, score } = input;
  const questions = score.suggestions.slice(0, 5).map(({ suggestion, start, end }) => {
    const passage = document.text.slice(start, end).replace(/\s+/g, ' ').trim();
    return passage === '' || passage.length > 80 ? `${suggestion}?` : `"${passage}": ${suggestion}?`;
  });
  const commands = Object.values(context?.commands ?? {});
  const english = document.language === 'en' || document.language === 'und';
  const namesOne =
    commands.some((command) => document.text.includes(command)) ||
    /\b(?:test|lint|build)(?:s|ing)?\b[^\n]{0,40}`/i.test(document.text);
  const forProject =
    (document.kind === 'rules' || document.kind === 'instructions') &&
    !scoped(document.frontMatter?.data ?? null);
  if (!forProject || context === null || commands.length === 0 || namesOne || !english)
    return unchanged(
      input,
      `This is a standing ${nameOf(document.kind)}, not a task: nothing was added. The open questions show what it leaves vague.`,
      questions,
    );
  const lines = labels.flatMap(([purpose, label]) => {
    const command = context.commands[purpose];
    return command === undefined ? [] : [`${label}: \`${command}\``];
  });
  if (lines.length === 0)
    return unchanged(input, `This is a standing ${nameOf(document.kind)}; nothing was added.`, questions);
  return {
    enhancedPrompt: compose(document.text, document.text, [{ heading: 'Commands', lines: bullets(lines) }]),
    techniquesApplied: ['ContextInjection'],
    goal: '',
    requirements: [],
    successCriteria: [],
    contextNotes: "The project's own commands were added; they were not in the text.",
    openQuestions: questions,
  };
}

/** Instructions for some files only (`applyTo`, `paths`) are not the place for commands. */
function scoped(data: Readonly<Record<string, unknown>> | null): boolean {
  const globs = data?.applyTo ?? data?.paths;
  return globs !== undefined && globs !== '**';
}

function nameOf(kind: string): string {
  return kind === 'rules' ? 'rules file' : kind === 'instructions' ? 'instructions file' : `${kind} file`;
}

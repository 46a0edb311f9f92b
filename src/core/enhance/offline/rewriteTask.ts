import type { Rewrite, Style, Technique } from '../enhancement.ts';
import type { RewriteInput } from '../rewriter.ts';
import { taskKindOf } from '../task.ts';
import { checksFor, listed } from './checks.ts';
import { bullets, compose, type Section } from './compose.ts';
import { groundingOf, type Grounding } from './grounding.ts';
import { headingsFor, type Headings } from './headings.ts';
import { orderText, type OrderedText } from './order.ts';
import { openQuestions, type OpenQuestion } from './questions.ts';
import { sentencesOf } from './sentences.ts';

/** Rewrites a one-off task, an issue or a reusable prompt in English. */
export function rewriteTask(input: RewriteInput): Rewrite {
  const { document, context, style } = input;
  const kind = taskKindOf(document);
  const ordered = document.kind === 'typed' ? orderText(document) : null;
  const goal = ordered?.goal ?? firstSentence(input);
  const grounding = groundingOf(document, context, kind, style);
  const questions = openQuestions(document, goal, kind, grounding, style);
  const checks = checksFor(document, kind, grounding);
  const given = givenLines(input);
  const rules = [...(ordered?.constraints ?? []), ...given.instructions, ...grounding.rules.map(quotedRule)];
  const headings = headingsFor('en');
  const lead = [...given.task, ordered === null ? document.text : leadOf(ordered, style, headings)].join(
    '\n\n',
  );
  const sections =
    style === 'minimal'
      ? compact(ordered, grounding, rules, checks, headings)
      : full(ordered, grounding, rules, checks, questions, headings);
  return {
    enhancedPrompt: compose(document.text, lead, sections),
    techniquesApplied: techniquesOf(ordered, grounding, rules, checks, questions),
    goal,
    requirements: ordered?.requirements ?? [],
    successCriteria: checks,
    contextNotes: notesOf(grounding),
    openQuestions: questions.map(({ text }) => text),
  };
}

/** Title, description and standing instructions that came with the request and are not in the prompt itself. */
function givenLines({ document, title, description, instructions }: RewriteInput): {
  task: string[];
  instructions: string[];
} {
  const missing = (text: string | undefined): text is string =>
    text !== undefined && text.trim() !== '' && !document.text.includes(text.trim());
  const task: string[] = [];
  if (missing(title)) task.push(`Task: ${title.trim()}`);
  if (missing(description)) task.push(description.trim());
  const lines = missing(instructions) ? instructions.split(/\r?\n/) : [];
  return {
    task,
    instructions: lines.map((line) => line.replace(/^\s*(?:[-*]|\d+[.)])\s+/, '').trim()).filter(Boolean),
  };
}

function leadOf(ordered: OrderedText, style: Style, headings: Headings): string {
  const parts = [style === 'comprehensive' ? `## ${headings.goal}\n${ordered.goal}` : ordered.goal];
  if (ordered.background.length > 0) parts.push(ordered.background.join(' '));
  return parts.join('\n\n');
}

function full(
  ordered: OrderedText | null,
  grounding: Grounding,
  rules: readonly string[],
  checks: readonly string[],
  questions: readonly OpenQuestion[],
  headings: Headings,
): Section[] {
  const files = grounding.files.map(({ path, why }) => `\`${path}\`: ${why}`);
  const commits = grounding.commits.map(({ hash, message }) => `Commit \`${hash.slice(0, 7)}\`: ${message}`);
  const stack = grounding.stack === '' ? '' : ` (${grounding.stack})`;
  return [
    { heading: headings.requirements, lines: bullets(ordered?.requirements ?? []) },
    { heading: headings.output, lines: bullets(ordered?.output ?? []) },
    { heading: headings.files + stack, lines: bullets([...files, ...commits]) },
    { heading: headings.constraints, lines: bullets(rules) },
    { heading: headings.checks, lines: bullets(checks) },
    { heading: headings.questions, lines: bullets(questions.map(({ text }) => text)) },
  ];
}

/** One line for each kind of fact, no headings; the open questions go beside the prompt, not into it. */
function compact(
  ordered: OrderedText | null,
  grounding: Grounding,
  rules: readonly string[],
  checks: readonly string[],
  headings: Headings,
): Section[] {
  const files = grounding.files.map(({ path, why }) => `\`${path}\` (${why})`);
  const lines = [...bullets(ordered?.requirements ?? []), ...(ordered?.output ?? [])];
  const facts = [
    ...(files.length > 0 ? [`${headings.files}: ${listed(files)}.`] : []),
    ...rules,
    ...(checks.length > 0 ? [`${headings.checks} ${listed(checks)}.`] : []),
  ];
  return [
    { heading: '', lines },
    { heading: '', lines: facts },
  ];
}

function quotedRule({ text, path }: Grounding['rules'][number]): string {
  return `"${text}" (${path})`;
}

function techniquesOf(
  ordered: OrderedText | null,
  grounding: Grounding,
  rules: readonly string[],
  checks: readonly string[],
  questions: readonly OpenQuestion[],
): Technique[] {
  const applied: Technique[] = [];
  if (ordered !== null) applied.push('GoalExtraction');
  if (grounding.files.length + grounding.commits.length > 0 || grounding.stack !== '')
    applied.push('ContextInjection');
  if ((ordered?.requirements.length ?? 0) > 0) applied.push('RequirementStructuring');
  if (rules.length > 0) applied.push('ConstraintSpecification');
  if (checks.length > 0) applied.push('SuccessCriteriaDefinition');
  if (questions.some(({ edge }) => edge)) applied.push('EdgeCaseEnumeration');
  if ((ordered?.output.length ?? 0) > 0) applied.push('OutputFormatSpecification');
  return applied;
}

function notesOf(grounding: Grounding): string {
  const parts: string[] = [];
  if (grounding.stack !== '') parts.push(grounding.stack);
  if (grounding.files.length > 0)
    parts.push(`likely files: ${grounding.files.map(({ path }) => path).join(', ')}`);
  if (grounding.rules.length > 0)
    parts.push(`rules from ${[...new Set(grounding.rules.map(({ path }) => path))].join(', ')}`);
  return parts.join('; ');
}

/** The goal of a text that stays as it stands: its first heading or sentence. */
function firstSentence({ document }: RewriteInput): string {
  const heading = document.blocks.find(({ type }) => type === 'heading');
  const [first] = sentencesOf(document);
  const span =
    heading !== undefined && first !== undefined && heading.span.start <= first.start
      ? heading.content
      : first;
  return span === undefined
    ? ''
    : document.text.slice(span.start, Math.min(span.end, span.start + 400)).trim();
}

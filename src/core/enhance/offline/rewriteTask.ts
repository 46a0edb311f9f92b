import type { Rewrite, Style, Technique } from '../enhancement.ts';
import type { RewriteInput } from '../rewriter.ts';
import { taskKindOf, type TaskKind } from '../task.ts';
import { checksFor, listed } from './checks.ts';
import { bullets, compose, type Section } from './compose.ts';
import { firstSentence } from './goal.ts';
import { groundingOf, reasonInPrompt, type Grounding } from './grounding.ts';
import { headingsFor, type Headings } from './headings.ts';
import { orderText, type OrderedText } from './order.ts';
import { inOwnSpelling, openQuestions, type OpenQuestion } from './questions.ts';
import { subjectOf, withoutArticle } from './subject.ts';

/** What a rewrite is put together from. */
interface Parts {
  readonly ordered: OrderedText | null;
  readonly grounding: Grounding;
  /** The author's and the team's own, word for word. */
  readonly constraints: readonly string[];
  readonly kind: TaskKind;
  /** What the goal is about, without its article. */
  readonly subject: string | null;
  readonly checks: readonly string[];
  readonly questions: readonly OpenQuestion[];
  readonly headings: Headings;
}

/** Rewrites a one-off task, an issue or a reusable prompt in English. */
export function rewriteTask(input: RewriteInput): Rewrite {
  const { document, context, style } = input;
  const kind = taskKindOf(document);
  const ordered = document.kind === 'typed' ? orderText(document) : null;
  const goal = ordered?.goal ?? firstSentence(document);
  const grounding = groundingOf(document, context, kind, style);
  const questions = openQuestions(document, goal, kind, grounding, style);
  const checks = checksFor(document, goal, kind, grounding);
  const given = givenLines(input);
  const constraints = [...(ordered?.constraints ?? []), ...given.instructions];
  const parts: Parts = {
    ordered,
    grounding,
    constraints,
    kind,
    subject: bareSubject(goal, document.text),
    checks,
    questions,
    headings: headingsFor('en'),
  };
  const lead = [
    ...given.task,
    ordered === null ? document.text : leadOf(ordered, style, parts.headings),
  ].join('\n\n');
  const sections = style === 'minimal' ? compact(parts) : full(parts);
  return {
    enhancedPrompt: compose(document.text, lead, sections),
    techniquesApplied: techniquesOf(parts, style),
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

function full({
  ordered,
  subject,
  grounding,
  constraints,
  kind,
  checks,
  questions,
  headings,
}: Parts): Section[] {
  const files = grounding.files.map(({ path, why }) => `\`${path}\`: ${reasonInPrompt(why)}`);
  const commits = grounding.commits.map(({ hash, message }) => `Commit \`${hash.slice(0, 7)}\`: ${message}`);
  const stack = grounding.stack === '' ? '' : ` (${grounding.stack})`;
  return [
    { heading: headings.requirements, lines: bullets(ordered?.requirements ?? []) },
    { heading: headings.constraints, lines: bullets(constraints) },
    { heading: headings.output, lines: bullets(ordered?.output ?? []) },
    { heading: headings.files + on(grounding.terms) + stack, lines: bullets([...files, ...commits]) },
    { heading: ruleHeading(grounding, kind), lines: bullets(grounding.rules.map(({ text }) => `"${text}"`)) },
    { heading: '', lines: doneWhen(checks, headings) },
    {
      heading: headings.questions + on(subject === null ? grounding.terms : [subject]),
      lines: bullets(questions.map(({ text }) => text)),
    },
  ];
}

/** One line for each kind of fact, no headings; the open questions go beside the prompt, not into it. */
function compact({ ordered, grounding, constraints, checks, headings }: Parts): Section[] {
  const files = grounding.files.map(({ path, why }) => `\`${path}\` (${reasonInPrompt(why)})`);
  const lines = [...bullets(ordered?.requirements ?? []), ...(ordered?.output ?? [])];
  const facts = [
    ...constraints,
    ...(files.length > 0 ? [`${headings.files}: ${listed(files)}.`] : []),
    ...grounding.rules.map(({ text, path }) => `${path}: "${text}"`),
    ...doneWhen(checks, headings),
  ];
  return [
    { heading: '', lines },
    { heading: '', lines: facts },
  ];
}

const kindNames: Readonly<Record<TaskKind, readonly string[]>> = {
  bugfix: ['bug fixes'],
  feature: ['additions'],
  refactoring: ['refactoring'],
  documentation: ['documentation'],
  tests: ['tests'],
  other: [],
};

/** Where the rules come from and what ties them to the task. */
function ruleHeading({ rules, ruleTerms }: Grounding, kind: TaskKind): string {
  const sources = listed([...new Set(rules.map(({ path }) => path))]);
  return `From ${sources}${on(ruleTerms.length > 0 ? ruleTerms : kindNames[kind])}`;
}

function bareSubject(goal: string, text: string): string | null {
  const subject = inOwnSpelling(subjectOf(goal), text);
  return subject === null ? null : withoutArticle(subject);
}

function on(terms: readonly string[]): string {
  return terms.length === 0 ? '' : ` on ${terms.join(', ')}`;
}

function doneWhen(checks: readonly string[], headings: Headings): string[] {
  return checks.length === 0 ? [] : [`${headings.checks} ${checks.join('; ')}.`];
}

function techniquesOf(
  { ordered, grounding, constraints, checks, questions }: Parts,
  style: Style,
): Technique[] {
  const applied: Technique[] = [];
  if (ordered !== null) applied.push('GoalExtraction');
  if (grounding.files.length + grounding.commits.length > 0) applied.push('ContextInjection');
  if ((ordered?.requirements.length ?? 0) > 0) applied.push('RequirementStructuring');
  if (constraints.length + grounding.rules.length > 0) applied.push('ConstraintSpecification');
  if (checks.length > 0) applied.push('SuccessCriteriaDefinition');
  if (style !== 'minimal' && questions.some(({ edge }) => edge)) applied.push('EdgeCaseEnumeration');
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

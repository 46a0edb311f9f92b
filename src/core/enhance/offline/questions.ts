import type { PromptDocument } from '../../prompt/document.ts';
import type { Style } from '../enhancement.ts';
import type { TaskKind } from '../task.ts';
import { isTestPath, type Grounding } from './grounding.ts';
import { subjectOf } from './subject.ts';
import { unknowns } from './unknowns.ts';

/** A question that only the author can answer; `weight` orders them. */
export interface OpenQuestion {
  readonly text: string;
  readonly weight: number;
  readonly edge: boolean;
}

const mostQuestions: Readonly<Record<Style, number>> = { minimal: 2, balanced: 3, comprehensive: 5 };
const vagueAim =
  /\b(?:better|nicer|faster|cleaner|prettier|smoother|more (?:robust|modern|efficient|readable|user[- ]friendly|intuitive|professional|reliable|scalable)|user[- ]friendly|robust|modern|professional|intuitive|optimi[sz]ed?|improved?|improve|enhance|performant|production[- ]ready|properly|correctly|appropriate(?:ly)?|beautiful|slow|ugly|clunky|weird|strange|best practices?)\b/i;
const vagueAmount =
  /\b(?:some|a few|several|various|certain|many|other|etc\.?|and so on|and more)\b(?: \w+)?/i;
const picture =
  /\b(?:screenshots?|mock-?ups?|images? (?:attached|above|below|here)|attached (?:image|picture|file)|figma|wireframes?|as (?:in|shown in) the (?:image|picture)|the design)\b/i;
const earlier =
  /\b(?:as (?:before|discussed|we discussed|agreed|mentioned|planned)|like (?:before|last time|we (?:discussed|did))|(?:we|you) (?:discussed|talked about|agreed)|your (?:plan|suggestion|proposal|last change|previous \w+)|where (?:we|you) left off|the (?:above|previous) (?:plan|step|error|output|change|code|one)|option (?:\d|[a-d])\b|still (?:not|broken|failing|fails|see|seeing|get|getting|wrong|the same)|continue|proceed|go ahead|keep going|next step)\b/i;
const expectation = /\b(?:should|expect(?:ed|s)?|instead|must|supposed to|ought to|want it to)\b/i;
const symptom =
  /\b(?:when(?:ever)?|after|if|because|returns?|shows?|says|gets?|throws?|fails? (?:with|to|when)|crash(?:es|ed)? (?:on|when|with)|status \d{3}|[45]\d\d|instead of|cannot|can['’]t|doesn['’]t|does not|is not|isn['’]t|no longer|ignores?|wrong|missing|twice|duplicate\w*|off by)\b/i;

/**
 * What the prompt leaves open, as questions in its own words, most important first, at most five. A question is asked only when
 * the text shows the gap: nothing here is asked of every prompt.
 */
export function openQuestions(
  document: PromptDocument,
  goal: string,
  kind: TaskKind,
  grounding: Grounding,
  style: Style,
): OpenQuestion[] {
  const prose = document.prose
    .map(({ start, end }) => document.text.slice(start, end))
    .join(' ')
    .slice(0, 8000);
  const subject = subjectOf(goal);
  const questions = [
    ...missingThings(document, prose, subject),
    ...(kind === 'bugfix' ? aboutTheFault(document, prose, subject, grounding) : []),
    ...(kind === 'refactoring' ? aboutTheAim(document, prose, subject, grounding) : []),
    ...(kind === 'tests' ? aboutTheTests(document, subject, grounding) : []),
    ...(kind === 'documentation' ? aboutTheReader(document, prose, subject, grounding) : []),
    ...(kind === 'feature' ? aboutThePlace(document, subject, grounding) : []),
    ...(kind === 'feature' || (kind === 'bugfix' && style === 'comprehensive')
      ? aboutTheUndecided(prose)
      : []),
  ];
  const seen = new Set<string>();
  return questions
    .sort((a, b) => b.weight - a.weight)
    .filter(({ text }) => !seen.has(text) && seen.add(text))
    .slice(0, mostQuestions[style]);
}

/** Something is meant that an agent will not find: a picture, an earlier talk, a pronoun without a noun, a word without a measure. */
function missingThings(document: PromptDocument, prose: string, subject: string | null): OpenQuestion[] {
  const questions: OpenQuestion[] = [];
  const ask = (text: string, weight: number): void => void questions.push({ text, weight, edge: false });
  const shown = picture.exec(prose)?.[0];
  if (shown !== undefined)
    ask(`What does "${shown}" show? Describe it in words: sizes, colours, texts, order.`, 9);
  const before = earlier.exec(prose)?.[0];
  if (before !== undefined && document.references.length === 0)
    ask(`What does "${before}" refer to? An agent that starts afresh has not seen it.`, 8.5);
  const short = prose.split(/\s+/).filter(Boolean).length <= 9;
  const pronoun =
    /^\W*(?:\w+\s+){1,3}?(it|this|that|these|those|them)\b(?!\s+(?:\w+\s+)?(?:file|function|page|test|error|component|class|module|method|script|feature|bug|issue|command|view|button))/i.exec(
      prose,
    )?.[1];
  if (
    short &&
    subject === null &&
    pronoun !== undefined &&
    document.references.length === 0 &&
    before === undefined
  )
    ask(`Which file, page or command is "${pronoun}"?`, 9);
  const aim = vagueAim.exec(prose)?.[0];
  if (aim !== undefined && !/\d/.test(prose)) {
    const thing = subject === null ? '' : ` for ${quoted(subject)}`;
    ask(
      `By what can one see that "${aim}" is reached${thing}: which figure, output or behaviour now, and which afterwards?`,
      7,
    );
  }
  const amount = vagueAmount.exec(prose)?.[0];
  if (amount !== undefined && prose.length < 600) ask(`Which ones exactly does "${amount.trim()}" cover?`, 5);
  return questions;
}

function aboutTheFault(
  document: PromptDocument,
  prose: string,
  subject: string | null,
  grounding: Grounding,
): OpenQuestion[] {
  const questions: OpenQuestion[] = [];
  const ask = (text: string, weight: number): void => void questions.push({ text, weight, edge: false });
  const thing = subject === null ? 'the fault' : quoted(subject);
  const evidence = document.blocks.some(({ type }) => type === 'fence') || document.quotations.length > 0;
  const named = /\b\w+(?:Error|Exception)\b/.test(document.text.slice(0, 20_000));
  if (!symptom.test(prose) && !evidence && !named)
    ask(`What happens with ${thing}: after which steps or input, and with what message or result?`, 8);
  if (!expectation.test(prose) && !named)
    ask(`What should happen instead${subject === null ? '' : ` of ${thing}`}?`, 6.4);
  ask(...whichFile(document, grounding, thing, 6));
  const commit = grounding.commits[0];
  if (commit !== undefined && !document.text.includes(commit.hash.slice(0, 7)))
    ask(`Was it already there before \`${commit.hash.slice(0, 7)}\` ("${commit.message}")?`, 5.5);
  return questions.filter(({ weight }) => weight > 0);
}

function aboutTheAim(
  document: PromptDocument,
  prose: string,
  subject: string | null,
  grounding: Grounding,
): OpenQuestion[] {
  const target = namedPath(document) ?? grounding.files.find(({ path }) => !isTestPath(path))?.path;
  const thing = subject === null ? 'the code' : quoted(subject);
  const concrete = /\b(?:into|to|from|as|so that|because|duplicat\w*|reus\w*|extract|renam\w*)\b/i.test(
    prose,
  );
  const questions: OpenQuestion[] = [];
  if (!concrete)
    questions.push({
      text: `What about ${thing} is in the way now: its length, its names, repeated code or what it depends on?`,
      weight: 7,
      edge: false,
    });
  const settled = /\b(?:behaviou?r|same|compatible|callers?|public|exports?|api)\b/i.test(prose);
  if (target !== undefined && !settled)
    questions.push({
      text: `May the exported names and signatures of \`${target}\` change, or must its callers stay as they are?`,
      weight: 6,
      edge: false,
    });
  const [text, weight] = whichFile(document, grounding, thing, 5);
  return weight > 0 ? [...questions, { text, weight, edge: false }] : questions;
}

function aboutTheTests(
  document: PromptDocument,
  subject: string | null,
  grounding: Grounding,
): OpenQuestion[] {
  const target = namedPath(document) ?? grounding.files.find(({ path }) => !isTestPath(path))?.path;
  const questions: OpenQuestion[] = [];
  const thing = subject === null ? 'the tests' : quoted(subject);
  if (
    target !== undefined &&
    !/\b(?:when|if|that|should|edge|empty|invalid|case)\b/i.test(document.text.slice(0, 4000))
  )
    questions.push({
      text: `Which behaviour of \`${target}\` must ${thing} pin down, and which inputs have gone wrong before?`,
      weight: 7,
      edge: true,
    });
  if (grounding.testFile !== null && !document.text.includes(grounding.testFile))
    questions.push({
      text: `Do the new cases belong in \`${grounding.testFile}\` or in a file of their own?`,
      weight: 5,
      edge: false,
    });
  return questions;
}

function aboutTheReader(
  document: PromptDocument,
  prose: string,
  subject: string | null,
  grounding: Grounding,
): OpenQuestion[] {
  const pages = grounding.files.filter(({ path }) => /\.(?:md|mdx|rst|txt|adoc)$/i.test(path));
  const thing = subject === null ? 'the text' : quoted(subject);
  const questions: OpenQuestion[] = [];
  if (namedPath(document) === null && pages.length > 1)
    questions.push({
      text: `Does ${thing} belong in \`${pages[0]!.path}\` or in \`${pages[1]!.path}\`?`,
      weight: 6,
      edge: false,
    });
  if (!/\b(?:users?|developers?|contributors?|newcomers?|customers?|readers?|agents?)\b/i.test(prose))
    questions.push({
      text: `Who will read ${thing}, and what should they be able to do afterwards?`,
      weight: 5.5,
      edge: false,
    });
  return questions;
}

function aboutThePlace(
  document: PromptDocument,
  subject: string | null,
  grounding: Grounding,
): OpenQuestion[] {
  const [text, weight] = whichFile(document, grounding, subject === null ? 'this' : quoted(subject), 4.5);
  return weight > 0 ? [{ text, weight, edge: false }] : [];
}

function aboutTheUndecided(prose: string): OpenQuestion[] {
  const questions: OpenQuestion[] = [];
  for (const { about, settled, question, edge } of unknowns) {
    const found = about.exec(prose)?.[0];
    if (found === undefined || settled?.test(prose)) continue;
    questions.push({
      text: question.replace('%', () => found.trim()),
      weight: 6.3 - questions.length * 0.4,
      edge,
    });
    if (questions.length === 3) break;
  }
  return questions;
}

/** Two likely files for one thing: ask which is meant. Weight 0 when there is nothing to choose. */
function whichFile(
  document: PromptDocument,
  grounding: Grounding,
  thing: string,
  weight: number,
): [string, number] {
  const sources = grounding.files.filter(
    ({ path }) => !isTestPath(path) && !/\.(?:md|mdx|json|toml|ya?ml|lock)$/.test(path),
  );
  const [first, second] = sources;
  if (namedPath(document) !== null || first === undefined || second === undefined) return ['', 0];
  if (second.score < first.score * 0.5) return ['', 0];
  return [`Is ${thing} a matter of \`${first.path}\`, of \`${second.path}\` or of both?`, weight];
}

function namedPath(document: PromptDocument): string | null {
  return (
    document.references.find(({ type }) => type === 'path' || type === 'file' || type === 'link')?.target ??
    null
  );
}

function quoted(words: string): string {
  return /["“”`]/.test(words) ? words : `"${words}"`;
}

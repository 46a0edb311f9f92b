import type { Style } from '../enhancement.ts';
import type { TaskKind } from '../task.ts';
import { isTestPath } from './grounding.ts';
import { slowness } from './missingThings.ts';
import type { Gap, OpenQuestion } from './questions.ts';
import { quoted } from './subject.ts';
import { unknowns } from './unknowns.ts';

const symptom =
  /\b(?:when(?:ever)?|after|if|because|returns?|shows?|says|gets?|throws?|loses?|fails? (?:with|to|when)|crash(?:es|ed)? (?:on|when|with)|status \d{3}|[45]\d\d|instead of|cannot|can['’]t|doesn['’]t|does not|is not|isn['’]t|no longer|ignore[ds]?|wrong|missing|twice|again|duplicate\w*|off by|corrupted)\b/i;
const measured =
  /\b(?:wrong|incorrect|off by|too (?:high|low|many|few)|rounded|total|sum|count|balance|amount)\b/i;
const circumstances = /\b(?:when(?:ever)?|after|if|every|always|steps|on (?:click|save|load|submit))\b/i;

/** What is asked for each kind of task. */
const askers: Readonly<Record<TaskKind, (gap: Gap, style: Style) => OpenQuestion[]>> = {
  bugfix: (gap, style) => [...aboutTheFault(gap), ...(style === 'comprehensive' ? undecided(gap) : [])],
  feature: undecided,
  refactoring: aboutTheAim,
  tests: aboutTheTests,
  documentation: aboutThePage,
  other: () => [],
};

/** Questions that go with a kind of task. */
export function questionsOfKind(gap: Gap, kind: TaskKind, style: Style): OpenQuestion[] {
  return askers[kind](gap, style);
}

function aboutTheFault(gap: Gap): OpenQuestion[] {
  const { document, prose, goal, subject, statement, grounding } = gap;
  const questions: OpenQuestion[] = [];
  const ask = (text: string, weight: number): void => void questions.push({ text, weight, edge: false });
  const thing = subject === null ? 'this' : quoted(subject);
  const evidence = document.blocks.some(({ type }) => type === 'fence') || document.quotations.length > 0;
  const named = evidence || /\b\w+(?:Error|Exception)\b/.test(document.text.slice(0, 20_000));
  const told = statement && goal.split(/\s+/).length > 3;
  if (goal.endsWith('?'))
    ask(`Should ${thing === 'this' ? 'it' : thing} only be explained, or put right as well?`, 7);
  if (!named && !told && !symptom.test(prose)) {
    questions.push(whichFile(gap, 6));
    ask(
      `What happens with ${thing}: after which steps or input, with what message or result, and what should happen instead?`,
      8,
    );
  } else if (!named && measured.test(prose) && (prose.match(/\d+/g)?.length ?? 0) < 2)
    ask(`Which case shows it: for ${thing}, the input, what comes out now and what should come out?`, 6.4);
  else if (!named && !circumstances.test(prose) && !goal.endsWith('?') && !slowness.test(prose)) {
    const said = goal.replace(/[.!?]+$/, '');
    ask(
      `After which steps can ${said.length <= 60 && statement ? quoted(lowerFirst(said, document.text)) : thing} be seen, and does it happen every time?`,
      6.2,
    );
  }
  const commit = grounding.commits[0];
  if (commit !== undefined)
    ask(`Was it like this already before \`${commit.hash.slice(0, 7)}\` ("${commit.message}")?`, 5.5);
  return questions;
}

function aboutTheAim(gap: Gap): OpenQuestion[] {
  const { document, prose, subject, grounding } = gap;
  const target = namedPath(gap) ?? grounding.files.find(({ path }) => !isTestPath(path))?.path;
  const thing = subject === null ? 'the code' : quoted(subject);
  const questions = [wholeFolder(gap, 6.5)];
  if (!/\b(?:into|to|from|as|so that|because|duplicat\w*|reus\w*|extract|renam\w*)\b/i.test(prose))
    questions.push({
      text: `What about ${thing} is in the way now: its length, its names, repeated code or what it depends on?`,
      weight: 7,
      edge: false,
    });
  const settled = /\b(?:behaviou?r|same|compatible|callers?|public|exports?|api|renam\w*)\b/i.test(prose);
  if (target !== undefined && !settled && !/\.(?:md|css)$/.test(target))
    questions.push({
      text: `May the names and signatures that \`${target}\` exports change, or must its callers stay as they are?`,
      weight: 6,
      edge: false,
    });
  return document.references.some(({ type }) => type === 'identifier')
    ? questions.filter(({ weight }) => weight > 5)
    : questions;
}

function aboutTheTests(gap: Gap): OpenQuestion[] {
  const { document, prose, grounding } = gap;
  const target = namedPath(gap) ?? grounding.files.find(({ path }) => !isTestPath(path))?.path;
  const questions: OpenQuestion[] = [];
  if (target !== undefined && !/\b(?:when|if|that|should|edge|empty|invalid|cases?)\b/i.test(prose))
    questions.push({
      text: `Which behaviour of \`${target}\` must the tests pin down, and which inputs have gone wrong before?`,
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

function aboutThePage(gap: Gap): OpenQuestion[] {
  const { grounding, goal, prose, subject } = gap;
  const [first, second] = grounding.pages;
  const thing = subject === null ? 'this' : quoted(subject);
  const questions: OpenQuestion[] = [];
  const pageNamed =
    namedPath(gap) !== null || /\breadme\b|\bchangelog\b|\bdocstrings?\b|\bcomments\b/i.test(prose);
  const updating = /^\W*(?:update|rewrite|extend|correct)\b/i.test(goal);
  if (!pageNamed && first !== undefined && second !== undefined) {
    const text = updating
      ? `Which page is meant: \`${first}\` or \`${second}\`?`
      : `Does this go to \`${first}\` or to \`${second}\`?`;
    questions.push({ text, weight: 6, edge: false });
  }
  if (updating && prose.split(/\s+/).length < 10)
    questions.push({ text: `What in ${thing} is out of date or missing?`, weight: 6.5, edge: false });
  return questions;
}

/** Values and edge cases that such a thing always leaves to be decided; asked about what is to be built, not about where it goes. */
function undecided({ prose, goal, subject }: Gap): OpenQuestion[] {
  const wanted = goal.replace(
    /\s(?:in|on|to|from|at|of)\s+(?:the|our|my|a|an|GET|POST|PUT|PATCH|DELETE|\S*[/_])[\s\S]*$/,
    '',
  );
  const questions: OpenQuestion[] = [];
  for (const { about, settled, question, edge } of unknowns) {
    const found = about
      .exec(wanted)?.[0]
      .trim()
      .replace(/[.,;:]+$/, '');
    if (found === undefined || settled?.test(prose)) continue;
    const thing = subject !== null && subject.toLowerCase().includes(found.toLowerCase()) ? subject : found;
    const text = question.replace('"%"', () => quoted(thing));
    questions.push({ text, weight: 6.3 - questions.length * 0.4, edge });
    if (questions.length === 2) break;
  }
  return questions;
}

/** Two likely files for one thing: ask which is meant. Weight 0 when there is nothing to choose. */
function whichFile(gap: Gap, weight: number): OpenQuestion {
  const { grounding, subject } = gap;
  const [first, second] = grounding.files.filter(
    ({ path }) => !isTestPath(path) && !/\.(?:mdx?|json|toml|ya?ml|lock|css)$/.test(path),
  );
  if (
    namedPath(gap) !== null ||
    first === undefined ||
    second === undefined ||
    second.score < first.score * 0.5
  )
    return { text: '', weight: 0, edge: false };
  const thing = subject === null ? 'this' : quoted(subject);
  return {
    text: `Is ${thing} about \`${first.path}\`, \`${second.path}\` or both?`,
    weight,
    edge: false,
  };
}

/** Several likely files in one folder: ask whether all of it is meant. Weight 0 when they lie apart. */
function wholeFolder(gap: Gap, weight: number): OpenQuestion {
  const none = { text: '', weight: 0, edge: false };
  const [first, ...rest] = gap.grounding.files.filter(({ path }) => !isTestPath(path));
  const folder = first?.path.slice(0, Math.max(0, first.path.lastIndexOf('/'))) ?? '';
  const beside = rest.filter(({ path }) => folder !== '' && path.startsWith(`${folder}/`));
  if (first === undefined || beside.length === 0 || namedPath(gap) !== null) return none;
  const thing = gap.subject === null ? 'this' : quoted(gap.subject);
  return {
    text: `Does ${thing} mean all of \`${folder}\` or above all \`${first.path}\`?`,
    weight,
    edge: false,
  };
}

function namedPath({ document }: Gap): string | null {
  return (
    document.references.find(({ type }) => type === 'path' || type === 'file' || type === 'link')?.target ??
    null
  );
}

function lowerFirst(text: string, original: string): string {
  return original.includes(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

import type { RepositoryContext } from '../../context/context.ts';
import type { PromptDocument } from '../../prompt/document.ts';
import type { Score } from '../../score/score.ts';
import { groundingOf, isTestPath, type Grounding } from '../offline/grounding.ts';
import { ownWords } from '../offline/ownWords.ts';
import { taskKindOf, type TaskKind } from '../task.ts';
import type { NamedPlace } from './namedPlaces.ts';

/** One answer that can be picked. */
export interface ClarifyingOption {
  /** What the list shows, for example a path. */
  readonly label: string;
  /** Why it is offered; '' when that is plain. */
  readonly detail: string;
}

/** A question with answers that come from the repository where it has any. */
export interface ClarifyingQuestion {
  readonly id: 'place' | 'fault' | 'aim' | 'check' | 'scope';
  readonly question: string;
  readonly options: readonly ClarifyingOption[];
  /** Several answers may be true at once. */
  readonly several: boolean;
}

const most = 3;
const mostOptions = 5;
const symptom =
  /\b(?:when(?:ever)?|after|if|because|returns?|shows?|says|gets?|throws?|crash(?:es|ed)?|status \d{3}|[45]\d\d|instead of|no longer|wrong|missing|twice|duplicate\w*|off by|corrupted|slow|hangs?|\w+(?:Error|Exception))\b/i;
const settledAim =
  /\b(?:into|to|from|so that|because|duplicat\w*|reus\w*|extract|renam\w*|too (?:long|big|large)|depends?)\b/i;
const settledCheck =
  /\b(?:tests?|specs?|pass(?:es)?|verify|expect(?:ed|s)?|done when|acceptance|must (?:return|show|print)|should (?:return|show|print|be|see|get))\b/i;
const settledScope =
  /\b(?:only|nothing else|do not (?:change|touch)|don['’]t (?:change|touch)|without chang\w+|keep (?:the )?(?:api|public|exports?|signatures?))\b/i;

/**
 * Up to three questions whose answers would help this prompt most, with answers to pick from: files, symbols, routes, tests and commands of the repository. No
 * question is asked that the prompt answers already. Empty for texts that are no request in English (the answers become English sentences of the
 * prompt) and for files of standing instructions. Deterministic.
 *
 * @param named what has a name in the files that bear on the prompt, most relevant file first
 */
export function clarifyingQuestions(
  document: PromptDocument,
  score: Score,
  context: RepositoryContext | null,
  named: readonly NamedPlace[] = [],
): ClarifyingQuestion[] {
  if (document.language !== 'en' && document.language !== 'und') return [];
  if (document.kind !== 'typed' && document.kind !== 'issue' && document.kind !== 'prompt') return [];
  const prose = ownWords(document).slice(0, 8000);
  if (prose.trim() === '') return [];
  const kind = taskKindOf(document);
  const grounding = groundingOf(document, context, kind, 'comprehensive');
  const gap: Gap = { document, prose, kind, grounding, context, named };
  // An excellent prompt is asked only about what it really lacks, never about its check or its scope.
  const askers = score.level === 'excellent' ? [place] : [place, fault, aim, check, scope];
  return askers.flatMap((ask) => ask(gap) ?? []).slice(0, most);
}

interface Gap {
  readonly document: PromptDocument;
  readonly prose: string;
  readonly kind: TaskKind;
  readonly grounding: Grounding;
  readonly context: RepositoryContext | null;
  readonly named: readonly NamedPlace[];
}

function place({ document, kind, grounding, named: places }: Gap): ClarifyingQuestion | null {
  const named = document.references.some(({ type }) =>
    ['path', 'file', 'link', 'glob', 'route'].includes(type),
  );
  if (named || grounding.files.length === 0) return null;
  const files = kind === 'tests' ? grounding.files : grounding.files.filter(({ path }) => !isTestPath(path));
  if (files.length === 0) return null;
  return {
    id: 'place',
    question: kind === 'tests' ? 'What should be tested?' : 'Where is it?',
    options: [
      ...files.slice(0, mostOptions).map(({ path, why }) => ({ label: path, detail: why })),
      ...places
        .filter(({ type, path }) => type !== 'test' && files.some((file) => file.path === path))
        .slice(0, mostOptions)
        .map(({ name, path, type }) => ({
          label: `${name} in ${path}`,
          detail: type === 'route' ? 'a route' : 'a name in the code',
        })),
    ],
    several: true,
  };
}

function fault({ document, prose, kind }: Gap): ClarifyingQuestion | null {
  const shown = document.quotations.length > 0 || document.blocks.some(({ type }) => type === 'fence');
  if (kind !== 'bugfix' || shown || symptom.test(withoutRequest(prose))) return null;
  return {
    id: 'fault',
    question: 'What goes wrong?',
    options: [
      { label: 'It fails with an error', detail: 'add its text if you have it' },
      { label: 'The result is wrong', detail: 'add what comes out and what should' },
      { label: 'Nothing happens', detail: '' },
      { label: 'It takes too long', detail: '' },
      { label: 'It works only sometimes', detail: '' },
    ],
    several: false,
  };
}

/** "Fix the login bug": the request itself names no symptom. */
function withoutRequest(prose: string): string {
  return prose.replace(/^\W*(?:please\s+)?(?:fix|debug|repair|solve)\b/i, '');
}

function aim({ prose, kind }: Gap): ClarifyingQuestion | null {
  if (kind !== 'refactoring' || settledAim.test(prose)) return null;
  return {
    id: 'aim',
    question: 'What is in the way now?',
    options: [
      { label: 'It is too long', detail: '' },
      { label: 'Code is repeated', detail: '' },
      { label: 'Names mislead', detail: '' },
      { label: 'It depends on too much', detail: '' },
      { label: 'It is hard to test', detail: '' },
    ],
    several: true,
  };
}

function check({ prose, kind, grounding, context, named }: Gap): ClarifyingQuestion | null {
  if (kind === 'other' || settledCheck.test(prose)) return null;
  const commands = grounding.checks.map((command) => ({
    label: `\`${command}\` passes`,
    detail: purposeOf(command, context),
  }));
  const tests =
    grounding.testPlace === null
      ? []
      : [{ label: `A new case in \`${grounding.testPlace}\` passes`, detail: 'the tests that go with it' }];
  const cases = named
    .filter(({ type }) => type === 'test')
    .slice(0, mostOptions)
    .map(({ name, path }) => ({ label: `\`${name}\` passes`, detail: `a test in ${path}` }));
  const options = [...[...tests, ...commands].slice(0, mostOptions), ...cases];
  return options.length === 0
    ? null
    : { id: 'check', question: 'How can the agent tell that it is done?', options, several: true };
}

function purposeOf(command: string, context: RepositoryContext | null): string {
  const purpose = Object.entries(context?.commands ?? {}).find(([, value]) => value === command)?.[0];
  return purpose === undefined ? '' : `the project's ${purpose} command`;
}

function scope({ prose, kind, grounding }: Gap): ClarifyingQuestion | null {
  if (!['bugfix', 'refactoring', 'feature'].includes(kind) || settledScope.test(prose)) return null;
  const first = grounding.files.find(({ path }) => !isTestPath(path));
  if (first === undefined) return null;
  const folder = first.path.slice(0, Math.max(0, first.path.lastIndexOf('/')));
  return {
    id: 'scope',
    question: 'What must stay as it is?',
    options: [
      { label: 'What the files export: names and signatures', detail: '' },
      { label: 'The existing tests', detail: '' },
      ...(folder === '' ? [] : [{ label: `Everything outside of \`${folder}\``, detail: '' }]),
      { label: 'Dependencies', detail: 'none is added' },
    ],
    several: true,
  };
}

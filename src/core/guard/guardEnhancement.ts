import type { RepositoryContext } from '../context/context.ts';
import type { EnhanceDependencies, EnhanceRequest, Material } from '../enhance/dependencies.ts';
import type { EnhancementWarning } from '../enhance/enhancement.ts';
import { mapStrings } from './mapStrings.ts';
import { inspect, type GuardPart, type Verdict } from './inspect.ts';
import { Placeholders, restore } from './placeholders.ts';
import { defaultGuardPolicy, type GuardPolicy } from './policy.ts';
import { refusalOf, remarksOf } from './refusal.ts';

export interface GuardOptions {
  readonly policy?: GuardPolicy;
  /** Mask what would block and go on. */
  readonly redact: boolean;
  /** What a person can do to go on with secrets masked, one sentence. */
  readonly hint: string;
}

/** An enhancement under guard: what may be asked, the guard over the context, and the way back. */
export interface GuardedEnhancement {
  /** The request with what must not leave masked. */
  readonly request: EnhanceRequest;
  readonly warnings: readonly EnhancementWarning[];
  readonly inspect: NonNullable<EnhanceDependencies['inspect']>;
  /** The names that stand for what has been masked so far. */
  placeholders(): readonly string[];
  /** A finished record with the user's own values put back, for the user's own screen. Never for storage or a log. */
  putBack<Made>(made: Made): Made;
}

const typedParts = ['text', 'title', 'description', 'instructions'] as const;
const partTitles = {
  text: 'the prompt',
  title: 'the title',
  description: 'the description',
  instructions: 'the instructions',
};

/**
 * Puts the guard in front of one enhancement. What the user gives is looked at now: throws WhetstoneError `blocked-by-guard`,
 * naming kinds and places, when it must not leave and `redact` is off. What is gathered later is masked or left out, never sent
 * as it is: the user did not choose it, so there is nothing for him to take back.
 */
export function guardEnhancement(request: EnhanceRequest, options: GuardOptions): GuardedEnhancement {
  const policy = options.policy ?? defaultGuardPolicy;
  const parts = typedParts.flatMap((name): GuardPart[] => {
    const text = request[name];
    return text === undefined ? [] : [{ id: name, title: partTitles[name], origin: 'typed', text }];
  });
  const placeholders = new Placeholders(parts.map((part) => part.text));
  const verdict = inspect(parts, policy, placeholders);
  if (verdict.verdict === 'block' && !options.redact) throw refusalOf(verdict.findings, parts, options.hint);
  const masked = Object.fromEntries(
    verdict.parts.map((part) => [part.id, part.text]),
  ) as Partial<EnhanceRequest>;
  return {
    request: { ...request, ...masked },
    warnings: warningsOf(verdict),
    inspect: (material) => Promise.resolve(inspectMaterial(material, policy, placeholders, options)),
    placeholders: () => placeholders.map().map(({ placeholder }) => placeholder),
    putBack: (made) => mapStrings(made, (text) => restore(text, placeholders.map())),
  };
}

function warningsOf(verdict: Verdict): EnhancementWarning[] {
  const { masked, noticed } = remarksOf(verdict.findings);
  return [
    ...(masked === '' ? [] : [{ code: 'guard-masked' as const, message: masked }]),
    ...(noticed === '' ? [] : [{ code: 'guard-noticed' as const, message: noticed }]),
  ];
}

/** Shorter texts hold neither a key nor an order. */
const shortest = 16;

function inspectMaterial(
  material: Material,
  policy: GuardPolicy,
  placeholders: Placeholders,
  { redact, hint }: GuardOptions,
): Awaited<ReturnType<NonNullable<EnhanceDependencies['inspect']>>> {
  if (material.context === null) return { verdict: 'allow', warnings: [] };
  const warnings = new Map<string, EnhancementWarning>();
  const asked = new Set<string>();
  const context = mapStrings(material.context, (text, title) => {
    if (text.length < shortest) return text;
    const [part] = inspect([{ id: title, title, origin: 'context', text }], policy, placeholders).parts;
    if (part === undefined || part.text === text) return text;
    const dropped = part.handling === 'drop' || part.handling === 'ask';
    if (part.handling === 'ask') asked.add(title);
    const message = dropped
      ? `${title} was left out: it gives orders to a model.`
      : `Something in ${title} was masked before it was used.`;
    warnings.set(message, { code: dropped ? 'guard-dropped' : 'guard-masked', message });
    return part.text;
  });
  if (asked.size > 0 && !redact) {
    const titles = [...asked].slice(0, 3).join(', ');
    const message = `Nothing was sent: ${titles} gives orders to a model.`;
    return { verdict: 'block', message, hint };
  }
  if (warnings.size === 0) return { verdict: 'allow', warnings: [] };
  return {
    verdict: 'redact',
    warnings: [...warnings.values()].slice(0, 20),
    material: { ...material, context: withoutEmpty(context) },
  };
}

/** Rules, key files and commits that were left out whole disappear. */
function withoutEmpty(context: RepositoryContext): RepositoryContext {
  const { selection, ...rest } = context;
  return {
    ...rest,
    ...(selection !== undefined && selection.text !== '' && { selection }),
    ...(context.problems !== undefined && {
      problems: context.problems.filter((problem) => problem.message !== ''),
    }),
    rules: context.rules.filter((rule) => rule.text !== ''),
    keyFiles: context.keyFiles.filter((file) => file.preview !== ''),
    conventions: context.conventions.filter((convention) => convention !== ''),
    git:
      context.git === null
        ? null
        : { ...context.git, commits: context.git.commits.filter((commit) => commit.message !== '') },
  };
}

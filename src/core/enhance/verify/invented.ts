import type { PromptDocument } from '../../prompt/document.ts';
import type { EnhancementWarning } from '../enhancement.ts';
import { holdsName, isPathReference, numbersOf, plainPath } from './anchors.ts';
import type { VerificationFacts } from './facts.ts';

/** Names and numbers of a rewrite that neither the original nor the facts hold. One warning for each. */
export function inventions(
  original: PromptDocument,
  enhanced: PromptDocument,
  facts: VerificationFacts,
): EnhancementWarning[] {
  const source = [original.text, ...facts.texts].join('\n');
  return [
    ...inventedPaths(original, enhanced, source, facts),
    ...inventedNames(enhanced, source, facts),
    ...inventedVariables(enhanced, source),
    ...inventedNumbers(enhanced, source, facts),
  ];
}

/** Every path that a document names, without duplicates; the caller looks up which exist. */
export function pathsNamed(document: PromptDocument): string[] {
  return [
    ...new Set(document.references.filter(isPathReference).map(({ target }) => plainPath(target))),
  ].filter(Boolean);
}

function inventedPaths(
  original: PromptDocument,
  enhanced: PromptDocument,
  source: string,
  facts: VerificationFacts,
): EnhancementWarning[] {
  // As it was read there, a path may be the beginning of something longer (`/home/<name>/x`) that `holdsName` does not let it be taken out of.
  const own = new Set(pathsNamed(original));
  const warnings: EnhancementWarning[] = pathsNamed(enhanced)
    .filter(
      (path) =>
        !own.has(path) &&
        !facts.paths.has(path) &&
        !holdsName(source, path) &&
        !endsOrStartsKnownPath(path, facts),
    )
    .map((path) => ({
      code: 'invented-path',
      message: `${path} is neither in the repository nor in the original.`,
    }));
  const urls = enhanced.references.filter(({ type, target }) => type === 'url' && !holdsName(source, target));
  for (const { target } of urls)
    warnings.push({
      code: 'invented-path',
      message: `${target} is neither in the original nor in what is known of the repository.`,
    });
  return warnings;
}

/** `login.ts` for `src/auth/login.ts`, `src/auth` for the same. A bare name must be the whole last part. */
function endsOrStartsKnownPath(path: string, facts: VerificationFacts): boolean {
  for (const known of facts.paths)
    if (known.endsWith(`/${path}`) || known.startsWith(`${path}/`)) return true;
  return false;
}

function inventedNames(
  enhanced: PromptDocument,
  source: string,
  facts: VerificationFacts,
): EnhancementWarning[] {
  const names = new Set<string>();
  for (const { type, target, inBackticks } of enhanced.references)
    if (
      (type === 'identifier' && (inBackticks || looksLikeCode(target))) ||
      type === 'mention' ||
      type === 'issue' ||
      type === 'commit' ||
      type === 'tool'
    )
      names.add(target);
  return [...names]
    .filter(
      (name) => !holdsName(source, name) && !isCheckOf(name, source) && !facts.paths.has(plainPath(name)),
    )
    .map((name) => ({
      code: 'invented-requirement',
      message: `\`${name}\` is neither in the original nor in what is known of the repository.`,
    }));
}

/** A name no prose word could be. */
function looksLikeCode(name: string): boolean {
  return /[a-z\d][A-Z]|_|\(\)|::|\$/.test(name);
}

/** `git grep -nw name`: a command to look for something that the source names. */
function isCheckOf(name: string, source: string): boolean {
  const searched = /^git grep -nw (\S+)$/.exec(name)?.[1];
  return searched !== undefined && holdsName(source, searched);
}

function inventedVariables(enhanced: PromptDocument, source: string): EnhancementWarning[] {
  const names = new Set(enhanced.variables.map(({ span }) => enhanced.text.slice(span.start, span.end)));
  return [...names]
    .filter((variable) => !source.includes(variable))
    .map((variable) => ({
      code: 'lost-variable',
      message: `The variable ${variable} is not in the original.`,
    }));
}

function inventedNumbers(
  enhanced: PromptDocument,
  source: string,
  facts: VerificationFacts,
): EnhancementWarning[] {
  const known = new Set(numbersOf(source).map(({ number }) => number));
  for (const path of facts.paths) for (const { number } of numbersOf(path)) known.add(number);
  const unknown = new Set(
    numbersOf(enhanced.text)
      .map(({ number }) => number)
      .filter((number) => !known.has(number)),
  );
  return [...unknown].map((number) => ({
    code: 'invented-requirement',
    message: `The number ${number} is neither in the original nor in what is known of the repository.`,
  }));
}

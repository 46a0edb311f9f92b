import type { RepositoryContext } from '../../context/context.ts';

/** What a rewrite may draw on besides the original. */
export interface VerificationFacts {
  /** Paths known to exist, relative to the root, forward slashes; folders without a trailing slash. */
  readonly paths: ReadonlySet<string>;
  /** Every text that the rewriter was given: rules, commands, reasons, commits, instructions. */
  readonly texts: readonly string[];
}

/** Everything in a context and in the user's own additions that a rewrite may quote. */
export function factsOf(
  context: RepositoryContext | null,
  given: readonly (string | undefined)[] = [],
): VerificationFacts {
  const paths = new Set<string>();
  const texts = given.filter((text): text is string => text !== undefined);
  if (context !== null) {
    for (const path of context.fileTree.directories) paths.add(path);
    for (const { path } of context.relevantFiles) paths.add(path);
    for (const { path } of context.keyFiles) paths.add(path);
    for (const { path } of context.rules) paths.add(path);
    for (const path of context.git?.changedFiles ?? []) paths.add(path);
    for (const path of context.git?.uncommitted ?? []) paths.add(path);
    if (context.selection !== undefined) paths.add(context.selection.path);
    texts.push(...textsOf(context));
  }
  return { paths, texts };
}

function textsOf(context: RepositoryContext): string[] {
  return [
    ...context.relevantFiles.map(({ why }) => why),
    ...context.keyFiles.map(({ preview }) => preview),
    ...context.rules.map(({ text }) => text),
    ...Object.values(context.commands),
    ...context.conventions,
    ...(context.problems ?? []).map(({ line, message }) => `${line} ${message}`),
    context.selection?.text ?? '',
    ...context.frameworks.map(({ name, version }) => `${name} ${version ?? ''}`),
    ...context.languages.map(({ name }) => name),
    ...(context.git?.commits ?? []).flatMap(({ hash, message, timestamp }) => [
      hash,
      hash.slice(0, 7),
      message,
      timestamp,
    ]),
    context.git?.summary ?? '',
    context.summary,
  ];
}

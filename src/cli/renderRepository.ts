import type { RepositoryContext } from '../core/context/context.ts';
import { type Paint, shownShort } from './terminal.ts';

const mostShown = 12;

/** What is seen of a repository, for people. */
export function renderRepository(context: RepositoryContext, paint: Paint): string {
  const lines: string[] = [shownShort(context.summary, 400)];
  const list = (title: string, items: readonly string[]): void => {
    if (items.length === 0) return;
    lines.push('', paint('bold', title));
    for (const item of items.slice(0, mostShown)) lines.push(`  ${shownShort(item, 160)}`);
    if (items.length > mostShown) lines.push(paint('dim', `  and ${items.length - mostShown} more`));
  };
  const { git } = context;
  list(
    'Relevant files',
    context.relevantFiles.map(({ path, why }) => `${path}: ${why}`),
  );
  list(
    'Languages',
    context.languages.map(({ name, files, share }) => `${name}: ${files} files, ${Math.round(share * 100)}%`),
  );
  list(
    'Frameworks',
    context.frameworks.map(
      ({ name, version, evidence }) => `${name}${version === null ? '' : ` ${version}`} (${evidence})`,
    ),
  );
  list(
    'Commands',
    Object.entries(context.commands).map(([purpose, command]) => `${purpose}: ${command}`),
  );
  list('Conventions', context.conventions);
  list(
    'Rules for agents',
    context.rules.map(({ path }) => path),
  );
  list(
    'Key files',
    context.keyFiles.map(({ path, type }) => `${path} (${type})`),
  );
  if (git !== null) {
    list('Git', [git.summary]);
    list(
      'Last commits',
      git.commits.map(({ hash, message }) => `${hash.slice(0, 7)} ${message}`),
    );
    list('Uncommitted', git.uncommitted);
  }
  const { totalFiles, truncated } = context.fileTree;
  lines.push(
    '',
    paint(
      'dim',
      `${totalFiles}${truncated ? ' or more' : ''} files, about ${context.tokens} tokens, ${context.elapsedMs} ms`,
    ),
  );
  return `${lines.join('\n')}\n`;
}

import type { RepositoryContext } from './context.ts';

/** One paragraph that tells a newcomer, human or model, what the repository is. Only what was seen. */
export function summarize(context: Omit<RepositoryContext, 'summary' | 'tokens' | 'elapsedMs'>): string {
  const { totalFiles, truncated } = context.fileTree;
  const languages = context.languages.filter((one, rank) => rank === 0 || one.share >= 0.05).slice(0, 3);
  if (totalFiles === 0) return 'An empty folder: no files are seen.';
  const files = `${truncated ? 'at least ' : ''}${totalFiles} ${totalFiles === 1 ? 'file' : 'files'}`;
  const sentences = [
    languages.length === 0
      ? `A folder of ${files}, none of them in a programming language.`
      : `A project of ${files}, written in ${list(languages.map((one) => `${one.name} (${Math.round(one.share * 100)}%)`))}.`,
  ];
  if (context.frameworks.length > 0) {
    const named = context.frameworks
      .slice(0, 5)
      .map((one) => (one.version === null ? one.name : `${one.name} ${one.version}`));
    sentences.push(`It uses ${list(named)}.`);
  }
  if (context.packageManagers.length > 0) {
    sentences.push(`Packages come through ${list(context.packageManagers.slice(0, 4))}.`);
  }
  const { test, lint } = context.commands;
  if (test !== undefined || lint !== undefined) {
    const parts = [
      test === undefined ? '' : `tests run with \`${test}\``,
      lint === undefined ? '' : `lint with \`${lint}\``,
    ];
    const text = list(parts.filter(Boolean));
    sentences.push(`${text[0]?.toUpperCase() ?? ''}${text.slice(1)}.`);
  }
  const top = context.fileTree.directories.filter((path) => !path.includes('/') && !path.startsWith('.'));
  if (top.length > 0) {
    sentences.push(
      `Its ${top.length === 1 ? 'main folder is' : 'main folders are'} ${list(top.slice(0, 8))}.`,
    );
  }
  return sentences.join(' ');
}

function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

import type { RepositoryContext } from './context.ts';
import { filterByGlobs } from './filterByGlobs.ts';
import { neverRead } from './neverRead.ts';

/** Something that a compiler or linter reports in a file, as the editor shows it. */
export interface ReportedProblem {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  /** Counts from 1. */
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Who reports it, such as `ts`; '' when unknown. */
  readonly source: string;
}

/** Text that is selected in a file while a prompt from elsewhere is enhanced. */
export interface SelectedText {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  /** Of its first line, from 1. */
  readonly line: number;
  readonly text: string;
}

/** What an editor knows of a folder beyond its files. */
export interface EditorState {
  readonly problems: readonly ReportedProblem[];
  readonly selection: SelectedText | null;
}

/** More of one file, or in all, tells a model nothing more. */
const mostOfFile = 5;
const mostProblems = 20;
/** UTF-16 code units. */
const longestMessage = 300;
const longestSelection = 4000;

/**
 * Adds what the editor reports to a context: problems only of the files that bear on the prompt, errors first, and the selection when its file may be
 * seen. `include` and `exclude` are the globs of the request.
 */
export async function withEditorState(
  context: RepositoryContext,
  { problems, selection }: EditorState,
  { exclude, include }: { readonly include: readonly string[]; readonly exclude: readonly string[] },
): Promise<RepositoryContext> {
  const seen = new Set(context.relevantFiles.map(({ path }) => path));
  const byFile = new Map<string, number>();
  const kept = problems
    .filter(({ path }) => seen.has(path))
    .toSorted((one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning'))
    .filter(({ path }) => {
      const count = (byFile.get(path) ?? 0) + 1;
      byFile.set(path, count);
      return count <= mostOfFile;
    })
    .slice(0, mostProblems)
    .map((problem) => ({ ...problem, message: problem.message.slice(0, longestMessage) }));
  const mayBeSeen =
    selection !== null &&
    selection.text.trim() !== '' &&
    neverRead(selection.path) === null &&
    (await filterByGlobs([{ path: selection.path, size: 0 }], include, exclude)).length > 0;
  return {
    ...context,
    ...(kept.length > 0 && { problems: kept }),
    ...(mayBeSeen && { selection: { ...selection, text: selection.text.slice(0, longestSelection) } }),
  };
}

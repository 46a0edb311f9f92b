import path from 'node:path';
import type { PromptDocument } from '../core/prompt/document.ts';
import type { WorkspaceNames } from '../core/score/names.ts';
import { scriptsIn, symbolsIn } from '../core/score/namesInText.ts';
import { workspaceNames } from '../core/score/workspaceNames.ts';
import type { ListedFile } from '../core/context/ports.ts';
import { repositoryFiles } from './repositoryFiles.ts';

/** Bounds of an index: enough for nearly every repository, and a second at most for the largest. */
const mostFiles = 50_000;
const mostRead = 3000;
const mostBytes = 24 * 1024 * 1024;
const largestFile = 256 * 1024;
const atOnce = 32;
const source =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|go|rs|java|kt|cs|php|rb|swift|scala|dart|ex|exs|c|h|cc|cpp|hpp|lua)$/i;
const scriptFile =
  /(?:^|\/)(?:package\.json|deno\.jsonc?|composer\.json|[Mm]akefile|GNUmakefile|justfile|Taskfile\.ya?ml|pyproject\.toml)$/;

/** Whether a prompt names anything that can be looked up; without that no index is needed. */
export function namesAnything({ references }: PromptDocument): boolean {
  return references.some(({ type }) => ['path', 'file', 'link', 'identifier'].includes(type));
}

/**
 * What a folder holds, for looking names up: its files, its scripts, and with `symbols` the functions, classes and constants of its sources (bounded
 * in files and bytes, small files first). Null when the folder cannot be read: then nothing is assumed. Throws the signal's reason when aborted.
 */
export async function indexWorkspace(
  root: string,
  { symbols }: { readonly symbols: boolean },
  signal: AbortSignal,
): Promise<WorkspaceNames | null> {
  let listed;
  try {
    listed = await repositoryFiles.list(root, { limit: mostFiles }, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error) return null; // not to be read: nothing is assumed about it
    throw error;
  }
  const scripts = new Set<string>();
  const known = new Set<string>();
  const readAll = async (
    files: readonly ListedFile[],
    use: (text: string, name: string) => void,
  ): Promise<void> => {
    for (let from = 0; from < files.length; from += atOnce) {
      signal.throwIfAborted();
      await Promise.all(
        files.slice(from, from + atOnce).map(async (file) => {
          const text = await repositoryFiles.read(root, file.path, largestFile, signal);
          if (text !== null) use(text, path.posix.basename(file.path));
        }),
      );
    }
  };
  const withScripts = listed.files.filter((file) => scriptFile.test(file.path)).slice(0, 100);
  await readAll(withScripts, (text, name) => {
    for (const script of scriptsIn(name, text)) scripts.add(script);
  });
  if (symbols) {
    const sources = listed.files
      .filter((file) => source.test(file.path) && file.size <= largestFile)
      .toSorted((a, b) => a.size - b.size)
      .slice(0, mostRead);
    let bytes = 0;
    const within = sources.filter(({ size }) => (bytes += size) <= mostBytes);
    await readAll(within, (text) => {
      for (const name of symbolsIn(text)) known.add(name);
    });
  }
  return workspaceNames({
    paths: listed.files.map((file) => file.path),
    scripts: [...scripts],
    symbols: [...known],
  });
}

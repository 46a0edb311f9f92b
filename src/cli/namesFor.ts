import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PromptDocument } from '../core/prompt/document.ts';
import type { WorkspaceNames } from '../core/score/names.ts';

/** What the repository around holds; null outside of one, or when the text names nothing that could be looked up. */
export async function namesFor(
  document: PromptDocument,
  folder: string,
  signal: AbortSignal,
): Promise<WorkspaceNames | null> {
  const { indexWorkspace, namesAnything } = await import('../node/workspaceIndex.ts');
  if (!namesAnything(document)) return null;
  const { repositoryRoot } = await import('../node/teamConfig.ts');
  const root = await repositoryRoot(folder);
  if (!existsSync(join(root, '.git'))) return null;
  const symbols = document.references.some(({ type }) => type === 'identifier');
  return indexWorkspace(root, { symbols }, signal);
}

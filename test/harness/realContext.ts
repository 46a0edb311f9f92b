import type { RepositoryContext } from '../../src/core/context/context.ts';
import { gatherContext } from '../../src/core/context/gatherContext.ts';
import type { PromptDocument } from '../../src/core/prompt/document.ts';
import { gitHistory } from '../../src/node/gitHistory.ts';
import { repositoryFiles } from '../../src/node/repositoryFiles.ts';
import { systemClock } from '../../src/node/systemClock.ts';

/** The context of a folder as the product gathers it, with git and the default depth and budget. */
export function contextOf(
  root: string,
): (prompt: PromptDocument, signal: AbortSignal) => Promise<RepositoryContext> {
  return (prompt, signal) =>
    gatherContext(
      { root, prompt, depth: 3, include: [], exclude: [], git: true, tokenBudget: 2000 },
      { files: repositoryFiles, git: gitHistory, clock: systemClock },
      signal,
    );
}

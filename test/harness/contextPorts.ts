import { gatherContext } from '../../src/core/context/gatherContext.ts';
import type { RepositoryContext } from '../../src/core/context/context.ts';
import type { ContextPorts, ContextRequest } from '../../src/core/context/ports.ts';
import { parsePrompt } from '../../src/core/prompt/parsePrompt.ts';
import { gitHistory } from '../../src/node/gitHistory.ts';
import { repositoryFiles } from '../../src/node/repositoryFiles.ts';
import { systemClock } from '../../src/node/systemClock.ts';

/** The real ports: this machine's disk, git and clock. */
export const realPorts: ContextPorts = { files: repositoryFiles, git: gitHistory, clock: systemClock };

/** The context of a folder on this machine, with what a test wants to be different. */
export async function contextOf(
  root: string,
  prompt: string | null = null,
  different: Partial<ContextRequest> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<RepositoryContext> {
  const request: ContextRequest = {
    root,
    prompt: prompt === null ? null : parsePrompt(prompt),
    depth: 3,
    include: [],
    exclude: [],
    git: false,
    tokenBudget: 4000,
    ...different,
  };
  return gatherContext(request, realPorts, signal);
}

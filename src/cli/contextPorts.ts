import type { ContextPorts } from '../core/context/ports.ts';
import { countTokens } from '../core/usage/tokens.ts';
import { gitHistory } from '../node/gitHistory.ts';
import { repositoryFiles } from '../node/repositoryFiles.ts';
import { systemClock } from '../node/systemClock.ts';

/** Levels of folders in the tree, and tokens of the pack: the defaults of the editor's settings. */
export const defaultDepth = 3;
export const defaultTokenBudget = 4000;

/** This machine's files, git and clock. */
export const contextPorts: ContextPorts = { files: repositoryFiles, git: gitHistory, clock: systemClock };

/** The same with an exact count of the pack's tokens, which costs loading a vocabulary. */
export const countingPorts: ContextPorts = {
  ...contextPorts,
  countTokens: async (text) => (await countTokens(text)).tokens,
};

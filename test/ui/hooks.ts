import { closeBrowser } from './workbench.ts';

/** Mocha's root hooks of the UI suite. */
export const mochaHooks: { afterAll: () => Promise<void> } = { afterAll: closeBrowser };

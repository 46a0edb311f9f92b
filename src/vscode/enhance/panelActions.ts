import type { Enhancement } from '../../core/enhance/enhancement.ts';
import type { ScoreExplanation } from '../../core/score/explanation.ts';
import { describeError, showError } from '../showError.ts';
import type { EnhanceDependencies } from './register.ts';

interface Entries {
  readonly answers: Readonly<Record<string, string>>;
  readonly withoutFiles: readonly string[];
}

/** What the details panel can ask for. A failure is shown to the user. `dependencies` is asked late: the panel is one of them. */
export function panelActions(dependencies: () => EnhanceDependencies): {
  regenerate(enhancementId: string, entries: Entries): Promise<void>;
  showWarning(enhancementId: string, index: number): Promise<void>;
  openFile(path: string): Promise<void>;
  explain(enhancement: Enhancement): Promise<ScoreExplanation | undefined>;
} {
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      showError(error, dependencies().log);
    }
  };
  return {
    regenerate: (enhancementId, entries) =>
      attempt(async () => {
        const { regenerateWith } = await import('./decide.ts');
        await regenerateWith(dependencies(), enhancementId, entries);
      }),
    showWarning: (enhancementId, index) =>
      attempt(async () => {
        const { showWarningInDiff } = await import('./detailsActions.ts');
        const session = await dependencies().sessions.get(enhancementId);
        if (session !== undefined) await showWarningInDiff(session, index);
      }),
    explain: async (enhancement) => {
      const { engine, sessions, log } = dependencies();
      try {
        const session = await sessions.get(enhancement.enhancementId);
        const { signal } = new AbortController();
        return await engine.explain(
          { text: enhancement.enhancedPrompt, kind: session?.kind ?? 'typed' },
          signal,
        );
      } catch (error) {
        log.warn(`explanation of a score: ${describeError(error)}`);
        return undefined;
      }
    },
    openFile: (path) =>
      attempt(async () => {
        const { openContextFile } = await import('./detailsActions.ts');
        await openContextFile(path);
      }),
  };
}

import type { PromptDocument } from '../../core/prompt/document.ts';
import type { WorkspaceNames } from '../../core/score/names.ts';
import { indexWorkspace, namesAnything } from '../workspaceIndex.ts';

/** An index of this age is built anew at the next question, while the old one still answers. Milliseconds. */
const freshMs = 30_000;
/** An enhancement waits this long for an index; without one nothing is assumed about names. */
const patienceMs = 3000;

interface Kept {
  names: WorkspaceNames | null;
  at: number;
  building: Promise<void> | null;
}

/** The names of the folders that prompts come from. Built in the background, never while somebody types. */
export class WorkspaceIndexes {
  readonly #kept = new Map<string, Kept>();

  /** What is known now; undefined while nothing is. Has the index built or renewed when it is needed. */
  ready(root: string | null | undefined, document: PromptDocument): WorkspaceNames | undefined {
    if (root === null || root === undefined || !namesAnything(document)) return undefined;
    return this.#of(root).names ?? undefined;
  }

  /** The same, waiting for the first index. */
  async soon(root: string, document: PromptDocument, signal: AbortSignal): Promise<WorkspaceNames | null> {
    if (!namesAnything(document)) return null;
    const kept = this.#of(root);
    if (kept.names === null && kept.building !== null) {
      const late = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
      await Promise.race([
        kept.building,
        new Promise<void>((resolve) => late.addEventListener('abort', () => resolve(), { once: true })),
      ]);
      signal.throwIfAborted();
    }
    return kept.names;
  }

  #of(root: string): Kept {
    const kept = this.#kept.get(root) ?? { names: null, at: Number.NEGATIVE_INFINITY, building: null };
    this.#kept.set(root, kept);
    if (kept.building === null && performance.now() - kept.at > freshMs)
      kept.building = this.#build(root, kept);
    return kept;
  }

  async #build(root: string, kept: Kept): Promise<void> {
    try {
      kept.names = await indexWorkspace(root, { symbols: true }, new AbortController().signal);
    } finally {
      kept.at = performance.now();
      kept.building = null;
    }
  }
}

import type { RepositoryContext } from '../context/context.ts';
import type { TeamWeights } from '../score/model/teamWeights.ts';
import type { WorkspaceNames } from '../score/names.ts';
import type { PromptDocument, PromptKind } from '../prompt/document.ts';
import type { EnhancementWarning, Style } from './enhancement.ts';
import type { Rewriter } from './rewriter.ts';

/** What to enhance and how. */
export interface EnhanceRequest {
  readonly text: string;
  readonly kind?: PromptKind;
  /** Path of the file that the text comes from, forward slashes. */
  readonly path?: string;
  readonly style: Style;
  readonly title?: string;
  readonly description?: string;
  readonly instructions?: string;
  /** What the rules of the score count for the team. */
  readonly weights?: TeamWeights;
}

/** What the guard is shown: all that a rewriter would get to see. */
export interface Material {
  readonly document: PromptDocument;
  readonly context: RepositoryContext | null;
  readonly instructions: string;
}

/** What the guard says. `redact` comes with the masked material to go on with. */
export type Inspection =
  | { readonly verdict: 'allow' | 'warn'; readonly warnings: readonly EnhancementWarning[] }
  | {
      readonly verdict: 'redact';
      readonly warnings: readonly EnhancementWarning[];
      readonly material: Material;
    }
  | { readonly verdict: 'block'; readonly message: string; readonly hint: string };

/** The ports of the pipeline. */
export interface EnhanceDependencies {
  readonly rewriter: Rewriter;
  /** Gathers what is known about the repository for this prompt; leave it out to work without one. A failure costs only the context. */
  readonly gatherContext?: (prompt: PromptDocument, signal: AbortSignal) => Promise<RepositoryContext | null>;
  /** What the workspace holds, so that both scores know which names exist; leave it out to assume nothing. A failure costs only that. */
  readonly names?: (prompt: PromptDocument, signal: AbortSignal) => Promise<WorkspaceNames | null>;
  /** The guard over everything that the rewriter is shown. */
  readonly inspect?: (material: Material, signal: AbortSignal) => Promise<Inspection>;
  /** Whether a path, relative to the root, exists; asked only for paths that the context does not list. */
  readonly pathExists?: (path: string) => Promise<boolean>;
  readonly countTokens: (text: string, model?: string) => Promise<{ readonly tokens: number }>;
  /** A new id for the record, a UUID. */
  readonly createId: () => string;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

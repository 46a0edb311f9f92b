import type { PromptKind } from '../prompt/document.ts';
import type { LintSettings } from './settings.ts';
import type { LintWorkspace } from './workspace.ts';

/** What is known of a file besides its text, and what is asked of it. */
export interface LintOptions {
  readonly kind?: PromptKind | undefined;
  /** Path from the workspace's root, forward slashes. */
  readonly path?: string | undefined;
  readonly settings?: LintSettings;
  readonly workspace?: LintWorkspace | null;
  /** Leaves out what VS Code reports itself. */
  readonly inEditor?: boolean;
  /** Tokens of a text; without it they are estimated from its length. */
  readonly countTokens?: (text: string) => number;
}

import type { CancellationToken } from 'vscode';
import type { RepositoryContext } from '../core/context/context.ts';
import type { Enhancement } from '../core/enhance/enhancement.ts';
import type { ScanResult } from '../core/guard/scanText.ts';
import type { LibraryEntry } from '../core/library/library.ts';
import type { RenderedTemplate } from '../core/library/template.ts';
import type { Score } from '../core/score/score.ts';

/**
 * What other extensions get from `vscode.extensions.getExtension('whetstone.whetstone').activate()`. The functions are those of the
 * commands and take the same plain objects; they throw WhetstoneErrors, and an AbortError when their token is cancelled.
 */
export interface WhetstoneApi {
  readonly apiVersion: 1;
  /** `whetstone.enhancePrompt`; undefined when the user left before there was a result. */
  readonly enhance: (argument?: object, token?: CancellationToken) => Promise<Enhancement | undefined>;
  /** `whetstone.scorePrompt`; undefined when there is nothing to score. */
  readonly score: (argument?: object) => Promise<Score | undefined>;
  /** `whetstone.scanPrompt`; undefined when there is nothing to look at. */
  readonly scan: (argument?: object) => Promise<ScanResult | undefined>;
  /** What is seen of the folder that holds `uri` (default: of the active editor, else the first one). */
  readonly context: (argument?: object, token?: CancellationToken) => Promise<RepositoryContext>;
  readonly templates: {
    readonly list: () => Promise<readonly LibraryEntry[]>;
    /** `whetstone.renderTemplate({id, variables})`. */
    readonly render: (argument: object) => Promise<RenderedTemplate>;
  };
}

import type { GuardPolicy } from '../../core/guard/policy.ts';
import type { Judgement } from '../../core/enhance/model/modelRewriter.ts';
import type { Complete } from '../../core/model/completion.ts';
import type { TimeoutSettings } from '../../core/model/timeoutSettings.ts';
import type { ConnectionDefinition, ConnectionKind } from '../../core/model/connectionDefinition.ts';
import type { NetworkSettings } from '../network/networkSettings.ts';

/** Who may be asked, and under what account: plain data, for each request anew. */
export interface EngineModels {
  /** `vscode-lm` is asked through the host, all others by the engine itself. */
  readonly connections: readonly ConnectionDefinition<ConnectionKind>[];
  /** Id of the provider that `auto` means; null = nobody, the built-in rewriter works. */
  readonly preferred: string | null;
  /** Ids in the order in which to try them after the preferred one. */
  readonly order: readonly string[];
  readonly allowCloudFromLocal: boolean;
  /** Ask another vendor when one has refused by its content policy. */
  readonly allowAfterRefusal: boolean;
  readonly timeouts: TimeoutSettings;
  readonly network: NetworkSettings;
  /** The user's data folder, absolute: database and instructions lie there. */
  readonly home: string;
  /** The folder that Whetstone is installed in, absolute. */
  readonly installation: string;
  /** The settings of cache, limits, budget, prices and audit as they were written, by name (accountingSettings.ts). */
  readonly accounting: Readonly<Record<string, unknown>>;
}

/** The way to the models, and where to tell what the checks found about their answers. */
export interface Reachable {
  readonly complete: Complete;
  readonly judged: (judgement: Judgement) => Promise<void>;
}

/** Builds the way to models, or gives the one that was built for the same connections before. */
export type ReachModels = (models: EngineModels, policy: GuardPolicy) => Promise<Reachable>;

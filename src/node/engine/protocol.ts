import type { ErrorCode } from '../../core/errors.ts';
import type {
  ClarifyInput,
  ContextInput,
  EngineProgress,
  EnhanceInput,
  RenderInput,
  ScanInput,
  ScoreInput,
  TemplatesInput,
} from './engine.ts';
import type { LintInput, LintPlaceInput } from './lintCalls.ts';

/** One use case with its input. */
export type EngineCall =
  | { readonly name: 'score'; readonly input: ScoreInput }
  | { readonly name: 'scan'; readonly input: ScanInput }
  | { readonly name: 'lint'; readonly input: LintInput }
  | { readonly name: 'lintFixed'; readonly input: LintInput & { readonly rule: string | null } }
  | { readonly name: 'lintFolder'; readonly input: LintPlaceInput & { readonly root: string } }
  | { readonly name: 'context'; readonly input: ContextInput }
  | { readonly name: 'templates'; readonly input: TemplatesInput }
  | { readonly name: 'renderTemplate'; readonly input: RenderInput }
  | { readonly name: 'compress'; readonly input: ScoreInput }
  | { readonly name: 'clarify'; readonly input: ClarifyInput }
  | { readonly name: 'enhance'; readonly input: EnhanceInput }
  | { readonly name: 'preview'; readonly input: EnhanceInput };

/** To the worker. Both ends are built from one source, so the messages are typed and need no validation. */
export type ToWorker =
  | { readonly type: 'call'; readonly id: number; readonly call: EngineCall }
  | { readonly type: 'abort'; readonly id: number };

/** From the worker. Every call is answered once by `result` or `failure`, an aborted one too. */
export type FromWorker =
  | { readonly type: 'progress'; readonly id: number; readonly progress: EngineProgress }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly failure: PlainFailure };

/** An error in a form that survives the way between threads (a class would lose its fields). */
export interface PlainFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly stack: string | undefined;
}

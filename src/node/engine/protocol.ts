import type { TemplateDraft } from '../../core/library/editing/templateDraft.ts';
import type { TemplateFolder } from '../templateFiles.ts';
import type { DraftPreviewInput } from './draftCalls.ts';
import type {
  AskAboutInput,
  ClarifyInput,
  ContextInput,
  EngineProgress,
  EnhanceInput,
  ReadTemplateInput,
  RenderInput,
  ScanInput,
  ScoreInput,
  TemplatesInput,
} from './engine.ts';
import type { ConvertInput, ExportInput, ImportInput } from './exchangeCalls.ts';
import type { LintInput, LintPlaceInput } from './lintCalls.ts';
import type { ConnectionInput, HostQuestion } from './host.ts';
import type { PlainFailure } from './plainFailure.ts';
import type { TemplatePreviewInput } from './templatePreview.ts';
import type { RunTemplateInput } from './templateRun.ts';

/** One use case with its input. */
export type EngineCall =
  | { readonly name: 'score'; readonly input: ScoreInput }
  | { readonly name: 'assess'; readonly input: AskAboutInput }
  | { readonly name: 'explain'; readonly input: ScoreInput }
  | { readonly name: 'scan'; readonly input: ScanInput }
  | { readonly name: 'lint'; readonly input: LintInput }
  | { readonly name: 'lintFixed'; readonly input: LintInput & { readonly rule: string | null } }
  | { readonly name: 'lintFolder'; readonly input: LintPlaceInput & { readonly root: string } }
  | { readonly name: 'context'; readonly input: ContextInput }
  | { readonly name: 'templates'; readonly input: TemplatesInput }
  | { readonly name: 'exportTemplates'; readonly input: ExportInput }
  | { readonly name: 'importTemplates'; readonly input: ImportInput }
  | { readonly name: 'convertToSkill'; readonly input: ConvertInput }
  | { readonly name: 'readTemplate'; readonly input: ReadTemplateInput }
  | { readonly name: 'renderTemplate'; readonly input: RenderInput }
  | { readonly name: 'previewTemplate'; readonly input: TemplatePreviewInput }
  | { readonly name: 'runTemplate'; readonly input: RunTemplateInput }
  | { readonly name: 'templateFolders'; readonly input: readonly TemplateFolder[] }
  | { readonly name: 'checkDraft'; readonly input: TemplateDraft }
  | { readonly name: 'previewDraft'; readonly input: DraftPreviewInput }
  | { readonly name: 'compress'; readonly input: AskAboutInput }
  | { readonly name: 'clarify'; readonly input: ClarifyInput }
  | { readonly name: 'enhance'; readonly input: EnhanceInput }
  | { readonly name: 'preview'; readonly input: EnhanceInput }
  | { readonly name: 'listModels'; readonly input: ConnectionInput }
  | { readonly name: 'health'; readonly input: ConnectionInput }
  | { readonly name: 'pullModel'; readonly input: ConnectionInput & { readonly model: string } };

/** To the worker. Both ends are built from one source, so the messages are typed and need no validation. */
export type ToWorker =
  | { readonly type: 'call'; readonly id: number; readonly call: EngineCall }
  | { readonly type: 'abort'; readonly id: number }
  /** The answer to a question, or why there is none; before it, the text of a completion so far (null = a token that is no text). */
  | { readonly type: 'told'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly failure: PlainFailure }
  | { readonly type: 'heard'; readonly id: number; readonly text: string | null };

/** From the worker. Every call is answered once by `result` or `failure`, an aborted one too. */
export type FromWorker =
  | { readonly type: 'progress'; readonly id: number; readonly progress: EngineProgress }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly failure: PlainFailure }
  /** A question to the thread that started the worker; `withdraw` when nobody waits for its answer any more. */
  | { readonly type: 'ask'; readonly id: number; readonly question: HostQuestion }
  | { readonly type: 'withdraw'; readonly id: number };

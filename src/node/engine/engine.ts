import type { SecondOpinion } from '../../core/assess/assessPrompt.ts';
import type { EditorState } from '../../core/context/editorState.ts';
import type { RepositoryContext } from '../../core/context/context.ts';
import type { ClarifyingQuestion } from '../../core/enhance/clarify/clarifyingQuestions.ts';
import type { Enhancement, Style } from '../../core/enhance/enhancement.ts';
import type { RequestPreview } from '../../core/enhance/requestPreview.ts';
import type { TextOrigin } from '../../core/guard/finding.ts';
import type { LocalEstimate } from '../../core/model/localModels.ts';
import type { GuardSettings } from '../../core/guard/policy.ts';
import type { ScanResult } from '../../core/guard/scanText.ts';
import type { TemplateExecution } from '../../core/library/execution.ts';
import type { ExportedTemplate } from '../../core/library/exchange/exportTemplate.ts';
import type { ConvertedSkill } from '../../core/library/exchange/promptToSkill.ts';
import type { FoundFile, FoundTemplate } from '../../core/library/foundTemplate.ts';
import type { TemplatePreview } from '../../core/library/previewTemplate.ts';
import type { RenderedTemplate, Template } from '../../core/library/template.ts';
import type { TemplateFinding } from '../../core/library/editing/checkDraft.ts';
import type { DraftPreview } from '../../core/library/editing/draftView.ts';
import type { TemplateDraft } from '../../core/library/editing/templateDraft.ts';
import type { PromptKind } from '../../core/prompt/document.ts';
import type { ScoreExplanation } from '../../core/score/explanation.ts';
import type { Score } from '../../core/score/score.ts';
import type { ConvertInput, ExportInput, FoundImport, ImportInput } from './exchangeCalls.ts';
import type { LintAnswer, LintedDocument, LintInput, LintPlaceInput } from './lintCalls.ts';
import type { DraftPreviewInput } from './draftCalls.ts';
import type { EngineModels } from './engineModels.ts';
import type { ConnectionCalls, DownloadProgress } from './host.ts';
import type { TemplateFolder } from '../templateFiles.ts';
import type { TemplatePreviewInput } from './templatePreview.ts';
import type { RunTemplateInput } from './templateRun.ts';

export interface ScoreInput {
  readonly text: string;
  readonly kind?: PromptKind;
  /** Path of the file, forward slashes; tells the kind when `kind` is absent. */
  readonly path?: string;
  /** Absolute path of the folder in which names may be looked up; null or absent = nothing is assumed about them. */
  readonly root?: string | null;
  /** Absolute path of the folder whose team's weights count; left out: `root`. */
  readonly team?: string | null;
}

/** What of a folder may be read. */
export interface ContextInput {
  /** Absolute path of the folder. */
  readonly root: string;
  /** Ranks files for this prompt; null = no ranking. */
  readonly prompt: string | null;
  /** Levels of folders in the tree; null when nobody chose: then the team's, else 3. */
  readonly depth: number | null;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly git: boolean;
  readonly tokenBudget: number;
}

export interface EnhanceInput extends ScoreInput {
  /** Null when nobody chose one: then the team's, else balanced. */
  readonly style: Style | null;
  readonly customInstructions: string;
  /** Mask what must not leave this machine and go on, instead of failing with `blocked-by-guard`. */
  readonly redact?: boolean;
  /** Who may be asked; null or left out = the built-in rewriter alone. */
  readonly models?: EngineModels | null;
  /** Id of the preferred provider, `offline` for the built-in rewriter; `auto` when left out. */
  readonly provider?: string;
  /** Model as its provider calls it, or `provider:model`; null or left out = chosen by how much the task asks. */
  readonly model?: string | null;
  /** False asks anew even when the same was asked before. */
  readonly cache?: boolean;
  /** Ask a model even when the prompt is excellent already. */
  readonly insist?: boolean;
  /** The user's own settings of the guard; nothing set = the defaults. */
  readonly guard?: GuardSettings;
  /** What the editor knows of the folder beyond its files; counts only with `context`. */
  readonly editor?: EditorState;
  /** Null when no folder may be read; `contextMissing` then says why. */
  readonly context: Omit<ContextInput, 'prompt'> | null;
  /** One sentence for the user, or null when nothing is missing. */
  readonly contextMissing: string | null;
}

/** A prompt that a model is to give its opinion on, or to say in fewer words. Nothing of any folder goes along. */
export type AskAboutInput = ScoreInput &
  Pick<EnhanceInput, 'redact' | 'models' | 'provider' | 'model' | 'cache' | 'guard'>;

/** A prompt to ask about; `context` null when no folder may be read. */
export interface ClarifyInput extends ScoreInput {
  readonly context: Omit<ContextInput, 'prompt'> | null;
}

/** A text for the guard: `typed` by the user, or `context`, text from elsewhere. */
export interface ScanInput {
  readonly text: string;
  readonly as: TextOrigin;
  /** The user's own settings; the folder's team may only strengthen them. */
  readonly guard: GuardSettings;
  /** Absolute path of the folder whose team's settings count; null = none may be read. */
  readonly root: string | null;
}

/** Folders with template files; a folder that does not exist is empty. */
export interface TemplatesInput {
  readonly folders: readonly TemplateFolder[];
  /** Where what was found out is kept for the next start of the same `version`; absent = nowhere. */
  readonly index?: { readonly path: string; readonly version: string };
}

/** What lies in template folders. */
export interface LibraryFound {
  /** The templates that count, by category and name, with nothing of what is recorded of them. */
  readonly templates: readonly FoundTemplate[];
  /** Every template file, also hidden ones and parts for others. */
  readonly files: readonly FoundFile[];
  /** The folders, the team's too, and under which place the versions of the files in each are kept. */
  readonly places: readonly { readonly place: string; readonly path: string }[];
}

/** One template, whole. */
export interface ReadTemplateInput extends TemplatesInput {
  readonly id: string;
}

/** A template as it lies on the disk, partials linked, with its tokens when its sample values are filled in (null = it has none). */
export interface WholeTemplate {
  readonly template: Template;
  readonly tokens: number | null;
}

export interface RenderInput extends TemplatesInput {
  readonly id: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a model of this machine is about to take. */
export interface LocalRun extends LocalEstimate {
  /** As its server calls it. */
  readonly model: string;
}

/** A step of the work, for the progress line. */
export type EngineProgress =
  | { readonly step: 'reading'; readonly files: number | null }
  | { readonly step: 'asking'; readonly model: string; readonly takes?: LocalRun }
  /** The rewritten prompt so far, not yet checked. */
  | { readonly step: 'writing'; readonly text: string }
  /** What was written so far did not pass the checks; another answer or the built-in rewriter's takes its place. */
  | { readonly step: 'rejected' }
  | { readonly step: 'linting'; readonly done: number; readonly total: number }
  /** Templates found so far, while more are read. */
  | { readonly step: 'templates'; readonly templates: readonly FoundTemplate[] }
  | ({ readonly step: 'downloading' } & DownloadProgress)
  | { readonly step: 'checking' };

/**
 * The core's use cases behind one asynchronous door. Implementations run them off the caller's thread: no call blocks the
 * caller, and a call ends at once (rejecting with the signal's reason) when its signal aborts. Failures are WhetstoneErrors.
 */
export interface Engine extends ConnectionCalls {
  score(input: ScoreInput, signal: AbortSignal): Promise<Score>;
  /** What a model thinks of the prompt; asked once for each text. Throws `provider-unavailable` when there is nobody to ask. */
  assess(input: AskAboutInput, signal: AbortSignal): Promise<SecondOpinion>;
  /** The score with what earned and what cost points. */
  explain(input: ScoreInput, signal: AbortSignal): Promise<ScoreExplanation>;
  scan(input: ScanInput, signal: AbortSignal): Promise<ScanResult>;
  /** What the linter finds in a text. */
  lint(input: LintInput, signal: AbortSignal): Promise<LintAnswer>;
  /** The text with every offered fix applied, or those of one rule. */
  lintFixed(input: LintInput & { readonly rule: string | null }, signal: AbortSignal): Promise<string>;
  /** What the linter finds in every prompt file of a folder on disk. */
  lintFolder(
    input: LintPlaceInput & { readonly root: string },
    onProgress: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ): Promise<readonly LintedDocument[]>;
  context(input: ContextInput, signal: AbortSignal): Promise<RepositoryContext>;
  templates(
    input: TemplatesInput,
    onProgress: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ): Promise<LibraryFound>;
  /** Throws `template-not-found` and `template-render`. */
  exportTemplates(input: ExportInput, signal: AbortSignal): Promise<readonly ExportedTemplate[]>;
  /** Throws `input-unreadable` and `input-too-large`. */
  importTemplates(input: ImportInput, signal: AbortSignal): Promise<readonly FoundImport[]>;
  convertToSkill(input: ConvertInput, signal: AbortSignal): Promise<ConvertedSkill>;
  /** Throws `template-not-found`. */
  readTemplate(input: ReadTemplateInput, signal: AbortSignal): Promise<WholeTemplate>;
  renderTemplate(input: RenderInput, signal: AbortSignal): Promise<RenderedTemplate>;
  /** A template filled in as far as its form is, with tokens and cost for a model. */
  previewTemplate(input: TemplatePreviewInput, signal: AbortSignal): Promise<TemplatePreview>;
  /** Runs a template and keeps the execution, whatever became of it (see templateRun.ts). `writing` tells the answer so far. */
  runTemplate(
    input: RunTemplateInput,
    onProgress: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ): Promise<TemplateExecution>;
  /** The folders with those that the teams' configurations add. */
  templateFolders(
    folders: readonly TemplateFolder[],
    signal: AbortSignal,
  ): Promise<readonly TemplateFolder[]>;
  /** What there is to say about a template that is being written. */
  checkDraft(draft: TemplateDraft, signal: AbortSignal): Promise<readonly TemplateFinding[]>;
  /** The same template filled in, with tokens and score; what is wrong with it is in `problems`. */
  previewDraft(input: DraftPreviewInput, signal: AbortSignal): Promise<DraftPreview>;
  /** The prompt in fewer tokens; see compress.ts for what the record says. */
  compress(input: AskAboutInput, signal: AbortSignal): Promise<Enhancement>;
  /** What to ask before the prompt is enhanced; empty when nothing is open. */
  clarify(
    input: ClarifyInput,
    onProgress: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ): Promise<readonly ClarifyingQuestion[]>;
  enhance(
    input: EnhanceInput,
    onProgress: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ): Promise<Enhancement>;
  /** Exactly what the enhancement would be given to work with, secrets masked; nothing is sent. */
  preview(input: EnhanceInput, signal: AbortSignal): Promise<RequestPreview>;
}

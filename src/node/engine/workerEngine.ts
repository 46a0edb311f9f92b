import { Worker } from 'node:worker_threads';
import { WhetstoneError } from '../../core/errors.ts';
import type { Health, ModelInfo } from '../../core/model/languageModel.ts';
import type { SecondOpinion } from '../../core/assess/assessPrompt.ts';
import type { RepositoryContext } from '../../core/context/context.ts';
import type { ClarifyingQuestion } from '../../core/enhance/clarify/clarifyingQuestions.ts';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import type { RequestPreview } from '../../core/enhance/requestPreview.ts';
import type { ExportedTemplate } from '../../core/library/exchange/exportTemplate.ts';
import type { ConvertedSkill } from '../../core/library/exchange/promptToSkill.ts';
import type { ConvertInput, ExportInput, FoundImport, ImportInput } from './exchangeCalls.ts';
import type { ScanResult } from '../../core/guard/scanText.ts';
import type { TemplateExecution } from '../../core/library/execution.ts';
import type { TemplatePreview } from '../../core/library/previewTemplate.ts';
import type { RenderedTemplate } from '../../core/library/template.ts';
import type { TemplateFinding } from '../../core/library/editing/checkDraft.ts';
import type { DraftPreview } from '../../core/library/editing/draftView.ts';
import type { TemplateDraft } from '../../core/library/editing/templateDraft.ts';
import type { TemplateFolder } from '../templateFiles.ts';
import type { DraftPreviewInput } from './draftCalls.ts';
import type { ScoreExplanation } from '../../core/score/explanation.ts';
import type { Score } from '../../core/score/score.ts';
import type {
  AskAboutInput,
  ClarifyInput,
  ContextInput,
  Engine,
  EngineProgress,
  EnhanceInput,
  LibraryFound,
  ReadTemplateInput,
  RenderInput,
  ScanInput,
  ScoreInput,
  TemplatesInput,
  WholeTemplate,
} from './engine.ts';
import type { LintAnswer, LintedDocument, LintInput, LintPlaceInput } from './lintCalls.ts';
import type { ConnectionInput, DownloadProgress, EngineHost } from './host.ts';
import { HostAnswers } from './hostAnswers.ts';
import { failureFrom } from './plainFailure.ts';
import type { EngineCall, FromWorker, ToWorker } from './protocol.ts';
import type { TemplatePreviewInput } from './templatePreview.ts';
import type { RunTemplateInput } from './templateRun.ts';

interface Pending {
  readonly call: EngineCall;
  readonly onProgress: (progress: EngineProgress) => void;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** How long a worker may stay busy with an aborted call until it is replaced, so that it holds up nobody else. Milliseconds. */
export interface Grace {
  readonly usual: number;
  /** While a model is asked in the same worker: it would have to be asked, and paid for, once more. */
  readonly whileAsking: number;
}

const defaultGrace: Grace = { usual: 2000, whileAsking: 20_000 };

/**
 * Runs the core in a worker thread, so that neither a long prompt nor a slow disk ever stalls the thread that calls.
 * The worker starts with the first call and is unreferenced: it keeps no process alive.
 */
export class WorkerEngine implements Engine {
  readonly #script: string;
  readonly #onDone: (call: EngineCall['name']) => void;
  readonly #pending = new Map<number, Pending>();
  readonly #aborted = new Map<number, NodeJS.Timeout>();
  readonly #host: EngineHost | null;
  readonly #grace: Grace;
  #worker: Worker | null = null;
  #answers: HostAnswers | null = null;
  #nextId = 1;

  /** `script`: absolute path of the bundled worker. `host` gives it keys and the models of the editor. `onDone`: told of every call that was answered. */
  constructor(
    script: string,
    host: EngineHost | null = null,
    onDone: (call: EngineCall['name']) => void = () => {},
    grace: Grace = defaultGrace,
  ) {
    this.#grace = grace;
    this.#script = script;
    this.#host = host;
    this.#onDone = onDone;
  }

  async score(input: ScoreInput, signal: AbortSignal): Promise<Score> {
    return (await this.#run({ name: 'score', input }, () => {}, signal)) as Score;
  }

  async assess(input: AskAboutInput, signal: AbortSignal): Promise<SecondOpinion> {
    return (await this.#run({ name: 'assess', input }, () => {}, signal)) as SecondOpinion;
  }

  async explain(input: ScoreInput, signal: AbortSignal): Promise<ScoreExplanation> {
    return (await this.#run({ name: 'explain', input }, () => {}, signal)) as ScoreExplanation;
  }

  async scan(input: ScanInput, signal: AbortSignal): Promise<ScanResult> {
    return (await this.#run({ name: 'scan', input }, () => {}, signal)) as ScanResult;
  }

  async lint(input: LintInput, signal: AbortSignal): Promise<LintAnswer> {
    return (await this.#run({ name: 'lint', input }, () => {}, signal)) as LintAnswer;
  }

  async lintFixed(input: LintInput & { readonly rule: string | null }, signal: AbortSignal): Promise<string> {
    return (await this.#run({ name: 'lintFixed', input }, () => {}, signal)) as string;
  }

  async lintFolder(
    input: LintPlaceInput & { readonly root: string },
    onProgress: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ): Promise<readonly LintedDocument[]> {
    return (await this.#run({ name: 'lintFolder', input }, onProgress, signal)) as LintedDocument[];
  }

  async context(input: ContextInput, signal: AbortSignal): Promise<RepositoryContext> {
    return (await this.#run({ name: 'context', input }, () => {}, signal)) as RepositoryContext;
  }

  async templates(
    input: TemplatesInput,
    onProgress: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ): Promise<LibraryFound> {
    return (await this.#run({ name: 'templates', input }, onProgress, signal)) as LibraryFound;
  }

  async exportTemplates(input: ExportInput, signal: AbortSignal): Promise<readonly ExportedTemplate[]> {
    return (await this.#run({ name: 'exportTemplates', input }, () => {}, signal)) as ExportedTemplate[];
  }

  async importTemplates(input: ImportInput, signal: AbortSignal): Promise<readonly FoundImport[]> {
    return (await this.#run({ name: 'importTemplates', input }, () => {}, signal)) as FoundImport[];
  }

  async convertToSkill(input: ConvertInput, signal: AbortSignal): Promise<ConvertedSkill> {
    return (await this.#run({ name: 'convertToSkill', input }, () => {}, signal)) as ConvertedSkill;
  }

  async readTemplate(input: ReadTemplateInput, signal: AbortSignal): Promise<WholeTemplate> {
    return (await this.#run({ name: 'readTemplate', input }, () => {}, signal)) as WholeTemplate;
  }

  async renderTemplate(input: RenderInput, signal: AbortSignal): Promise<RenderedTemplate> {
    return (await this.#run({ name: 'renderTemplate', input }, () => {}, signal)) as RenderedTemplate;
  }

  async previewTemplate(input: TemplatePreviewInput, signal: AbortSignal): Promise<TemplatePreview> {
    return (await this.#run({ name: 'previewTemplate', input }, () => {}, signal)) as TemplatePreview;
  }

  async runTemplate(
    input: RunTemplateInput,
    onProgress: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ): Promise<TemplateExecution> {
    return (await this.#run({ name: 'runTemplate', input }, onProgress, signal)) as TemplateExecution;
  }

  async templateFolders(
    input: readonly TemplateFolder[],
    signal: AbortSignal,
  ): Promise<readonly TemplateFolder[]> {
    return (await this.#run({ name: 'templateFolders', input }, () => {}, signal)) as TemplateFolder[];
  }

  async checkDraft(input: TemplateDraft, signal: AbortSignal): Promise<readonly TemplateFinding[]> {
    return (await this.#run({ name: 'checkDraft', input }, () => {}, signal)) as TemplateFinding[];
  }

  async previewDraft(input: DraftPreviewInput, signal: AbortSignal): Promise<DraftPreview> {
    return (await this.#run({ name: 'previewDraft', input }, () => {}, signal)) as DraftPreview;
  }

  async compress(input: AskAboutInput, signal: AbortSignal): Promise<Enhancement> {
    return (await this.#run({ name: 'compress', input }, () => {}, signal)) as Enhancement;
  }

  async clarify(
    input: ClarifyInput,
    onProgress: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ): Promise<readonly ClarifyingQuestion[]> {
    return (await this.#run({ name: 'clarify', input }, onProgress, signal)) as ClarifyingQuestion[];
  }

  async enhance(
    input: EnhanceInput,
    onProgress: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ): Promise<Enhancement> {
    return (await this.#run({ name: 'enhance', input }, onProgress, signal)) as Enhancement;
  }

  async preview(input: EnhanceInput, signal: AbortSignal): Promise<RequestPreview> {
    return (await this.#run({ name: 'preview', input }, () => {}, signal)) as RequestPreview;
  }

  async listModels(input: ConnectionInput, signal: AbortSignal): Promise<readonly ModelInfo[]> {
    return (await this.#run({ name: 'listModels', input }, () => {}, signal)) as ModelInfo[];
  }

  async health(input: ConnectionInput, signal: AbortSignal): Promise<Health> {
    return (await this.#run({ name: 'health', input }, () => {}, signal)) as Health;
  }

  async pullModel(
    input: ConnectionInput & { readonly model: string },
    onProgress: (progress: DownloadProgress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const onStep = (progress: EngineProgress): void => {
      if (progress.step === 'downloading') onProgress(progress);
    };
    await this.#run({ name: 'pullModel', input }, onStep, signal);
  }

  /** Ends the worker; calls under way are rejected. */
  dispose(): void {
    this.#stop(new WhetstoneError('internal', 'Whetstone was shut down.', 'Reload the window to start it.'));
  }

  #run(
    call: EngineCall,
    onProgress: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ): Promise<unknown> {
    signal.throwIfAborted();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#abort(id);
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const settle =
        <T>(end: (value: T) => void) =>
        (value: T): void => {
          signal.removeEventListener('abort', onAbort);
          end(value);
        };
      this.#pending.set(id, { call, onProgress, resolve: settle(resolve), reject: settle(reject) });
      this.#post({ type: 'call', id, call });
    });
  }

  #post(message: ToWorker): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(this.#script);
    const answers = new HostAnswers(this.#host, (message) => worker.postMessage(message));
    this.#answers = answers;
    worker.unref();
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'ask') void answers.answer(message.id, message.question);
      else if (message.type === 'withdraw') answers.withdraw(message.id);
      else this.#receive(message);
    });
    worker.on('error', (cause) => this.#lose(worker, cause));
    worker.on('exit', () => this.#lose(worker, undefined));
    return worker;
  }

  #receive(message: Exclude<FromWorker, { type: 'ask' | 'withdraw' }>): void {
    const grace = this.#aborted.get(message.id);
    const pending = this.#pending.get(message.id);
    if (message.type === 'progress') {
      pending?.onProgress(message.progress);
      return;
    }
    clearTimeout(grace);
    this.#aborted.delete(message.id);
    this.#pending.delete(message.id);
    if (message.type === 'result') {
      pending?.resolve(message.result);
      if (pending !== undefined) this.#onDone(pending.call.name);
      return;
    }
    pending?.reject(failureFrom(message.failure));
  }

  #abort(id: number): void {
    this.#pending.delete(id);
    this.#post({ type: 'abort', id });
    const wait = (milliseconds: number, then: () => void): void =>
      void this.#aborted.set(id, setTimeout(then, milliseconds).unref());
    const { usual, whileAsking } = this.#grace;
    wait(usual, () => {
      if ([...this.#pending.values()].some(({ call }) => asksModel(call)))
        wait(whileAsking - usual, () => this.#replace());
      else this.#replace();
    });
  }

  /** Starts afresh and asks again what nobody has cancelled. */
  #replace(): void {
    const waiting = [...this.#pending];
    const stuck = this.#worker;
    this.#worker = null;
    this.#answers?.end();
    this.#forgetAborted();
    void stuck?.terminate();
    for (const [id, { call }] of waiting) this.#post({ type: 'call', id, call });
  }

  #lose(worker: Worker, cause: unknown): void {
    if (worker !== this.#worker) return;
    this.#stop(
      new WhetstoneError(
        'internal',
        'The part of Whetstone that reads prompts stopped unexpectedly.',
        'Try again; if it happens once more, run "Whetstone: Open Log" and report what it says.',
        { cause },
      ),
    );
  }

  #stop(error: WhetstoneError): void {
    const worker = this.#worker;
    this.#worker = null;
    this.#answers?.end();
    this.#forgetAborted();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    void worker?.terminate();
    for (const { reject } of pending) reject(error);
  }

  #forgetAborted(): void {
    for (const timer of this.#aborted.values()) clearTimeout(timer);
    this.#aborted.clear();
  }
}

/** Whether a call may have sent something to a model that costs something. */
function asksModel({ input, name }: EngineCall): boolean {
  return name !== 'preview' && 'models' in input && input.models !== null && input.models !== undefined;
}

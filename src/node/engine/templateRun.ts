import { randomUUID } from 'node:crypto';
import { WhetstoneError } from '../../core/errors.ts';
import type { GuardPolicy, GuardSettings } from '../../core/guard/policy.ts';
import type { TemplateExecution } from '../../core/library/execution.ts';
import { concreteVersion, type VersionedTemplate } from '../concreteVersion.ts';
import type { TemplateFolder } from '../templateFiles.ts';
import type { EngineProgress } from './engine.ts';
import type { EngineModels } from './engineModels.ts';
import { LatestText } from './latestText.ts';
import type { EngineTools } from './operations.ts';

/** Which template to run, with what, and whom to ask. */
export interface RunTemplateInput {
  readonly folders: readonly TemplateFolder[];
  readonly id: string;
  /** Number or label of a version; null or left out = the file as it stands. */
  readonly version?: number | string | null;
  /** Values by variable. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Who may be asked; null = nobody is set up. */
  readonly models: EngineModels | null;
  /** Id of the provider to ask; `auto` or left out = the template's own, else the preferred one. */
  readonly provider?: string;
  /** Model as its provider calls it, or `provider:model`; null or left out = the template's own, else one for the task. */
  readonly model?: string | null;
  /** What counts when neither the user nor the template names a model; left out = the preferred provider. */
  readonly usual?: { readonly provider: string; readonly model: string | null };
  /** False asks anew even when the same was asked before. */
  readonly cache?: boolean;
  /** Mask what must not leave this machine and go on. */
  readonly redact?: boolean;
  readonly guard?: GuardSettings;
  /** Absolute path of the workspace's folder; null = none. */
  readonly root: string | null;
}

/** Milliseconds between two texts of an answer that is being written: nobody reads faster. */
const betweenTexts = 40;

/** The template's file, and where its versions are kept. */
export type FoundForRun = Pick<VersionedTemplate, 'read' | 'placeOf'>;

/**
 * Runs a template and keeps the execution, also a failed or cancelled one. Throws `template-not-found`, `template-schema`, `template-render`,
 * `input-too-large`, `usage` for a version that does not exist and `provider-unavailable` where no model is set up: then nothing was begun.
 */
export async function runInEngine(
  input: RunTemplateInput,
  found: FoundForRun,
  policy: GuardPolicy,
  onProgress: (progress: EngineProgress) => void,
  tools: EngineTools,
  signal: AbortSignal,
): Promise<TemplateExecution> {
  const { models } = input;
  if (models === null || models.preferred === null) throw noModel();
  const [{ runTemplate }, { modelForRun }, store] = await Promise.all([
    import('../../core/library/runTemplate.ts'),
    import('../../core/library/modelOfTemplate.ts'),
    tools.store(models.home),
  ]);
  const { key, notes, template, version } = await concreteVersion(
    { ...found, versions: store.templates, folder: input.root ?? models.home },
    input.version ?? null,
    signal,
  );
  const wish = modelForRun(
    template,
    { provider: input.provider ?? 'auto', model: input.model ?? null },
    input.usual ?? { provider: models.preferred, model: null },
    models.connections.map(({ id }) => id),
  );
  const provider = wish.provider === 'auto' ? models.preferred : wish.provider;
  if (provider === 'offline') throw noModel();
  const { complete, judged } = await (await tools.models())(models, policy);
  onProgress({
    step: 'asking',
    model: models.connections.find(({ id }) => id === provider)?.name ?? provider,
  });
  const written = new LatestText((text) => onProgress({ step: 'writing', text }), betweenTexts);
  const run = runTemplate(
    {
      template,
      place: key.place,
      version,
      values: input.variables,
      provider,
      model: wish.model,
      cache: input.cache !== false,
      redact: input.redact === true,
      workspace: input.root,
      policy,
      notes: [...notes, ...(wish.note === null ? [] : [wish.note])],
    },
    {
      complete,
      createId: randomUUID,
      clock: () => Date.now(),
      now: () => performance.now(),
      keep: (execution) => store.executions.add(execution),
      onJudged: judged,
      // Each message copies the whole text: one for every token of a long answer would keep both threads busy.
      onText: (text) => written.push(text),
    },
    signal,
  );
  return run.finally(() => written.end());
}

function noModel(): WhetstoneError {
  return new WhetstoneError(
    'provider-unavailable',
    'A template can only be run by a model, and none is chosen.',
    'Connect a provider, or fill the template in and copy the text.',
  );
}

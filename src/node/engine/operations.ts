import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { EditorState } from '../../core/context/editorState.ts';
import type { RepositoryContext } from '../../core/context/context.ts';
import type { ContextPorts } from '../../core/context/ports.ts';
import { emptyConfig, type ReadConfig, type TeamConfig } from '../../core/config.ts';
import type { ClarifyingQuestion } from '../../core/enhance/clarify/clarifyingQuestions.ts';
import type { NamedPlace } from '../../core/enhance/clarify/namedPlaces.ts';
import type { EnhanceDependencies } from '../../core/enhance/dependencies.ts';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import type { RequestPreview } from '../../core/enhance/requestPreview.ts';
import type { GuardedEnhancement } from '../../core/guard/guardEnhancement.ts';
import type { GuardPolicy, GuardSettings } from '../../core/guard/policy.ts';
import { settledPart } from '../../core/guard/settledPart.ts';
import { parsePrompt } from '../../core/prompt/parsePrompt.ts';
import type { PromptDocument } from '../../core/prompt/document.ts';
import { type TeamWeights, unknownWeights } from '../../core/score/model/teamWeights.ts';
import type { ScoreExplanation } from '../../core/score/explanation.ts';
import type { Score } from '../../core/score/score.ts';
import type {
  AskAboutInput,
  ClarifyInput,
  ContextInput,
  EngineProgress,
  EnhanceInput,
  ScoreInput,
} from './engine.ts';
import type { ReachModels } from './engineModels.ts';
import type { Store } from '../store/openStore.ts';
import type { ConnectionCalls } from './host.ts';
import type { EngineCall } from './protocol.ts';
import { WorkspaceIndexes } from './workspaceIndexes.ts';

/** What the engine cannot build by itself, since it knows no providers. Each loads on first use. */
export interface EngineTools {
  connections(): Promise<ConnectionCalls>;
  models(): Promise<ReachModels>;
  /** The database in this data folder; an absolute path. */
  store(home: string): Promise<Store>;
}

/** Performs one use case of the core. What a call needs loads with the first call that needs it. */
export async function perform(
  call: EngineCall,
  onProgress: (progress: EngineProgress) => void,
  tools: EngineTools,
  signal: AbortSignal,
): Promise<unknown> {
  signal.throwIfAborted();
  switch (call.name) {
    case 'score':
      return score(call.input);
    case 'assess': {
      const { assess } = await import('./assess.ts');
      const policy = await policyFor(call.input);
      return assess(call.input, policy, () => tools.models(), signal);
    }
    case 'explain':
      return explain(call.input);
    case 'scan': {
      const { scanText } = await import('../../core/guard/scanText.ts');
      const { text, as, guard, root } = call.input;
      const { config } = await teamConfigOf(root === null ? null : { root });
      return scanText(text, { as, policy: await policyOf(guard, config) });
    }
    case 'lint':
      return (await import('./lintCalls.ts')).lint(call.input, signal);
    case 'lintFixed':
      return (await import('./lintCalls.ts')).lintFixed(call.input, signal);
    case 'lintFolder':
      return (await import('./lintCalls.ts')).lintFolder(call.input, onProgress, signal);
    case 'context': {
      const { prompt, ...folder } = call.input;
      const { config } = await teamConfigOf(folder);
      const document = prompt === null ? null : parsePrompt(prompt);
      return context(withTeamContext(folder, config), document, onProgress, signal);
    }
    case 'compress':
      return (await import('./compress.ts')).compress(
        call.input,
        {
          weights: () => weightsOf(call.input),
          policy: () => policyFor(call.input),
          models: () => tools.models(),
        },
        signal,
      );
    case 'clarify':
      return clarify(call.input, onProgress, signal);
    case 'enhance':
      return enhancement(call.input, onProgress, tools, signal);
    case 'preview':
      return preview(call.input, onProgress, signal);
    case 'templates':
      return (await import('./libraryCalls.ts')).templates(call.input, onProgress, signal);
    case 'renderTemplate':
      return (await import('./libraryCalls.ts')).renderTemplate(call.input, signal);
    case 'exportTemplates':
      return (await import('./libraryCalls.ts')).exportTemplates(call.input, signal);
    case 'importTemplates':
      return (await import('./exchangeCalls.ts')).importTemplates(call.input, signal);
    case 'convertToSkill':
      return (await import('./exchangeCalls.ts')).convertToSkill(call.input);
    case 'readTemplate':
      return (await import('./libraryCalls.ts')).readTemplate(call.input, signal);
    case 'previewTemplate':
      return (await import('./libraryCalls.ts')).previewTemplate(call.input, signal);
    case 'runTemplate': {
      const { root } = call.input;
      const { config } = await teamConfigOf(root === null ? null : { root });
      const policy = await policyOf(call.input.guard ?? {}, config);
      return (await import('./libraryCalls.ts')).runTemplate(call.input, policy, onProgress, tools, signal);
    }
    case 'templateFolders':
      return (await import('./libraryCalls.ts')).withTeamFolders(call.input);
    case 'checkDraft':
      return (await import('./draftCalls.ts')).check(call.input);
    case 'previewDraft':
      return (await import('./draftCalls.ts')).preview(call.input);
    case 'listModels':
      return (await tools.connections()).listModels(call.input, signal);
    case 'health':
      return (await tools.connections()).health(call.input, signal);
    case 'pullModel':
      return (await tools.connections()).pullModel(
        call.input,
        (progress) => onProgress({ step: 'downloading', ...progress }),
        signal,
      );
  }
}

/** What is known of the folders that prompts come from, for as long as the thread lives. */
const indexes = new WorkspaceIndexes();

async function score(input: ScoreInput): Promise<Score> {
  const { scorePrompt } = await import('../../core/score/scorePrompt.ts');
  const document = parsePrompt(input.text, parseOptions(input));
  return scorePrompt(document, indexes.ready(input.root, document), await weightsOf(input));
}

async function explain(input: ScoreInput): Promise<ScoreExplanation> {
  const { explainScore } = await import('../../core/score/explainScore.ts');
  const document = parsePrompt(input.text, parseOptions(input));
  return explainScore(document, indexes.ready(input.root, document), await weightsOf(input));
}

/** What the team of the folder makes of the rules. A configuration that cannot be read costs only that: a score is no place to complain. */
async function weightsOf({ root, team = root }: ScoreInput): Promise<TeamWeights> {
  if (team === undefined || team === null) return {};
  return teamConfigOf({ root: team }).then(
    ({ config }) => config.weights,
    () => ({}),
  );
}

async function clarify(
  { context: folder, ...input }: ClarifyInput,
  onProgress: (progress: EngineProgress) => void,
  signal: AbortSignal,
): Promise<readonly ClarifyingQuestion[]> {
  const { clarifyingQuestions } = await import('../../core/enhance/clarify/clarifyingQuestions.ts');
  const document = parsePrompt(input.text, parseOptions(input));
  const { config } = await teamConfigOf(folder);
  const known =
    folder === null ? null : await context(withTeamContext(folder, config), document, onProgress, signal);
  const named = folder === null || known === null ? [] : await namedIn(folder.root, known, document, signal);
  return clarifyingQuestions(document, await score({ ...input, team: folder?.root ?? null }), known, named);
}

/** Files that are read for names to pick from; those further down are seldom what is meant. */
const readForNames = 6;

/** Names in the files that bear on a prompt. */
async function namedIn(
  root: string,
  { relevantFiles }: RepositoryContext,
  document: PromptDocument,
  signal: AbortSignal,
): Promise<readonly NamedPlace[]> {
  const [{ namedPlaces }, { promptTerms }, { repositoryFiles }] = await Promise.all([
    import('../../core/enhance/clarify/namedPlaces.ts'),
    import('../../core/context/relevance/promptTerms.ts'),
    import('../repositoryFiles.ts'),
  ]);
  const terms = promptTerms(document);
  const read = relevantFiles.slice(0, readForNames).map(async ({ path }) => {
    const text = await repositoryFiles.read(root, path, 100_000, signal);
    return text === null ? [] : namedPlaces(path, text, terms);
  });
  return (await Promise.all(read)).flat();
}

/** Levels of folders in the tree when neither user nor team chose. */
const defaultDepth = 3;

/** A folder whose depth is settled. */
type ReadableFolder = Omit<ContextInput, 'prompt'> & { readonly depth: number };

async function context(
  folder: ReadableFolder,
  prompt: PromptDocument | null,
  onProgress: (progress: EngineProgress) => void,
  signal: AbortSignal,
): Promise<RepositoryContext> {
  const { gatherContext } = await import('../../core/context/gatherContext.ts');
  return gatherContext({ ...folder, prompt }, await contextPorts(onProgress), signal);
}

/** The context with what the editor reports about its files. */
async function contextWithEditor(
  folder: ReadableFolder,
  editor: EditorState | undefined,
  prompt: PromptDocument,
  onProgress: (progress: EngineProgress) => void,
  signal: AbortSignal,
): Promise<RepositoryContext> {
  const gathered = await context(folder, prompt, onProgress, signal);
  if (editor === undefined) return gathered;
  const { withEditorState } = await import('../../core/context/editorState.ts');
  return withEditorState(gathered, editor, folder);
}

async function enhancement(
  input: EnhanceInput,
  onProgress: (progress: EngineProgress) => void,
  tools: EngineTools,
  signal: AbortSignal,
): Promise<Enhancement> {
  const [{ enhance }, guarded] = await Promise.all([
    import('../../core/enhance/enhance.ts'),
    underGuard(input, input.redact === true, onProgress),
  ]);
  const { askedModelOf, rewriterOver } = await import('./askedModel.ts');
  const asked = await askedModelOf(input, signal);
  let { rewriter } = guarded.dependencies;
  if (asked !== null) {
    const reach = await tools.models();
    const reached = await reach(asked.models, guarded.policy);
    rewriter = await rewriterOver(asked, input, reached, unmasked(guarded, onProgress));
    onProgress({ step: 'asking', model: asked.name });
  }
  const made = await enhance(guarded.request, { ...guarded.dependencies, rewriter }, signal);
  const back = guarded.putBack(made);
  const result = { ...back, warnings: [...guarded.warnings, ...back.warnings] };
  const { contextMissing } = input;
  const added = [
    ...guarded.remarks.map((message) => ({ code: 'config-ignored', message }) as const),
    ...(contextMissing === null ? [] : [{ code: 'context-incomplete', message: contextMissing } as const]),
  ];
  return added.length === 0 ? result : { ...result, warnings: [...result.warnings, ...added] };
}

/** Passes steps on, with the user's own values in what is written, so that nobody watches placeholders turn into text at the end. */
function unmasked(
  guarded: GuardedEnhancement,
  onProgress: (progress: EngineProgress) => void,
): (progress: EngineProgress) => void {
  return (progress) => {
    const placeholders = guarded.placeholders();
    onProgress(
      progress.step === 'writing' && placeholders.length > 0
        ? { ...progress, text: guarded.putBack(settledPart(progress.text, placeholders)) }
        : progress,
    );
  };
}

/** What would be sent, with everything masked that must not leave: it is shown, not sent. */
async function preview(
  input: EnhanceInput,
  onProgress: (progress: EngineProgress) => void,
  signal: AbortSignal,
): Promise<RequestPreview> {
  const [{ requestThatWouldBeSent }, guarded] = await Promise.all([
    import('../../core/enhance/requestPreview.ts'),
    underGuard(input, true, onProgress),
  ]);
  const budget = input.context?.tokenBudget ?? 0;
  const { dependencies, request, warnings } = guarded;
  const { askedModelOf, previewOf } = await import('./askedModel.ts');
  const asked = await askedModelOf(input, signal);
  const shown = await requestThatWouldBeSent(
    request,
    dependencies,
    budget,
    signal,
    () => guarded.placeholders(),
    asked === null ? null : previewOf(asked),
  );
  return { ...shown, remarks: [...warnings.map(({ message }) => message), ...shown.remarks] };
}

/** A request under the guard of the user and the team, and what is needed to go on with it. */
type UnderGuard = GuardedEnhancement & {
  readonly dependencies: EnhanceDependencies;
  readonly policy: GuardPolicy;
  /** What of the team's configuration was not used, one sentence each. */
  readonly remarks: readonly string[];
};

async function underGuard(
  input: EnhanceInput,
  redact: boolean,
  onProgress: (progress: EngineProgress) => void,
): Promise<UnderGuard> {
  const [{ offlineRewriter }, { countTokens }, { guardEnhancement }] = await Promise.all([
    import('../../core/enhance/offline/offlineRewriter.ts'),
    import('../../core/usage/tokens.ts'),
    import('../../core/guard/guardEnhancement.ts'),
  ]);
  const { customInstructions, text } = input;
  const { config, warnings } = await teamConfigOf(input.context);
  const policy = await policyOf(input.guard ?? {}, config);
  const folder =
    input.context === null ? null : withTeamContext(input.context, config, input.guard?.neverRead);
  const instructions = [config.customInstructions, customInstructions]
    .filter((part) => part !== undefined && part.trim() !== '')
    .join('\n\n');
  const guarded = guardEnhancement(
    {
      text,
      style: input.style ?? config.style ?? 'balanced',
      ...parseOptions(input),
      ...(instructions !== '' && { instructions }),
      weights: config.weights,
    },
    { policy, redact, hint: 'Take it out, or go on with it masked.' },
  );
  return {
    ...guarded,
    policy,
    remarks: [...warnings, ...unknownWeights(config.weights)],
    dependencies: {
      inspect: guarded.inspect,
      rewriter: offlineRewriter,
      ...(folder !== null && {
        gatherContext: (document, signal) =>
          contextWithEditor(folder, input.editor, document, onProgress, signal),
        names: (document, signal) => indexes.soon(folder.root, document, signal),
        pathExists: (file) => exists(folder.root, file),
      }),
      countTokens,
      createId: randomUUID,
      now: () => performance.now(),
    },
  };
}

/** The guard for a prompt in its folder. */
async function policyFor({ guard, team }: Pick<AskAboutInput, 'guard' | 'team'>): Promise<GuardPolicy> {
  const { config } = await teamConfigOf(team === undefined || team === null ? null : { root: team });
  return policyOf(guard ?? {}, config);
}

/** The user's settings, strengthened by the team's. */
async function policyOf(own: GuardSettings, team: TeamConfig): Promise<GuardPolicy> {
  const { teamPolicy, userPolicy } = await import('../../core/guard/policy.ts');
  return teamPolicy(team.guard, userPolicy(own));
}

/** The team's configuration of a folder; empty where no folder may be read. */
async function teamConfigOf(folder: { readonly root: string } | null): Promise<ReadConfig> {
  if (folder === null) return { config: emptyConfig, warnings: [] };
  const { readTeamConfigOf } = await import('../teamConfig.ts');
  return readTeamConfigOf(folder.root);
}

/**
 * The user's own choice of files and depth goes before the team's; what either excludes stays out, and so does what either never
 * wants to be read.
 */
function withTeamContext(
  folder: Omit<ContextInput, 'prompt'>,
  { context, guard }: TeamConfig,
  neverRead: readonly string[] = [],
): ReadableFolder {
  return {
    ...folder,
    depth: folder.depth ?? context.depth ?? defaultDepth,
    include: folder.include.length > 0 ? folder.include : (context.include ?? []),
    exclude: [...folder.exclude, ...(context.exclude ?? []), ...(guard?.neverRead ?? []), ...neverRead],
  };
}

/** The ports to the disk; says how many files there are as soon as they are listed. */
async function contextPorts(onProgress: (progress: EngineProgress) => void): Promise<ContextPorts> {
  const [{ repositoryFiles }, { gitHistory }, { systemClock }] = await Promise.all([
    import('../repositoryFiles.ts'),
    import('../gitHistory.ts'),
    import('../systemClock.ts'),
  ]);
  onProgress({ step: 'reading', files: null });
  return {
    files: {
      async list(...given) {
        const listing = await repositoryFiles.list(...given);
        onProgress({ step: 'reading', files: listing.files.length });
        return listing;
      },
      read: (...given) => repositoryFiles.read(...given),
    },
    git: gitHistory,
    clock: systemClock,
  };
}

/** True for a path of the folder itself; a path that leads out of it is as good as missing. */
async function exists(root: string, file: string): Promise<boolean> {
  const absolute = path.resolve(root, file);
  if (!absolute.startsWith(root + path.sep)) return false;
  try {
    await access(absolute);
    return true;
  } catch {
    return false; // missing or not to be looked at: the prompt must not name it either way
  }
}

function parseOptions({ kind, path: file }: ScoreInput): Pick<ScoreInput, 'kind' | 'path'> {
  return { ...(kind !== undefined && { kind }), ...(file !== undefined && { path: file }) };
}

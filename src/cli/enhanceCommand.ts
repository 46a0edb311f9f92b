import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import { isAbsolute, join, normalize, resolve } from 'node:path';
import type { TeamConfig } from '../core/config.ts';
import { guardEnhancement } from '../core/guard/guardEnhancement.ts';
import { type GuardPolicy, teamPolicy, userPolicy } from '../core/guard/policy.ts';
import { gatherContext } from '../core/context/gatherContext.ts';
import type { EnhanceDependencies, EnhanceRequest } from '../core/enhance/dependencies.ts';
import { enhance } from '../core/enhance/enhance.ts';
import { requestThatWouldBeSent } from '../core/enhance/requestPreview.ts';
import type { Style } from '../core/enhance/enhancement.ts';
import { type Instructions, instructionsFrom } from '../core/enhance/model/instructions.ts';
import {
  enhancementRequest,
  modelRewriter,
  type RequestOptions,
} from '../core/enhance/model/modelRewriter.ts';
import type { RewriteInput } from '../core/enhance/rewriter.ts';
import type { CompletionRequest } from '../core/model/completion.ts';
import { offlineRewriter } from '../core/enhance/offline/offlineRewriter.ts';
import { countTokens } from '../core/usage/tokens.ts';
import { readGuardUserSettings } from '../node/guardUserSettings.ts';
import { dataFolder } from '../node/home.ts';
import { unknownWeights } from '../core/score/model/teamWeights.ts';
import { readTeamConfigOf } from '../node/teamConfig.ts';
import { contextPorts, defaultDepth, defaultTokenBudget } from './contextPorts.ts';
import { estimateFor, inWords } from './estimate.ts';
import { exitStatus } from './exitStatus.ts';
import { workingFolder } from './folder.ts';
import { type Input, readInput } from './input.ts';
import type { CommandIo } from './io.ts';
import { localRunInWords } from './localRun.ts';
import { type Choice, chooseProvider, withModels } from './models.ts';
import { namesFor } from './namesFor.ts';
import { warnAbout } from './remarks.ts';
import { ownInstructions } from './ownInstructions.ts';
import { renderEnhancement } from './renderEnhancement.ts';
import { StreamedOutput } from './streamedOutput.ts';
import { type CommonOptions, paintFor, writeJson } from './terminal.ts';

export interface EnhanceOptions extends CommonOptions {
  readonly file?: string;
  readonly provider: string;
  readonly model?: string;
  readonly style?: Style;
  readonly title?: string;
  readonly description?: string;
  readonly instructions?: string;
  /** False with `--no-codebase`. */
  readonly codebase: boolean;
  readonly git?: boolean;
  /** False with `--no-cache`. */
  readonly cache: boolean;
  readonly stream?: boolean;
  readonly dryRun?: boolean;
  /** False with `--no-history`. */
  readonly history: boolean;
  /** Mask secrets and go on. */
  readonly redact?: boolean;
  /** Ask a model even when the prompt is excellent already. */
  readonly insist?: boolean;
}

/** `whetstone enhance`: the better prompt on stdout, what there is to say about it on stderr. */
export async function enhanceCommand(
  words: readonly string[],
  options: EnhanceOptions,
  io: CommandIo,
): Promise<number> {
  const folder = await workingFolder(options, io);
  const input = await readInput(words, options.file, folder, io);
  const { config, warnings } = await readTeamConfigOf(folder);
  const own = await readGuardUserSettings(dataFolder({ env: io.env }));
  await warnAbout([...warnings, ...unknownWeights(config.weights), ...own.warnings], options, io);
  const policy = teamPolicy(config.guard, userPolicy(own.settings));
  if (options.git && !options.codebase)
    await warnAbout(['--git has no effect with --no-codebase.'], options, io);
  const guarded = guardEnhancement(requestOf(input, options, config), {
    policy,
    redact: options.redact === true,
    hint: 'Take it out, or go on with it masked: --redact.',
  });
  const { request } = guarded;
  const dependencies = { ...dependenciesOf(folder, options, config, policy), inspect: guarded.inspect };
  const choice = await chooseProvider(options, io);
  const asked = choice === null ? null : await askedOf(choice, folder, options, io);
  if (options.dryRun) {
    const dry = await requestThatWouldBeSent(
      request,
      dependencies,
      defaultTokenBudget,
      io.signal,
      () => guarded.placeholders(),
      choice === null || asked === null
        ? null
        : { ...choice, requestFor: asked.requestFor, estimate: (made) => estimateFor(choice, made, io) },
    );
    if (options.json) await writeJson(io, dry);
    else {
      await io.stdout.write(`${dry.text}\n`);
      if (!options.quiet && dry.estimate !== undefined)
        await io.stderr.write(`\n${paintFor(io.stderr, options, io)('dim', inWords(dry.estimate))}\n`);
    }
    return exitStatus.done;
  }
  const takes =
    choice === null ? null : localRunInWords(choice, input.text, options.codebase ? defaultTokenBudget : 0);
  if (takes !== null && !options.quiet && !options.json)
    await io.stderr.write(`${paintFor(io.stderr, options, io)('dim', takes)}\n`);
  const streamed = options.stream && !options.json && io.stdout.isTerminal ? new StreamedOutput(io) : null;
  const made =
    choice === null || asked === null
      ? await enhance(request, dependencies, io.signal)
      : await withModels(choice, policy, options, io, ({ complete, judged }) => {
          const rewriter = modelRewriter({
            ...asked.options,
            complete,
            instructions: asked.instructions,
            insist: options.insist === true,
            onJudged: judged,
            ...(streamed !== null && {
              onPrompt: (text: string) => streamed.show(text),
            }),
          });
          return enhance(request, { ...dependencies, rewriter }, io.signal);
        });
  const enhancement = { ...made, warnings: [...guarded.warnings, ...made.warnings] };
  if (options.json) await writeJson(io, enhancement);
  else {
    const text = `${enhancement.enhancedPrompt.replace(/\n+$/, '')}\n`;
    await (streamed === null ? io.stdout.write(text) : streamed.finish(text));
    if (!options.quiet)
      await io.stderr.write(renderEnhancement(enhancement, paintFor(io.stderr, options, io)));
  }
  if (options.history) {
    const { keepInHistory } = await import('./keepInHistory.ts');
    const file = input.path === null ? null : resolve(folder, input.path);
    await keepInHistory(enhancement, { folder, file }, options, io);
  }
  return exitStatus.done;
}

/** What a model is asked with. */
interface Asked {
  readonly options: RequestOptions;
  readonly instructions: () => Promise<Instructions>;
  readonly requestFor: (input: RewriteInput) => Promise<CompletionRequest>;
}

async function askedOf(
  { model, provider }: Choice,
  folder: string,
  options: EnhanceOptions,
  io: CommandIo,
): Promise<Asked> {
  const files = await ownInstructions(folder, io);
  const instructions = (): Promise<Instructions> => instructionsFrom(files);
  const common: RequestOptions = {
    provider,
    model,
    tokenBudget: defaultTokenBudget,
    countTokens,
    account: { workspace: folder, evaluation: false, experiment: null },
    createId: randomUUID,
    cache: options.cache,
    redact: options.redact === true,
  };
  return {
    options: common,
    instructions,
    requestFor: async (input) => (await enhancementRequest(input, common, await instructions())).request,
  };
}

function requestOf({ text, path }: Input, options: EnhanceOptions, config: TeamConfig): EnhanceRequest {
  const instructions = [config.customInstructions, options.instructions]
    .filter((part) => part?.trim())
    .join('\n\n');
  return {
    text,
    ...(path === null ? {} : { path: path.replaceAll('\\', '/') }),
    style: options.style ?? config.style ?? 'balanced',
    ...(options.title === undefined ? {} : { title: options.title }),
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(instructions === '' ? {} : { instructions }),
    weights: config.weights,
  };
}

function dependenciesOf(
  root: string,
  options: EnhanceOptions,
  config: TeamConfig,
  { neverRead }: GuardPolicy,
): EnhanceDependencies {
  const common = {
    rewriter: offlineRewriter,
    countTokens,
    createId: randomUUID,
    now: () => performance.now(),
  };
  if (!options.codebase) return common;
  const { depth = defaultDepth, include = [], exclude = [] } = config.context;
  const where = {
    root,
    depth,
    include,
    exclude: [...exclude, ...neverRead],
    git: options.git === true,
    tokenBudget: defaultTokenBudget,
  };
  return {
    ...common,
    gatherContext: (prompt, signal) => gatherContext({ ...where, prompt }, contextPorts, signal),
    pathExists: (path) => existsInside(root, path),
    names: (document, signal) => namesFor(document, root, signal),
  };
}

async function existsInside(root: string, path: string): Promise<boolean> {
  const normal = normalize(path);
  if (isAbsolute(normal) || normal.startsWith('..')) return false;
  return access(join(root, normal)).then(
    () => true,
    () => false,
  );
}

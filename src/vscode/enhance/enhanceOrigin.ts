import * as vscode from 'vscode';
import type { Enhancement, Style } from '../../core/enhance/enhancement.ts';
import { promptly } from '../../core/model/promptly.ts';
import type { Score } from '../../core/score/score.ts';
import { WhetstoneError } from '../../core/errors.ts';
import type { Engine, EngineProgress, EnhanceInput } from '../../node/engine/engine.ts';
import type { LocalSpeeds } from '../localSpeeds.ts';
import type { ReachableModels } from '../reachableModels.ts';
import { contextFolderFor } from '../contextFolder.ts';
import { editorStateOf } from '../editorState.ts';
import { ownGuardSettings } from '../guardSettings.ts';
import { readEnhancementSettings, type EnhancementSettings } from '../settings.ts';
import type { EnhancementHistory } from '../enhancementHistory.ts';
import { toHistorySource } from './historySource.ts';
import type { AcceptedEnhancements } from './accepted.ts';
import { openDiff } from './diff.ts';
import { paced } from './paced.ts';
import type { EnhancementRuns } from './runs.ts';
import { sideUri } from './session.ts';
import type { EnhancementSession } from './session.ts';
import type { SessionStore } from './sessionStore.ts';
import type { Origin } from './source.ts';
import { askWhenBlocked } from './askWhenBlocked.ts';
import { explainUnchanged } from './explainUnchanged.ts';
import { sayRejected } from './sayRejected.ts';
import { localRunOf, withLocalRun } from './localRun.ts';
import { findTarget } from './target.ts';
import { readOn, WritingDiff } from './writingDiff.ts';
import type { WritingFiles } from './writingFiles.ts';

export interface EnhancePromptDependencies {
  readonly engine: Engine;
  /** Who may be asked. */
  readonly models: ReachableModels;
  /** Learns how fast models run here. */
  readonly speeds: LocalSpeeds;
  readonly runs: EnhancementRuns;
  readonly sessions: SessionStore;
  readonly accepted: AcceptedEnhancements;
  readonly history: EnhancementHistory;
  /** What models are still writing. */
  readonly writings: WritingFiles;
  /** The panel that shows all about an enhancement. */
  readonly details: { show(enhancement: Enhancement): Promise<void> };
}

/** Wishes for one enhancement; what is left out follows the settings. */
export interface EnhanceOptions {
  readonly style?: Style | undefined;
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  /** False asks a model anew, even when it was asked the same before. */
  readonly cache?: boolean;
  /** What the user answered to the open questions of an earlier attempt, and how the prompt scored without it. */
  readonly answers?: { readonly text: string; readonly originalScore: Score } | undefined;
  /** Paths that must not be looked at. */
  readonly withoutFiles?: readonly string[];
  /** The group for the diff; default the active one. */
  readonly viewColumn?: vscode.ViewColumn | undefined;
  readonly apply?: 'diff' | 'replace' | 'none' | undefined;
  /** Ask a model even when the prompt is excellent already. */
  readonly insist?: boolean | undefined;
  /** Mask secrets and go on. */
  readonly redact?: boolean | undefined;
  /** A program calls: it gets the error instead of a dialog. */
  readonly unattended?: boolean | undefined;
}

/**
 * Enhances a prompt with what its folder says, and shows the result as a diff (or applies it, or only returns it).
 * Throws WhetstoneErrors, and the abort when it is cancelled.
 */
export async function enhanceOrigin(
  dependencies: EnhancePromptDependencies,
  origin: Origin,
  options: EnhanceOptions,
  token?: vscode.CancellationToken,
): Promise<Enhancement> {
  const { engine, history, runs } = dependencies;
  const input = inputFor(origin, options);
  let writing: WritingDiff | undefined;
  const run = (redact: boolean): Promise<Enhancement> =>
    runs.run(origin, token, async (report, signal, cancel) => {
      await writing?.close();
      if ((options.apply ?? 'diff') === 'diff')
        writing = new WritingDiff(dependencies.writings, origin.text, options.viewColumn, cancel);
      // Keys are looked up in another process; nobody who cancels waits for that.
      const wanted = await promptly(() => dependencies.models.wanted(options), signal);
      const asked = { ...input, ...wanted, redact };
      const told = withLocalRun(report, localRunOf(asked, dependencies.speeds));
      return engine.enhance(asked, reporter(told, writing), signal);
    });
  try {
    const made = await askWhenBlocked(run, origin, options);
    dependencies.speeds.note(made);
    const enhancement = options.answers === undefined ? made : comparedWith(origin, made, options.answers);
    await history.record(enhancement, toHistorySource(origin.source));
    await deliver(dependencies, origin, enhancement, options, writing);
    return enhancement;
  } finally {
    await writing?.close();
  }
}

/** Milliseconds between two looks at a text that is being written. */
const lookEvery = 100;

/** Passes steps on, and texts on their way into their diff, no faster than anybody reads. */
function reporter(
  report: (step: EngineProgress) => void,
  writing: WritingDiff | undefined,
): (step: EngineProgress) => void {
  const show = paced((step: Extract<EngineProgress, { step: 'writing' }>) => {
    report(step);
    writing?.show(step.text);
  }, lookEvery);
  return (step) => {
    if (step.step === 'writing') {
      show(step);
      return;
    }
    show.drop();
    if (step.step === 'rejected') writing?.show('');
    report(step);
  };
}

/** Brings a result where it is wanted. */
async function deliver(
  dependencies: EnhancePromptDependencies,
  origin: Origin,
  enhancement: Enhancement,
  options: EnhanceOptions,
  writing: WritingDiff | undefined,
): Promise<void> {
  const { history, sessions } = dependencies;
  switch (options.apply ?? 'diff') {
    case 'none':
      break;
    case 'replace':
      await replaceSource(origin, enhancement);
      await history.decide(enhancement.enhancementId, 'accepted', enhancement.enhancedPrompt);
      break;
    case 'diff': {
      const session = sessionOf(origin, enhancement);
      if (!enhancement.changed) {
        const insisted = { ...options, insist: true };
        const ask = (await wasNotSent(dependencies, enhancement, options))
          ? () => enhanceOrigin(dependencies, origin, insisted)
          : undefined;
        void explainUnchanged(session, dependencies, ask);
        break;
      }
      const place = await writing?.place();
      await showDiff(session, sessions, place?.viewColumn ?? options.viewColumn, place?.at?.selection);
      if (place !== undefined)
        await readOn(sideUri(enhancement.enhancementId, 'enhanced', session.kind), place);
      void sayRejected(enhancement, dependencies.details);
      break;
    }
  }
}

/** True when a model could have been asked and was not, because the prompt is excellent already. */
async function wasNotSent(
  { models }: EnhancePromptDependencies,
  { originalScore, provider }: Enhancement,
  options: EnhanceOptions,
): Promise<boolean> {
  if (options.insist === true || provider !== 'offline' || originalScore.level !== 'excellent') return false;
  const wanted = await models.wanted(options);
  return wanted.models !== undefined && wanted.models !== null && wanted.models.preferred !== null;
}

/** What the engine is asked for a prompt, by the settings that apply to it. Throws `disabled` when enhancing is switched off. */
export function inputFor(origin: Origin, options: EnhanceOptions): EnhanceInput {
  const uri = folderHint(origin);
  const settings = readEnhancementSettings(uri);
  refuseWhenOff(settings.enabled);
  const folder = folderOf(uri, settings, options.withoutFiles ?? []);
  return {
    text: options.answers === undefined ? origin.text : withAnswers(origin.text, options.answers.text),
    kind: origin.kind,
    ...(origin.path !== null && { path: origin.path }),
    style: options.style ?? settings.style,
    ...(options.cache === false && { cache: false }),
    ...(options.insist === true && { insist: true }),
    customInstructions: settings.customInstructions,
    guard: ownGuardSettings().settings,
    context: folder.context,
    ...(folder.context !== null && {
      editor: editorStateOf(folder.context.root, origin.source.type === 'document' ? uri : undefined),
    }),
    contextMissing: folder.missing,
  };
}

function refuseWhenOff(enabled: boolean): void {
  if (enabled) return;
  throw new WhetstoneError(
    'disabled',
    vscode.l10n.t('Enhancing prompts is switched off.'),
    vscode.l10n.t('Turn on the setting "whetstone.enhancement.enabled".'),
  );
}

interface ReadableFolder {
  /** Null when no folder may be read; `missing` then says why, where it is not the user's wish. */
  readonly context: EnhanceInput['context'];
  readonly missing: string | null;
}

function folderOf(
  uri: vscode.Uri | undefined,
  settings: EnhancementSettings,
  withoutFiles: readonly string[],
): ReadableFolder {
  if (!settings.codebase) return { context: null, missing: null };
  const { root, missing } = contextFolderFor(uri);
  if (root === null) return { context: null, missing };
  const { depth, include, git, tokenBudget } = settings;
  const unwanted = [...withoutFiles, ...ownPath(uri, root)].map(literalGlob);
  const exclude = [...settings.exclude, ...unwanted];
  return { context: { root, depth, include, exclude, git, tokenBudget }, missing };
}

/** What of the folder of a prompt may be read, by the settings and by trust. */
export function contextOf(origin: Origin): EnhanceInput['context'] {
  const uri = folderHint(origin);
  const settings = readEnhancementSettings(uri);
  refuseWhenOff(settings.enabled);
  return folderOf(uri, settings, []).context;
}

/** Makes an enhancement with the built-in rewriter, since nobody asked for what a model costs, without showing anything; undefined when the prompt scores `enough` already or cannot be made better. */
export async function prepareOrigin(
  { engine }: EnhancePromptDependencies,
  origin: Origin,
  enough: number,
  signal: AbortSignal,
): Promise<Enhancement | undefined> {
  const { text, kind, path } = origin;
  const team = contextFolderFor(folderHint(origin)).root;
  const { total } = await engine.score({ text, kind, team, ...(path !== null && { path }) }, signal);
  if (total >= enough) return undefined;
  const made = await engine.enhance(inputFor(origin, {}), () => {}, signal);
  return made.changed ? made : undefined;
}

/** Shows what was made in the background, and keeps it in the history from now on. */
export async function showPrepared(
  { history, sessions }: EnhancePromptDependencies,
  origin: Origin,
  enhancement: Enhancement,
): Promise<void> {
  await history.record(enhancement, toHistorySource(origin.source));
  await showDiff(sessionOf(origin, enhancement), sessions, undefined);
}

/** Shows a result in a diff that is kept until it is decided on. */
export async function showResult(
  origin: Origin,
  enhancement: Enhancement,
  sessions: SessionStore,
  purpose: EnhancementSession['purpose'],
): Promise<void> {
  await showDiff({ ...sessionOf(origin, enhancement), purpose }, sessions, undefined);
}

/** Answers follow the request, as the author would have written them there. */
function withAnswers(text: string, answers: string): string {
  return `${text.trimEnd()}\n\n${answers}\n`;
}

/** The enhancement as seen from the prompt that still stands in its source, without the answers. */
function comparedWith(
  origin: Origin,
  made: Enhancement,
  { originalScore }: { readonly originalScore: Score },
): Enhancement {
  return {
    ...made,
    originalPrompt: origin.text,
    originalScore,
    changed: made.enhancedPrompt !== origin.text,
  };
}

/** The prompt's own file, relative to the folder: it would be the first to match its own words. */
function ownPath(uri: vscode.Uri | undefined, root: string | null): string[] {
  if (uri?.scheme !== 'file' || root === null || !uri.fsPath.startsWith(root)) return [];
  return [uri.fsPath.slice(root.length + 1).replaceAll('\\', '/')];
}

/** A glob that matches this one path, whatever brackets its name holds. */
function literalGlob(path: string): string {
  return path.replaceAll(/[\\*?[\]{}()!+@]/g, String.raw`\$&`);
}

/** The document or repository that tells which folder a prompt belongs to; undefined for typed text. */
export function folderHint({ source }: Origin): vscode.Uri | undefined {
  if (source.type === 'document') return vscode.Uri.parse(source.uri, true);
  return source.type === 'scmInput' ? vscode.Uri.parse(source.root, true) : undefined;
}

function sessionOf({ source, kind, text }: Origin, enhancement: Enhancement): EnhancementSession {
  return { enhancement, source, kind, original: text, result: enhancement.enhancedPrompt };
}

async function showDiff(
  session: EnhancementSession,
  sessions: SessionStore,
  viewColumn: vscode.ViewColumn | undefined,
  selection?: vscode.Selection,
): Promise<void> {
  await sessions.add(session);
  await openDiff(session, viewColumn, selection);
}

async function replaceSource(origin: Origin, enhancement: Enhancement): Promise<void> {
  const target = await findTarget(origin.source, origin.text);
  if (target.state === 'ready' && (await target.write(enhancement.enhancedPrompt))) return;
  throw new WhetstoneError(
    'conflict',
    vscode.l10n.t('The prompt changed while it was being enhanced. Nothing was overwritten.'),
    vscode.l10n.t('Enhance it again.'),
  );
}

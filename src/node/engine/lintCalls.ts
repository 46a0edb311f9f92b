import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { emptyConfig, type ReadConfig, type RuleSetting } from '../../core/config.ts';
import { isAbort } from '../../core/errors.ts';
import { applyFixes } from '../../core/lint/applyFixes.ts';
import { unknownSettings } from '../../core/lint/knownRules.ts';
import { lintText, type LintResult } from '../../core/lint/lintText.ts';
import type { LintOptions } from '../../core/lint/options.ts';
import { lintSettingsOf } from '../../core/lint/settingsOf.ts';
import type { PromptKind } from '../../core/prompt/document.ts';
import { kindOfPath } from '../../core/prompt/kind.ts';
import { diskWorkspace } from '../lint/diskWorkspace.ts';
import { lintFile, skippedResult } from '../lint/lintFiles.ts';
import { maximumSize, tooLarge } from '../lint/readLintFile.ts';
import { repositoryFiles } from '../repositoryFiles.ts';
import { readTeamConfigOf, repositoryRoot } from '../teamConfig.ts';
import type { EngineProgress } from './engine.ts';

/** What holds for files of one folder. */
export interface LintPlaceInput {
  /** Absolute path of the folder; null for a text outside of every folder on a disk. */
  readonly root: string | null;
  /** Whether the folder's own configuration may be followed. */
  readonly trusted: boolean;
  /** The user's own severities, over the team's. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** A text in an editor. */
export interface LintInput extends LintPlaceInput {
  readonly text: string;
  readonly kind: PromptKind;
  /** Absolute path of the file; null for a text that is in none. */
  readonly file: string | null;
  /** Leave out what VS Code reports itself. */
  readonly inEditor: boolean;
}

export interface LintAnswer extends LintResult {
  /** One sentence for each setting that names no rule or is of a wrong type. */
  readonly warnings: readonly string[];
  /** The least score that the team asks for; null when it asks for none. */
  readonly minimum: number | null;
}

/** A file of a folder that was checked. */
export interface LintedDocument extends LintResult {
  /** Absolute path. */
  readonly file: string;
}

const filesListed = 150_000;
/** How long a list of a folder's files is good. Milliseconds. */
const listKept = 15_000;
const lists = new Map<string, { readonly at: number; readonly files: Promise<readonly string[]> }>();

/** Checks one text. */
export async function lint(input: LintInput, signal: AbortSignal): Promise<LintAnswer> {
  const { options, warnings, minimum } = await optionsFor(input, signal);
  const size = Buffer.byteLength(input.text);
  if (size > maximumSize) return { ...skippedResult(input.kind, tooLarge(size)), warnings, minimum: null };
  return { ...lintText(input.text, options), warnings, minimum };
}

/** The text with every offered fix, round by round; with `rule` only those of one rule. */
export async function lintFixed(
  { rule, ...input }: LintInput & { readonly rule: string | null },
  signal: AbortSignal,
): Promise<string> {
  const { options } = await optionsFor(input, signal);
  let { text } = input;
  if (Buffer.byteLength(text) > maximumSize) return text;
  let { findings } = lintText(text, options);
  for (let left = findings.length; left > 0; left--) {
    const wanted = findings.filter((finding) => rule === null || finding.rule === rule);
    const changed = applyFixes(text, wanted);
    if (changed.applied === 0) break;
    text = changed.text;
    ({ findings } = lintText(text, options));
  }
  return text;
}

/** Checks every prompt file of a folder on disk. A file that cannot be read is a finding. */
export async function lintFolder(
  place: LintPlaceInput & { readonly root: string },
  onProgress: (progress: EngineProgress) => void,
  signal: AbortSignal,
): Promise<readonly LintedDocument[]> {
  // Whoever asks for all files wants those that he has just made as well.
  lists.delete(await repositoryRoot(place.root));
  const { root, listed, settings } = await placeOf(place, signal);
  const folder = await realpath(place.root);
  const workspace = diskWorkspace(root, listed);
  const paths = listed.filter((one) => {
    const way = path.relative(folder, path.join(root, one));
    return kindOfPath(one) !== null && !way.startsWith('..');
  });
  const documents: LintedDocument[] = [];
  for (const [done, one] of paths.entries()) {
    // Lets an abort of the caller through.
    if (done % 10 === 0) {
      onProgress({ step: 'linting', done, total: paths.length });
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    signal.throwIfAborted();
    const absolute = path.join(root, one);
    const file = { path: one, shown: one, absolute, kind: kindOfPath(one) ?? 'prompt' };
    const { report } = await lintFile(file, { settings, workspace, fix: false, inEditor: true });
    const { path: _path, ...result } = report;
    documents.push({ file: absolute, ...result });
  }
  return documents;
}

async function optionsFor(
  input: LintInput,
  signal: AbortSignal,
): Promise<{ options: LintOptions } & Pick<LintAnswer, 'warnings' | 'minimum'>> {
  const { kind, file, inEditor } = input;
  if (input.root === null) {
    const settings = lintSettingsOf(emptyConfig, input);
    const options = { kind, settings, inEditor, ...(file !== null && { path: file }) };
    return { options, warnings: unknownSettings(settings), minimum: null };
  }
  const { root, listed, minimum, settings, warnings } = await placeOf({ ...input, root: input.root }, signal);
  const real = file === null ? null : await realpath(file).catch(() => file);
  const way = real === null ? null : path.relative(root, real).split(path.sep).join('/');
  const options = {
    kind,
    settings,
    inEditor,
    workspace: diskWorkspace(root, listed),
    ...(way !== null && { path: way }),
  };
  return { options, warnings, minimum };
}

interface Place {
  readonly root: string;
  readonly listed: readonly string[];
  readonly settings: ReturnType<typeof lintSettingsOf>;
  readonly warnings: readonly string[];
  readonly minimum: number | null;
}

async function placeOf(
  { root: folder, trusted, rules }: LintPlaceInput & { readonly root: string },
  signal: AbortSignal,
): Promise<Place> {
  const root = await repositoryRoot(folder);
  const { config, warnings } = trusted ? await configOf(root) : { config: emptyConfig, warnings: [] };
  const settings = lintSettingsOf(config, { rules });
  return {
    root,
    listed: await listOf(root, signal),
    settings,
    warnings: [...warnings, ...unknownSettings(settings)],
    minimum: config.thresholds.minScore ?? null,
  };
}

/** A configuration that cannot be read counts as none, and says so: the rest of the editor goes on. */
async function configOf(root: string): Promise<ReadConfig> {
  try {
    return await readTeamConfigOf(root);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { config: emptyConfig, warnings: [message] };
  }
}

async function listOf(root: string, signal: AbortSignal): Promise<readonly string[]> {
  const now = performance.now();
  const kept = lists.get(root);
  if (kept !== undefined && now - kept.at < listKept) return kept.files;
  // The list is shared, so that no single caller may abort it.
  const files = repositoryFiles
    .list(root, { limit: filesListed }, new AbortController().signal)
    .then((listing) => listing.files.map((one) => one.path));
  lists.set(root, { at: now, files });
  files.catch((error: unknown) => {
    if (!isAbort(error)) lists.delete(root);
  });
  signal.throwIfAborted();
  return files;
}

import { realpath } from 'node:fs/promises';
import { WhetstoneError } from '../core/errors.ts';
import { withMinimum } from '../core/lint/belowMinimum.ts';
import { isAtLeast, type LintSeverity } from '../core/lint/finding.ts';
import { unknownSettings } from '../core/lint/knownRules.ts';
import { lintSettingsOf } from '../core/lint/settingsOf.ts';
import { changedFiles } from '../node/lint/changedFiles.ts';
import { findLintFiles } from '../node/lint/findLintFiles.ts';
import type { LintedFile, LintReport } from '../node/lint/lintFiles.ts';
import { lintMany } from '../node/lint/lintMany.ts';
import { repositoryFiles } from '../node/repositoryFiles.ts';
import { readTeamConfigOf, repositoryRoot } from '../node/teamConfig.ts';
import { exitStatus } from './exitStatus.ts';
import { workingFolder } from './folder.ts';
import type { CommandIo } from './io.ts';
import { warnAbout } from './remarks.ts';
import { type CommonOptions, paintFor, writeJson } from './terminal.ts';

export interface LintOptions extends CommonOptions {
  readonly format?: 'text' | 'json' | 'sarif' | 'github';
  readonly fix?: boolean;
  readonly failOn?: 'error' | 'warning' | 'info';
  readonly minScore?: string;
  readonly changed?: string;
}

/** More files than this are not looked at. */
const filesListed = 150_000;

/** `whetstone lint`: findings in prompt files. Exit status 1 when one is grave enough or a score too low. */
export async function lintCommand(
  globs: readonly string[],
  options: LintOptions,
  io: CommandIo,
): Promise<number> {
  const folder = await realpath(await workingFolder(options, io));
  const minimum = minimumOf(options.minScore);
  const { config, warnings } = await readTeamConfigOf(folder);
  const settings = lintSettingsOf(config);
  await warnAbout([...warnings, ...unknownSettings(settings)], options, io);
  const root = await repositoryRoot(folder);
  const { files: listed } = await repositoryFiles.list(root, { limit: filesListed }, io.signal);
  const paths = listed.map(({ path }) => path);
  let files = await findLintFiles({ root, folder, listed: paths }, globs);
  if (options.changed !== undefined) {
    const changed = await changedFiles(root, options.changed, io.signal);
    files = files.filter(({ path }) => changed.has(path));
  }
  if (files.length === 0)
    await warnAbout(
      [options.changed === undefined ? 'There are no prompt files here.' : 'No prompt file has changed.'],
      options,
      io,
    );
  const least = minimum ?? config.thresholds.minScore;
  const task = { files, settings, root, listed: paths, fix: options.fix === true };
  const linted = (await lintMany(task, io.signal)).map((one) => ({
    ...one,
    report: withMinimum(one.report, least),
  }));
  await write(linted, options, io);
  const failOn: LintSeverity = options.failOn ?? config.thresholds.failOn ?? 'error';
  const fell = linted.some(
    ({ report: { findings, score } }) =>
      findings.some(({ severity }) => isAtLeast(severity, failOn)) || score.total < (least ?? 0),
  );
  return fell ? exitStatus.fellShort : exitStatus.done;
}

async function write(linted: readonly LintedFile[], options: LintOptions, io: CommandIo): Promise<void> {
  const reports = linted.map(({ report }) => report);
  switch (options.format ?? (options.json === true ? 'json' : 'text')) {
    case 'json':
      return writeJson(io, reports.map(entryOf));
    case 'sarif': {
      const { sarifLog } = await import('./lint/sarif.ts');
      const { installation } = await import('./installation.ts');
      return writeJson(io, sarifLog(linted, installation()?.version ?? '0.0.0'));
    }
    case 'github': {
      const { githubAnnotations } = await import('./lint/github.ts');
      return io.stdout.write(githubAnnotations(linted));
    }
    case 'text': {
      const { renderLint } = await import('./lint/renderLint.ts');
      return io.stdout.write(renderLint(linted, options.quiet === true, paintFor(io.stdout, options, io)));
    }
  }
}

/** The promised shape of an entry; what following a finding gains stands in the score's suggestions. */
function entryOf({ path, kind, score, findings }: LintReport): object {
  return { path, kind, score, findings: findings.map(({ gain: _gain, ...finding }) => finding) };
}

function minimumOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const minimum = Number(written);
  if (written.trim() === '' || !Number.isInteger(minimum) || minimum < 0 || minimum > 100)
    throw new WhetstoneError(
      'usage',
      `"${written}" is no score.`,
      'Give --min-score a whole number from 0 to 100.',
    );
  return minimum;
}

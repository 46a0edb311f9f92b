import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isAbort, WhetstoneError } from '../core/errors.ts';
import type { ExecutionFigures, ExecutionStore } from '../core/library/executionStore.ts';
import { keyText } from '../core/library/foundTemplate.ts';
import { loadTemplates } from '../core/library/library.ts';
import type { Template, TemplateScope } from '../core/library/template.ts';
import type { TemplateKey, TemplateRecord, TemplateVersions } from '../core/library/templateVersions.ts';
import { gitAuthor } from '../node/gitAuthor.ts';
import { databaseName, dataFolder } from '../node/home.ts';
import { openStore } from '../node/store/openStore.ts';
import { readTeamConfigOf, repositoryRoot } from '../node/teamConfig.ts';
import { teamTemplates } from '../node/teamTemplates.ts';
import { templateFolders } from '../node/templateFiles.ts';
import { workingFolder } from './folder.ts';
import { installation } from './installation.ts';
import type { CommandIo } from './io.ts';
import { warnAbout } from './remarks.ts';
import { terminalBackups } from './withStore.ts';
import type { CommonOptions } from './terminal.ts';

/** The templates within reach of a command, and the folders into which it may write. */
export interface CliLibrary {
  readonly templates: readonly Template[];
  /** The user's data folder. */
  readonly home: string;
  /** The working folder. */
  readonly folder: string;
  /** The repository's root; what is shared belongs to it. */
  readonly root: string;
}

/** Built-in templates, those of the data folder, those of the working folder, and those that the team's configuration names. */
export async function readLibrary(options: CommonOptions, io: CommandIo): Promise<CliLibrary> {
  const folder = await workingFolder(options, io);
  const root = await repositoryRoot(folder);
  const { config, warnings } = await readTeamConfigOf(folder);
  const team = await teamTemplates(root, config.templates ?? []);
  await warnAbout([...warnings, ...team.warnings], options, io);
  const installed = installation();
  const home = dataFolder({ env: io.env, cwd: io.cwd });
  const folders = [
    ...(installed === null ? [] : [{ scope: 'builtin' as const, path: join(installed.folder, 'templates') }]),
    { scope: 'user' as const, path: join(home, 'templates') },
    ...[join(folder, '.whetstone', 'templates'), ...team.paths].map((path) => ({
      scope: 'workspace' as const,
      path,
      within: root,
    })),
  ];
  const templates = await loadTemplates(templateFolders(folders), io.signal);
  return { templates, home, folder, root };
}

/** What is known of a template beside its file, with what its runs come to; null = it was never run. */
export interface KnownRecord extends TemplateRecord {
  readonly figures: ExecutionFigures | null;
}

/** The folder that holds a scope's own files. */
export function folderOf(library: CliLibrary, scope: Exclude<TemplateScope, 'builtin'>): string {
  return scope === 'user' ? join(library.home, 'templates') : join(library.folder, '.whetstone', 'templates');
}

/** Under which key the versions of a template are kept. */
export function keyOf(library: CliLibrary, { id, scope }: Pick<Template, 'id' | 'scope'>): TemplateKey {
  return { id, place: scope === 'workspace' ? `workspace:${library.root}` : scope };
}

/** Opens the versions for one command and closes them after it. Throws `storage`. */
export async function withVersions<T>(
  library: CliLibrary,
  work: (versions: TemplateVersions, executions: ExecutionStore) => Promise<T>,
): Promise<T> {
  const store = openStore({ path: join(library.home, databaseName), backups: terminalBackups });
  try {
    return await work(store.templates, store.executions);
  } finally {
    await store.close();
  }
}

/**
 * What is known of each template, by the template. Files that changed since they were last seen become a version. Where nothing was ever kept and
 * there is nothing to keep, no database is made; one that cannot be used is a remark.
 */
export async function recordsOf(
  library: CliLibrary,
  options: CommonOptions,
  io: CommandIo,
): Promise<ReadonlyMap<Template, KnownRecord>> {
  const own = library.templates.filter(({ scope }) => scope !== 'builtin');
  if (own.length === 0 && !existsSync(join(library.home, databaseName))) return new Map();
  try {
    return await withVersions(library, async (versions, executions) => {
      if (own.length > 0) await recordAll(library, own, '', versions, io.signal);
      const places = ['builtin', 'user', `workspace:${library.root}`];
      const figures = new Map(
        (await executions.figures(places, io.signal)).map((own) => [keyText(own), own]),
      );
      const records = new Map(
        (await versions.records(places, io.signal)).map((record): [string, KnownRecord] => [
          keyText(record),
          { ...record, figures: figures.get(keyText(record)) ?? null },
        ]),
      );
      return new Map(
        library.templates.flatMap((template): [Template, KnownRecord][] => {
          const record = records.get(keyText(keyOf(library, template)));
          return record === undefined ? [] : [[template, record]];
        }),
      );
    });
  } catch (error) {
    if (isAbort(error) || !(error instanceof WhetstoneError)) throw error;
    await warnAbout([`Versions and uses are not known: ${error.message} ${error.hint}`], options, io);
    return new Map();
  }
}

/** Makes a version of each template whose file differs from the latest one. */
export async function recordAll(
  library: CliLibrary,
  templates: readonly Template[],
  note: string,
  versions: TemplateVersions,
  signal: AbortSignal,
): Promise<readonly TemplateRecord[]> {
  const author = await gitAuthor(library.folder, signal);
  return versions.record(
    templates.map((template) => ({
      ...keyOf(library, template),
      text: template.source,
      author,
      at: Date.now(),
      note,
    })),
    signal,
  );
}

import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WhetstoneError } from '../core/errors.ts';
import { findTemplate } from '../core/library/library.ts';
import type { Template } from '../core/library/template.ts';
import type { TemplateKey, TemplateRecord, TemplateVersions } from '../core/library/templateVersions.ts';
import { unifiedDiff } from '../core/text/unifiedDiff.ts';
import { gitAuthor } from '../node/gitAuthor.ts';
import { replaceFile } from '../node/replaceFile.ts';
import { exitStatus } from './exitStatus.ts';
import type { CommandIo } from './io.ts';
import { type CliLibrary, folderOf, keyOf, readLibrary, recordAll, withVersions } from './templateLibrary.ts';
import { type CommonOptions, paintFor, shown, shownShort, writeJson } from './terminal.ts';

export interface HistoryOptions extends CommonOptions {
  /** Show what changed between two versions, `2..5`, or from one to the file as it is, `2`. */
  readonly diff?: string;
  /** Write this version into the file again. */
  readonly restore?: string;
}

/** `whetstone template history ID`: its versions, newest first; the difference of two; or one of them made the current one again. */
export async function templateHistoryCommand(
  id: string,
  options: HistoryOptions,
  io: CommandIo,
): Promise<number> {
  const library = await readLibrary(options, io);
  await withVersions(library, async (versions) => {
    const { key, template, record } = await known(library, id, versions, io.signal);
    if (options.restore !== undefined) {
      const restored = await restore(library, key, template, options.restore, versions, io.signal);
      if (options.json) await writeJson(io, restored);
      else await io.stdout.write(`${shown(id)} is version ${restored.version} now\n`);
      return;
    }
    if (options.diff !== undefined) {
      const [from = '', to] = options.diff.split('..');
      const before = (await versions.read(key, versionOf(from), io.signal)).text;
      const after =
        to === undefined || to === ''
          ? (template?.source ?? (await versions.read(key, record.latest, io.signal)).text)
          : (await versions.read(key, versionOf(to), io.signal)).text;
      const diff = unifiedDiff(before, after);
      if (options.json) await writeJson(io, { id, diff });
      else if (diff !== '') await io.stdout.write(`${diff.split('\n').map(shown).join('\n')}\n`);
      return;
    }
    const all = await versions.versions(key, io.signal);
    if (options.json) {
      const labelsOf = (number: number): string[] =>
        Object.entries(record.labels).flatMap(([label, version]) => (version === number ? [label] : []));
      await writeJson(
        io,
        all.map((version) => ({ ...version, labels: labelsOf(version.number) })),
      );
      return;
    }
    const paint = paintFor(io.stdout, options, io);
    const lines = all.map(({ number, createdAt, author, note }) => {
      const labels = Object.entries(record.labels).flatMap(([label, version]) =>
        version === number ? [label] : [],
      );
      return `${paint('cyan', String(number).padStart(4))}  ${createdAt.slice(0, 16).replace('T', ' ')}  ${shownShort(author, 40)}${labels.length === 0 ? '' : `  [${labels.join(', ')}]`}${note === '' ? '' : `  ${shownShort(note, 60)}`}\n`;
    });
    if (record.deletedAt !== null) lines.unshift(`Deleted ${record.deletedAt}; --restore brings it back.\n`);
    await io.stdout.write(lines.join(''));
  });
  return exitStatus.done;
}

export interface PromoteOptions extends CommonOptions {
  readonly label: string;
  /** Only show what would be replaced. */
  readonly dryRun?: boolean;
  /** Take the label away. */
  readonly remove?: boolean;
}

/** `whetstone template promote ID [VERSION] --label production`: puts a label on a version and shows what is replaced. */
export async function promoteTemplateCommand(
  id: string,
  version: string | undefined,
  options: PromoteOptions,
  io: CommandIo,
): Promise<number> {
  const library = await readLibrary(options, io);
  await withVersions(library, async (versions) => {
    const { key, record } = await known(library, id, versions, io.signal);
    const { label } = options;
    const from = record.labels[label] ?? null;
    const wanted = version === undefined ? record.latest : versionOf(version);
    const after = await versions.read(key, wanted, io.signal);
    const before = from === null ? '' : (await versions.read(key, from, io.signal)).text;
    const to = options.remove === true ? null : after.version.number;
    const diff = from === null || to === null ? '' : unifiedDiff(before, after.text);
    if (options.dryRun !== true) await versions.amend(key, { label, version: to }, io.signal);
    if (options.json) return writeJson(io, { id, label, from, to, diff });
    const words = `${label}: ${from ?? 'none'} -> ${to ?? 'none'}`;
    await io.stdout.write(`${[words, ...(diff === '' ? [] : diff.split('\n'))].map(shown).join('\n')}\n`);
  });
  return exitStatus.done;
}

interface Known {
  readonly key: TemplateKey;
  /** Null when its file is gone. */
  readonly template: Template | null;
  readonly record: TemplateRecord;
}

/** A template with its file recorded as it is now; one whose file is gone is found by its versions. Throws `template-not-found`. */
async function known(
  library: CliLibrary,
  id: string,
  versions: TemplateVersions,
  signal: AbortSignal,
): Promise<Known> {
  const template = library.templates.find((candidate) => candidate.id === id);
  if (template !== undefined) {
    const [record] = await recordAll(library, [template], '', versions, signal);
    if (record !== undefined) return { key: keyOf(library, template), template, record };
  }
  const records = await versions.records([`workspace:${library.root}`, 'user'], signal);
  const record = records.find((candidate) => candidate.id === id && candidate.latest > 0);
  if (record === undefined) {
    findTemplate(library.templates, id);
    throw new Error('a template that is not in the library was found there');
  }
  const { place } = record;
  return { key: { place, id }, template: null, record };
}

async function restore(
  library: CliLibrary,
  key: TemplateKey,
  template: Template | null,
  wanted: string,
  versions: TemplateVersions,
  signal: AbortSignal,
): Promise<{ readonly id: string; readonly version: number; readonly restored: number }> {
  if (key.place === 'builtin')
    throw new WhetstoneError(
      'usage',
      'A built-in template cannot be changed.',
      'Make one of your own with whetstone template new --from.',
    );
  const { version, text } = await versions.read(key, versionOf(wanted), signal);
  const path =
    template?.path ??
    join(folderOf(library, key.place === 'user' ? 'user' : 'workspace'), `${key.id}.prompt`);
  await mkdir(dirname(path), { recursive: true });
  await replaceFile(path, text);
  const [record] = await versions.record(
    [
      {
        ...key,
        text,
        author: await gitAuthor(library.folder, signal),
        at: Date.now(),
        note: `Restored from version ${version.number}`,
        parent: version.number,
      },
    ],
    signal,
  );
  return { id: key.id, version: record?.latest ?? version.number, restored: version.number };
}

/** A version's number, or the label that stands for it. */
function versionOf(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

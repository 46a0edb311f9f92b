import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { WhetstoneError } from '../core/errors.ts';
import { exportTemplate } from '../core/library/exchange/exportTemplate.ts';
import { formatOf, importTemplate, type ExchangeFormat } from '../core/library/exchange/importTemplate.ts';
import { findTemplate } from '../core/library/library.ts';
import { replaceFile } from '../node/replaceFile.ts';
import { templateSources } from '../node/templateSources.ts';
import { exitStatus } from './exitStatus.ts';
import type { CommandIo } from './io.ts';
import { writeTemplate } from './templateFilesCommand.ts';
import { readLibrary } from './templateLibrary.ts';
import { type CommonOptions, shown, writeJson } from './terminal.ts';

export interface ImportOptions extends CommonOptions {
  readonly scope: 'user' | 'workspace';
  readonly overwrite?: boolean;
  readonly dryRun?: boolean;
}

interface Imported {
  readonly from: string;
  readonly id: string;
  readonly format: ExchangeFormat;
  readonly status: 'imported' | 'exists' | 'would-import';
  readonly path: string | null;
  readonly lost: readonly string[];
}

/** `whetstone template import PATH…`: files, folders and zips become templates. Status 1 when a template of the same id was in the way. */
export async function importTemplatesCommand(
  paths: readonly string[],
  options: ImportOptions,
  io: CommandIo,
): Promise<number> {
  const library = await readLibrary(options, io);
  const results: Imported[] = [];
  for (const named of paths) {
    const sources = await templateSources(resolve(library.folder, named), io.signal);
    if (sources.length === 0)
      throw new WhetstoneError(
        'input-unreadable',
        `"${named}" holds no prompt files.`,
        'Files end in .prompt or .prompt.md, are named SKILL.md, or lie in .claude/commands.',
      );
    for (const { path, text } of sources) {
      const { id, format, lost, text: own } = importTemplate(path, text, formatOf(path) ?? 'prompt.md');
      const common = { from: path, id, format, lost };
      const isThere =
        library.templates.some((template) => template.scope === options.scope && template.id === id) ||
        results.some((result) => result.id === id && result.status !== 'exists');
      if (isThere && options.overwrite !== true) results.push({ ...common, status: 'exists', path: null });
      else if (options.dryRun === true) results.push({ ...common, status: 'would-import', path: null });
      else {
        const written = await writeTemplate(library, id, options.scope, own, io, {
          overwrite: options.overwrite === true,
          note: `Imported from ${path.split('/').at(-1) ?? ''}`,
        });
        results.push({ ...common, status: 'imported', path: written.path });
      }
    }
  }
  if (options.json) await writeJson(io, results);
  else
    await io.stdout.write(
      results
        .flatMap(({ from, id, status, lost }) => [
          `${shown(id)}  ${status === 'exists' ? 'is there already; --overwrite replaces it' : status}  ${shown(from)}\n`,
          ...lost.map((line) => `  not carried over: ${shown(line)}\n`),
        ])
        .join(''),
    );
  return results.some(({ status }) => status === 'exists') ? exitStatus.fellShort : exitStatus.done;
}

export interface ExportOptions extends CommonOptions {
  readonly format: ExchangeFormat;
  /** A folder, or a file that ends in .zip. */
  readonly to?: string;
  readonly overwrite?: boolean;
}

/** `whetstone template export [ID…] --to DIR|FILE.zip`: templates as files of this or another tool; one without `--to` is printed. */
export async function exportTemplatesCommand(
  ids: readonly string[],
  options: ExportOptions,
  io: CommandIo,
): Promise<number> {
  const library = await readLibrary(options, io);
  const chosen =
    ids.length === 0
      ? library.templates.filter(({ scope }) => scope !== 'builtin')
      : ids.map((id) => findTemplate(library.templates, id));
  const files = await Promise.all(chosen.map(async (template) => exportTemplate(template, options.format)));
  const [only] = files;
  if (options.to === undefined) {
    if (only === undefined || files.length > 1)
      throw new WhetstoneError(
        'usage',
        'There is no place to write to.',
        'Give --to with a folder or a .zip.',
      );
    if (options.json) await writeJson(io, files);
    else {
      await io.stdout.write(only.text);
      if (!options.quiet)
        await io.stderr.write(only.lost.map((line) => `not carried over: ${line}\n`).join(''));
    }
    return exitStatus.done;
  }
  const target = resolve(library.folder, options.to);
  if (target.endsWith('.zip')) {
    const { strToU8, zipSync } = await import('fflate');
    const bytes = zipSync(Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)])));
    await write(target, bytes, options, io);
  } else for (const { path, text } of files) await write(join(target, path), text, options, io);
  if (options.json)
    await writeJson(
      io,
      files.map(({ id, path, lost }) => ({ id, path, lost })),
    );
  else
    await io.stdout.write(
      files
        .flatMap(({ path, lost }) => [
          `${shown(path)}\n`,
          ...lost.map((line) => `  not carried over: ${shown(line)}\n`),
        ])
        .join(''),
    );
  return exitStatus.done;
}

async function write(
  path: string,
  content: string | Uint8Array,
  { overwrite }: ExportOptions,
  io: CommandIo,
): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    if (overwrite === true) await replaceFile(path, content);
    else await writeFile(path, content, { flag: 'wx', signal: io.signal });
  } catch (cause) {
    if (io.signal.aborted || cause instanceof WhetstoneError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST')
      throw new WhetstoneError(
        'conflict',
        `${path} is there already.`,
        'Choose another place, or --overwrite.',
      );
    throw new WhetstoneError('storage', `${path} could not be written.`, 'Choose another place.', { cause });
  }
}

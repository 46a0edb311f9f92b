import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { WhetstoneError } from '../core/errors.ts';
import { findTemplate, listTemplate } from '../core/library/library.ts';
import { beginning, templateText } from '../core/library/newTemplate.ts';
import { parseTemplate } from '../core/library/parseTemplate.ts';
import { schemaFromSamples } from '../core/library/schemaFromSamples.ts';
import type { Template } from '../core/library/template.ts';
import { idOf } from '../core/library/templateName.ts';
import { withSchema } from '../core/library/withSchema.ts';
import { makeDataFolder } from '../node/home.ts';
import { replaceFile } from '../node/replaceFile.ts';
import { exitStatus } from './exitStatus.ts';
import { readInput, unreadableFile } from './input.ts';
import type { CommandIo } from './io.ts';
import { warnAbout } from './remarks.ts';
import { type CliLibrary, folderOf, readLibrary, recordAll, withVersions } from './templateLibrary.ts';
import { readSamples } from './templateValues.ts';
import { type CommonOptions, paintFor, shown, shownShort, writeJson } from './terminal.ts';

export interface NewOptions extends CommonOptions {
  readonly scope: 'user' | 'workspace';
  readonly description?: string;
  readonly category?: string;
  readonly tag?: readonly string[];
  /** Id of a template to begin with. */
  readonly from?: string;
  /** A file with the text to begin with; `-` = standard input. */
  readonly file?: string;
  /** A JSON file with sample values, or a list of such: types, what is optional and the sample come from it. */
  readonly values?: string;
}

/** `whetstone template new NAME`: a template file of one's own, empty, from a text, or from another template. */
export async function newTemplateCommand(name: string, options: NewOptions, io: CommandIo): Promise<number> {
  const library = await readLibrary(options, io);
  const id = idOf(name);
  const made = await writeTemplate(library, id, options.scope, await textOf(name, library, options, io), io);
  if (options.json) await writeJson(io, { id, path: made.path, scope: options.scope });
  else await io.stdout.write(`${shown(made.path)}\n`);
  return exitStatus.done;
}

/** Writes a new template file and its first version. Throws `conflict` when there is one already, also under a name that differs by case. */
export async function writeTemplate(
  library: CliLibrary,
  id: string,
  scope: 'user' | 'workspace',
  text: string,
  io: CommandIo,
  { overwrite = false, note = '' } = {},
): Promise<{ readonly path: string; readonly template: Template }> {
  const folder = folderOf(library, scope);
  const path = join(folder, `${id}.prompt`);
  const rival = library.templates.find(
    (candidate) => candidate.scope === scope && candidate.id.toLowerCase() === id.toLowerCase(),
  );
  if (!overwrite && rival !== undefined) throw taken(id);
  if (scope === 'user') await makeDataFolder(library.home);
  await mkdir(folder, { recursive: true });
  try {
    if (overwrite) await replaceFile(path, text);
    else await writeFile(path, text, { flag: 'wx', signal: io.signal });
  } catch (cause) {
    if (io.signal.aborted || cause instanceof WhetstoneError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw taken(id);
    throw new WhetstoneError(
      'storage',
      `${path} could not be written.`,
      'Check that the folder is writable.',
      {
        cause,
      },
    );
  }
  const template = await parseTemplate(text, { id, scope, path });
  await withVersions(library, (versions) => recordAll(library, [template], note, versions, io.signal));
  return { path, template };
}

function taken(id: string): WhetstoneError {
  return new WhetstoneError(
    'conflict',
    `There is a template "${id}" already.`,
    'Choose another name, or change that one.',
  );
}

async function textOf(
  name: string,
  library: CliLibrary,
  options: NewOptions,
  io: CommandIo,
): Promise<string> {
  const samples = options.values === undefined ? [] : await readSamples(options.values, options, io);
  const [first = {}] = samples;
  const source =
    options.from !== undefined
      ? findTemplate(library.templates, options.from).source
      : options.file === undefined
        ? beginning
        : (await readInput([], options.file, library.folder, io)).text;
  if (options.from !== undefined || source.startsWith('---\n')) {
    if (options.values === undefined) return source;
    const { body } = await parseTemplate(source, { id: idOf(name), scope: options.scope });
    const completed = withSchema(source, await schemaFromSamples(body, samples), first);
    if (completed !== null) return completed;
    await warnAbout(['It declares its variables already; the values were not used.'], options, io);
    return source;
  }
  return templateText({
    name,
    description: options.description ?? '',
    category: options.category ?? 'Other',
    tags: options.tag ?? [],
    body: source,
    schema: await schemaFromSamples(source, samples),
    sample: first,
  });
}

/** `whetstone template validate [ID|FILE…]`: what is wrong with templates, with line and column. Status 1 when something is. */
export async function validateTemplatesCommand(
  names: readonly string[],
  options: CommonOptions,
  io: CommandIo,
): Promise<number> {
  const library = await readLibrary(options, io);
  const templates =
    names.length === 0
      ? library.templates
      : await Promise.all(
          names.map(async (name) =>
            name.endsWith('.prompt') ? fileTemplate(name, library) : findTemplate(library.templates, name),
          ),
        );
  const results = await Promise.all(
    templates.map(async (template) => ({
      id: template.id,
      scope: template.scope,
      path: template.path,
      score: (await listTemplate(template)).score,
      problems: template.problems.map(({ message, line, column, span }) => ({
        message,
        line,
        column,
        ...span,
      })),
      remarks: template.remarks,
    })),
  );
  if (options.json) await writeJson(io, results);
  else {
    const paint = paintFor(io.stdout, options, io);
    const lines = results.flatMap(({ id, path, problems, remarks }) => {
      const where = path === null ? id : relative(library.folder, path);
      return [
        ...problems.map(
          ({ line, column, message }) =>
            `${shown(where)}:${line}:${column} ${paint('red', 'error')} ${shownShort(message, 300)}\n`,
        ),
        ...remarks.map((remark) => `${shown(where)} ${paint('dim', shownShort(remark, 300))}\n`),
      ];
    });
    await io.stdout.write(lines.join(''));
    if (!options.quiet) {
      const wrong = results.filter(({ problems }) => problems.length > 0).length;
      await io.stderr.write(`${results.length} templates, ${wrong} with problems\n`);
    }
  }
  return results.some(({ problems }) => problems.length > 0) ? exitStatus.fellShort : exitStatus.done;
}

async function fileTemplate(name: string, library: CliLibrary): Promise<Template> {
  const path = resolve(library.folder, name);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadableFile(name, cause);
  });
  return parseTemplate(text, { id: basename(path, '.prompt'), scope: 'workspace', path });
}

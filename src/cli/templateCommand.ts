import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { WhetstoneError } from '../core/errors.ts';
import { findTemplate, listTemplate, loadTemplates, type TemplateListing } from '../core/library/library.ts';
import { renderTemplate } from '../core/library/renderTemplate.ts';
import type { Template } from '../core/library/template.ts';
import { countTokens } from '../core/usage/tokens.ts';
import { readTeamConfigOf, repositoryRoot } from '../node/teamConfig.ts';
import { teamTemplates } from '../node/teamTemplates.ts';
import { templateFolders } from '../node/templateFiles.ts';
import { countDone } from './countDone.ts';
import { exitStatus } from './exitStatus.ts';
import { workingFolder } from './folder.ts';
import { unreadableFile } from './input.ts';
import { installation } from './installation.ts';
import type { CommandIo } from './io.ts';
import { warnAbout } from './remarks.ts';
import { type CommonOptions, paintFor, shown, shownShort, writeJson } from './terminal.ts';

export interface RenderOptions extends CommonOptions {
  /** `name=value` each. */
  readonly var?: readonly string[];
  /** A JSON file with values by name. */
  readonly vars?: string;
}

/** `whetstone template list`: the templates there are, by category. */
export async function listTemplatesCommand(options: CommonOptions, io: CommandIo): Promise<number> {
  const listings = await Promise.all((await readLibrary(options, io)).map(listTemplate));
  if (options.json) await writeJson(io, listings);
  else await io.stdout.write(renderListings(listings, options, io));
  return exitStatus.done;
}

/** `whetstone template show ID`: a template's variables and source. */
export async function showTemplateCommand(
  id: string,
  options: CommonOptions,
  io: CommandIo,
): Promise<number> {
  const template = findTemplate(await readLibrary(options, io), id);
  if (options.json) {
    const { variables, sample, body, problems } = template;
    await writeJson(io, { ...(await listTemplate(template)), variables, sample, body, problems });
    return exitStatus.done;
  }
  const variables = template.variables.map(
    ({ name, type, required, description }) =>
      `  ${name} (${type}${required ? ', required' : ''})${description === '' ? '' : `: ${description}`}`,
  );
  await io.stdout.write(
    shownLines([
      template.name,
      template.description,
      '',
      'Variables',
      ...variables,
      '',
      template.body.trim(),
    ]),
  );
  return exitStatus.done;
}

/** `whetstone template render ID --var k=v --vars file.json`: the text that the template gives with these values. */
export async function renderTemplateCommand(
  id: string,
  options: RenderOptions,
  io: CommandIo,
): Promise<number> {
  const template = findTemplate(await readLibrary(options, io), id);
  const fromFile = options.vars === undefined ? {} : await readValues(options.vars, options, io);
  const rendered = await renderTemplate(template, { ...fromFile, ...valuesOf(options.var ?? []) });
  if (options.json) {
    const { tokens } = await countTokens(rendered.text);
    await writeJson(io, { ...rendered, tokens, version: template.version });
  } else await io.stdout.write(`${rendered.text}\n`);
  countDone('rendering', 1, io);
  return exitStatus.done;
}

/** Built-in templates, those under WHETSTONE_HOME, those of the working folder, and those that the team's configuration names. */
async function readLibrary(options: CommonOptions, io: CommandIo): Promise<readonly Template[]> {
  const folder = await workingFolder(options, io);
  const root = await repositoryRoot(folder);
  const { config, warnings } = await readTeamConfigOf(folder);
  const team = await teamTemplates(root, config.templates ?? []);
  await warnAbout([...warnings, ...team.warnings], options, io);
  const installed = installation();
  const home = io.env['WHETSTONE_HOME'];
  const folders = [
    ...(installed === null ? [] : [{ scope: 'builtin' as const, path: join(installed.folder, 'templates') }]),
    ...(home ? [{ scope: 'user' as const, path: join(home, 'templates') }] : []),
    ...[join(folder, '.whetstone', 'templates'), ...team.paths].map((path) => ({
      scope: 'workspace' as const,
      path,
      within: root,
    })),
  ];
  return loadTemplates(templateFolders(folders), io.signal);
}

function valuesOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      if (equals > 0) return [pair.slice(0, equals), pair.slice(equals + 1)];
      throw new WhetstoneError('usage', `"${shownShort(pair)}" is no name=value.`, 'Write --var name=value.');
    }),
  );
}

async function readValues(
  file: string,
  options: CommonOptions,
  io: CommandIo,
): Promise<Record<string, unknown>> {
  const path = resolve(await workingFolder(options, io), file);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadableFile(file, cause);
  });
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (cause) {
    throw new WhetstoneError('input-unreadable', `"${file}" is not valid JSON.`, 'Give one JSON object.', {
      cause,
    });
  }
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return { ...values };
  throw new WhetstoneError('input-unreadable', `"${file}" holds no JSON object.`, 'Give one JSON object.');
}

function renderListings(listings: readonly TemplateListing[], options: CommonOptions, io: CommandIo): string {
  const paint = paintFor(io.stdout, options, io);
  const width = Math.max(0, ...listings.map(({ id }) => id.length));
  return [...Map.groupBy(listings, ({ category }) => category)]
    .map(([category, members]) => {
      const rows = members.map(({ id, score, description }) => {
        const points = score === null ? '  -' : String(score).padStart(3);
        return `  ${shown(id).padEnd(width)}  ${points}  ${paint('dim', shownShort(description, 90))}`;
      });
      return `${[paint('bold', shown(category)), ...rows].join('\n')}\n`;
    })
    .join('');
}

function shownLines(lines: readonly string[]): string {
  return `${lines.flatMap((line) => line.split('\n').map(shown)).join('\n')}\n`;
}

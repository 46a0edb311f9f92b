import { isAbort, WhetstoneError } from '../core/errors.ts';
import { findTemplate, listTemplate, type TemplateListing } from '../core/library/library.ts';
import { parseTemplate } from '../core/library/parseTemplate.ts';
import { renderTemplate } from '../core/library/renderTemplate.ts';
import type { Template } from '../core/library/template.ts';
import { countTokens } from '../core/usage/tokens.ts';
import { countDone } from './countDone.ts';
import { exitStatus } from './exitStatus.ts';
import type { CommandIo } from './io.ts';
import { warnAbout } from './remarks.ts';
import {
  type CliLibrary,
  keyOf,
  type KnownRecord,
  readLibrary,
  recordsOf,
  withVersions,
} from './templateLibrary.ts';
import { givenValues, type ValueOptions } from './templateValues.ts';
import { type CommonOptions, paintFor, shown, shownShort, writeJson } from './terminal.ts';

export interface RenderOptions extends ValueOptions {
  /** Render the version with this label. */
  readonly label?: string;
  /** Render this version. */
  readonly at?: string;
}

/** `whetstone template list`: the templates there are, by category. */
export async function listTemplatesCommand(options: CommonOptions, io: CommandIo): Promise<number> {
  const library = await readLibrary(options, io);
  const records = await recordsOf(library, options, io);
  const listings = await Promise.all(
    library.templates.map(async (template) => ({
      ...(await listTemplate(template, records.get(template))),
      ...figuresOf(records.get(template)),
    })),
  );
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
  const library = await readLibrary(options, io);
  const template = findTemplate(library.templates, id);
  if (options.json) {
    const { variables, sample, body, problems, remarks } = template;
    const record = (await recordsOf(library, options, io)).get(template);
    const listing = { ...(await listTemplate(template, record)), ...figuresOf(record) };
    await writeJson(io, { ...listing, variables, sample, body, problems, remarks });
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
  const library = await readLibrary(options, io);
  const current = findTemplate(library.templates, id);
  const { template, version } = await atVersion(library, current, options, io);
  const rendered = await renderTemplate(template, await givenValues(options, io));
  if (options.json) {
    const { tokens } = await countTokens(rendered.text);
    await writeJson(io, { ...rendered, tokens, version });
  } else await io.stdout.write(`${rendered.text}\n`);
  countDone('rendering', 1, io);
  await rememberUse(library, current, options, io);
  return exitStatus.done;
}

/** What a template's runs come to, as lists show it. */
function figuresOf(record: KnownRecord | undefined): Readonly<Record<string, number | null>> {
  const { meanCostUsd = null, runs = 0, successShare = null } = record?.figures ?? {};
  return { runs, successShare, meanCostUsd };
}

/** The template as it is, or an earlier version of it. */
async function atVersion(
  library: CliLibrary,
  template: Template,
  options: RenderOptions,
  io: CommandIo,
): Promise<{ readonly template: Template; readonly version: number }> {
  const wanted = options.label ?? options.at;
  if (wanted === undefined) {
    const record = options.json ? (await recordsOf(library, options, io)).get(template) : undefined;
    return {
      template,
      version: record === undefined || record.latest === 0 ? template.version : record.latest,
    };
  }
  const { version, text } = await withVersions(library, (versions) =>
    versions.read(
      keyOf(library, template),
      options.label ?? (/^\d{1,9}$/.test(wanted) ? Number(wanted) : wanted),
      io.signal,
    ),
  );
  const { id, scope, partials } = template;
  return { template: { ...(await parseTemplate(text, { id, scope })), partials }, version: version.number };
}

/** Counts a use. The text is printed by now: a database that cannot be used is a remark. */
async function rememberUse(
  library: CliLibrary,
  template: Template,
  options: CommonOptions,
  io: CommandIo,
): Promise<void> {
  try {
    await withVersions(library, (versions) =>
      versions.amend(keyOf(library, template), { usedAt: Date.now() }, io.signal),
    );
  } catch (error) {
    if (isAbort(error) || !(error instanceof WhetstoneError)) throw error;
    await warnAbout([`The use was not counted: ${error.message} ${error.hint}`], options, io);
  }
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

import { parsePrompt } from '../prompt/parsePrompt.ts';
import type { Span } from '../span.ts';
import { nearest } from '../nearest.ts';
import { topKeys } from './editing/frontMatterKeys.ts';
import { helperNames } from './expressions.ts';
import { mentionsIn } from './mentions.ts';
import type {
  Template,
  TemplateOutput,
  TemplateProblem,
  TemplateProblemCode,
  TemplateScope,
  TemplateVariable,
  VariableType,
} from './template.ts';

/**
 * Reads one dotprompt file.
 *
 * @param source the file's text
 * @param identity `id` (the file's name without its extension) and the scope it was found in
 * @returns the template; whatever is wrong with it is in `problems`, so that a broken file can still be shown and mended.
 */
export async function parseTemplate(
  source: string,
  identity: { readonly id: string; readonly scope: TemplateScope; readonly path?: string },
): Promise<Template> {
  const { frontMatter, body } = parsePrompt(source, { kind: 'prompt' });
  const data = frontMatter?.data ?? {};
  const problems: TemplateProblem[] = [];
  const report = (
    code: TemplateProblemCode,
    message: string,
    span: Span,
    about: Pick<TemplateProblem, 'name' | 'near'> = {},
  ): void => {
    problems.push({ code, message, span, ...about, ...positionOf(source, span.start) });
  };

  const placeOf = (key: string): Span =>
    frontMatter?.entries.find((entry) => entry.key === key)?.keySpan ?? { start: 0, end: 0 };

  if (frontMatter?.closed === false)
    report(
      'template-front-matter',
      'The front matter is not closed. Add a line with "---" after it.',
      frontMatter.span,
    );
  else if (frontMatter?.error)
    report(
      'template-front-matter',
      `The front matter is not valid YAML: ${frontMatter.error.message}`,
      frontMatter.error.span,
    );

  const bodyText = source.slice(body.start, body.end);
  const input = asRecord(data['input']);
  const schema = await readSchema(input['schema'], (message) =>
    report('template-schema', `The input schema cannot be read: ${message}`, placeOf('input')),
  );
  const output = await outputOf(asRecord(data['output']), (message) =>
    report('template-schema', `The output schema cannot be read: ${message}`, placeOf('output')),
  );
  const variables = variablesOf(schema, asRecord(input['default']));

  const mentions = await mentionsIn(bodyText);
  if (mentions.error) {
    const start = body.start + mentions.error.offset;
    report('template-syntax', mentions.error.message, { start, end: Math.min(start + 1, source.length) });
  }
  if (schema) {
    const declared = new Set(variables.map((variable) => variable.name));
    for (const mention of mentions.variables) {
      if (declared.has(mention.name)) continue;
      const near = nearest(mention.name, declared);
      const hint = near ? ` Did you mean "${near}"?` : ' Declare it under input.schema.';
      report(
        'template-variable',
        `"${mention.name}" is not a variable of this template.${hint}`,
        shift(mention.span, body.start),
        { name: mention.name, near },
      );
    }
  } else {
    for (const name of new Set(mentions.variables.map((mention) => mention.name))) {
      variables.push({ name, type: 'any', description: '', required: true, options: [], default: undefined });
    }
  }
  for (const mention of mentions.helpers) {
    if (helperNames.has(mention.name)) continue;
    const near = nearest(mention.name, helperNames);
    report(
      'template-helper',
      `There is no helper "${mention.name}".${near ? ` Did you mean "${near}"?` : ''}`,
      shift(mention.span, body.start),
      { name: mention.name, near },
    );
  }

  const metadata = asRecord(data['metadata']);
  return {
    id: identity.id,
    scope: identity.scope,
    path: identity.path ?? null,
    source,
    name: asText(data['name']) || identity.id,
    description: asText(data['description']),
    category: asText(metadata['category']) || asText(data['category']) || 'Other',
    tags: asTexts(metadata['tags'] ?? data['tags']),
    variables,
    sample: asRecord(metadata['sample']),
    body: bodyText,
    version: 1,
    uses: mentions.partials.map(({ span, ...use }) => {
      const place = shift(span, body.start);
      return { ...use, span: place, ...positionOf(source, place.start) };
    }),
    partials: {},
    model: asText(data['model']) || null,
    config: asRecord(data['config']),
    inputSchema: schema,
    output,
    limits: limitsOf(metadata['limits'], (message) =>
      report('template-schema', message, placeOf('metadata')),
    ),
    languages: asTexts(metadata['languages']),
    remarks: Object.keys(data)
      .filter((key) => !topKeys.has(key))
      .map((key) => `The key "${key}" of the front matter is not known; it is kept and has no effect.`),
    problems,
  };
}

/** JSON Schema of the variables; null when the template declares none. Picoschema is expanded by the dotprompt library. */
async function readSchema(
  schema: unknown,
  report: (message: string) => void,
): Promise<Record<string, unknown> | null> {
  if (schema === undefined || schema === null) return null;
  const { picoschema } = await import('dotprompt');
  try {
    return asRecord(await picoschema(schema));
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** `output` of the front matter: a schema means JSON, unless `format` says text. */
async function outputOf(
  output: Readonly<Record<string, unknown>>,
  report: (message: string) => void,
): Promise<TemplateOutput | null> {
  const { format, schema } = output;
  if (format !== undefined && format !== 'json' && format !== 'text')
    report('output.format has to be json or text.');
  const expanded = await readSchema(schema, report);
  if (format === 'text') return { format, schema: null };
  return expanded === null && format !== 'json' ? null : { format: 'json', schema: expanded };
}

/** `metadata.limits`: bytes by variable, `200000` or `200 kB`. */
function limitsOf(limits: unknown, report: (message: string) => void): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(asRecord(limits)).flatMap(([name, written]): [string, number][] => {
      const match = /^(\d{1,9})(?:\s*(k|M)?B)?$/.exec(String(written).trim());
      if (match === null) {
        report(`The limit of "${name}" has to be a number of bytes, such as 200000 or 200 kB.`);
        return [];
      }
      const unit = match[2] === 'M' ? 1_000_000 : match[2] === 'k' ? 1000 : 1;
      return [[name, Number(match[1]) * unit]];
    }),
  );
}

const variableTypes: ReadonlySet<string> = new Set([
  'string',
  'number',
  'integer',
  'boolean',
  'array',
  'object',
]);

function variablesOf(
  schema: Record<string, unknown> | null,
  defaults: Record<string, unknown>,
): TemplateVariable[] {
  const required = new Set(asTexts(schema?.['required']));
  return Object.entries(asRecord(schema?.['properties'])).map(([name, value]) => {
    const property = asRecord(value);
    // Picoschema writes an optional value as a union with null.
    const type = [property['type']].flat().find((entry) => entry !== 'null');
    return {
      name,
      type: typeof type === 'string' && variableTypes.has(type) ? (type as VariableType) : 'any',
      description: asText(property['description']),
      required: required.has(name) && defaults[name] === undefined,
      options: asTexts(property['enum']),
      default: defaults[name],
    };
  });
}

function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function asTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

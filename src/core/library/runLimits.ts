import { WhetstoneError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { grouped } from '../usage/money.ts';
import { textOf } from './expressions.ts';
import { misfitsInWords, misfitsOf } from './schemaMisfits.ts';
import type { Template } from './template.ts';

/** Most bytes of a value that holds code when the template does not say (design document 003). */
export const codeLimit = 50_000;

/** Variables that hold code, by their names. */
const codeNames = /^(?:code|diff|source|file_content)$|_code$|^code_/;

/**
 * Refuses values that a template is not run with: larger than its limits, in a language that it does not know, or of a shape that its input schema does not
 * allow. Throws `input-too-large` or `template-schema`.
 *
 * @param values as `checkedValues` gives them: converted, with defaults
 */
export function refuseUnfit(template: Template, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    refuseOversized(template, name, value);
    refuseMisshapen(template, name, value);
  }
  refuseLanguage(template, values['language']);
}

/** The most bytes that a value may have; null = no limit of its own. */
export function limitOf({ limits }: Pick<Template, 'limits'>, name: string): number | null {
  if (Object.hasOwn(limits, name)) return limits[name] ?? null;
  return codeNames.test(name) ? codeLimit : null;
}

function refuseOversized(template: Template, name: string, value: unknown): void {
  const limit = limitOf(template, name);
  if (limit === null) return;
  const text = textOf(value);
  // No text has fewer bytes than units, none more than three times as many.
  if (text.length * 3 <= limit) return;
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= limit) return;
  throw new WhetstoneError(
    'input-too-large',
    `"${name}" of the template "${template.id}" has ${grouped(bytes)} bytes, more than the ${grouped(limit)} allowed.`,
    `Give the part that matters, or raise metadata.limits.${name} of the template.`,
  );
}

function refuseMisshapen(template: Template, name: string, value: unknown): void {
  const properties = template.inputSchema?.['properties'];
  // Texts and numbers are checked where they are converted; '' stands for what was left out.
  if (typeof properties !== 'object' || properties === null || value === '') return;
  if (!Object.hasOwn(properties, name)) return;
  const misfits = misfitsOf(value, Reflect.get(properties, name));
  if (misfits.length === 0) return;
  throw new WhetstoneError(
    'template-schema',
    `"${name}" does not fit the input schema of the template "${template.id}": ${misfitsInWords(misfits)}`,
    'Correct the value, then try again.',
  );
}

function refuseLanguage({ id, languages }: Template, language: unknown): void {
  const given = textOf(language).trim();
  if (languages.length === 0 || given === '') return;
  if (languages.some((known) => known.toLowerCase() === given.toLowerCase())) return;
  const near = nearest(given, languages);
  throw new WhetstoneError(
    'template-schema',
    `The template "${id}" is not made for the language "${given.slice(0, 60)}".`,
    near ? `Did you mean "${near}"?` : `Its languages are: ${languages.join(', ')}.`,
  );
}

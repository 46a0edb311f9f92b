import type Handlebars from 'handlebars';
import { WhetstoneError } from '../errors.ts';
import { mapStrings } from '../guard/mapStrings.ts';
import { nearest } from '../nearest.ts';
import { expressions, textOf } from './expressions.ts';
import { BoundsError, longestRendering, RenderBounds } from './renderBounds.ts';
import type { RenderedTemplate, Template, TemplateMessage, TemplateVariable } from './template.ts';

/** Starts a message of another role in the rendered text; private-use characters that no template contains. */
const roleMark = '\uE000role:';
const roleEnd = '\uE001';

/**
 * Fills in a template.
 *
 * @param template a template without problems
 * @param values by variable name; text for numbers, true/false and lists is converted, so that a form or a terminal can give it
 * @returns the messages by role and the same text in one piece
 * @throws WhetstoneError `template-schema` when a value is missing, of another type, or of no variable of the template;
 *   `template-render` when the template itself is broken
 */
export async function renderTemplate(
  template: Template,
  values: Readonly<Record<string, unknown>>,
): Promise<RenderedTemplate> {
  refuseBroken(template);
  return fillIn(template, checkedValues(template, values));
}

/** The same with values as they are, checked against nothing. */
export async function fillIn(
  template: Template,
  data: Readonly<Record<string, unknown>>,
): Promise<RenderedTemplate> {
  refuseBroken(template);
  const { default: handlebars } = await import('handlebars');
  const engine = engineFor(template, handlebars);
  let text: string;
  try {
    text = engine.compile(template.body, compileOptions)(mapStrings(data, withoutMarks));
  } catch (error) {
    throw new WhetstoneError(
      'template-render',
      `The template "${template.id}" could not be filled in: ${error instanceof Error ? error.message : String(error)}`,
      error instanceof BoundsError
        ? 'Give shorter lists, or take a loop away.'
        : 'Check the expression that the message names.',
      { cause: error },
    );
  }
  if (text.length > longestRendering) {
    throw new WhetstoneError(
      'template-render',
      `The template "${template.id}" rendered to ${text.length} characters, more than the ${longestRendering} allowed.`,
      'Give shorter values, or split the template.',
    );
  }
  const messages = messagesOf(text);
  return { text: messages.map((message) => message.content).join('\n\n'), messages };
}

/** A value must not begin a message of another role. */
function withoutMarks(text: string): string {
  return text.includes(roleMark) ? text.replaceAll(roleMark, '') : text;
}

function refuseBroken(template: Template): void {
  const problem = template.problems[0];
  if (problem) {
    throw new WhetstoneError(
      'template-render',
      `The template "${template.id}" has an error in line ${problem.line}, column ${problem.column}: ${problem.message}`,
      'Correct the template, then try again.',
    );
  }
}

const compileOptions = { noEscape: true, strict: true, knownHelpers: { log: false } } as const;

/** Handlebars with our helpers and the template's partials, in which loops and partials are counted. */
function engineFor(template: Template, handlebars: typeof Handlebars): typeof Handlebars {
  const engine = handlebars.create();
  const bounds = new RenderBounds();
  engine.registerHelper({ ...expressions });
  engine.registerHelper('role', (name: unknown) => `${roleMark}${String(name)}${roleEnd}`);
  const each = engine.helpers['each'];
  if (each === undefined) throw new Error('Handlebars has lost its each');
  engine.registerHelper('each', function (this: unknown, list: unknown, options: Handlebars.HelperOptions) {
    return Reflect.apply(each, this, [list, { ...options, fn: bounds.count(options.fn) }]) as string;
  });
  // It would write to the terminal, and hide a variable of this name.
  engine.unregisterHelper('log');
  for (const { name } of template.variables) preferVariable(engine, name);
  for (const [name, body] of Object.entries(template.partials)) {
    engine.registerPartial(name, bounds.count(engine.compile(body, compileOptions)));
  }
  return engine;
}

/** Lets `{{name}}` mean the declared variable also where a helper has its name; with arguments it is still the helper. */
function preferVariable(engine: typeof Handlebars, name: string): void {
  const helper = Object.hasOwn(engine.helpers, name) ? engine.helpers[name] : undefined;
  if (helper === undefined) return;
  engine.registerHelper(name, function (this: unknown, ...given: unknown[]) {
    const options = given.at(-1) as Handlebars.HelperOptions;
    const alone = given.length === 1 && Object.keys(options.hash as object).length === 0;
    if (!alone) return Reflect.apply(helper, this, given) as unknown;
    return (options.data as { root: Record<string, unknown> }).root[name];
  });
}

/**
 * The values with defaults filled in and types checked; empty text for an optional value that was left out. Throws `template-schema`.
 */
export function checkedValues(
  template: Template,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const names = template.variables.map((variable) => variable.name);
  for (const name of Object.keys(values)) {
    if (names.includes(name)) continue;
    const near = nearest(name, names);
    throw new WhetstoneError(
      'template-schema',
      `The template "${template.id}" has no variable "${name}".`,
      near ? `Did you mean "${near}"?` : `Its variables are: ${names.join(', ')}.`,
    );
  }
  const data: Record<string, unknown> = {};
  for (const variable of template.variables) {
    const given = Object.hasOwn(values, variable.name) ? values[variable.name] : undefined;
    const value = given === undefined || given === '' ? variable.default : given;
    if (value === undefined || (variable.required && textOf(value).trim() === '')) {
      if (variable.required) {
        throw new WhetstoneError(
          'template-schema',
          `The template "${template.id}" needs a value for "${variable.name}"${variable.description ? ` (${variable.description})` : ''}.`,
          `Give it with --var ${variable.name}=…, or fill in the form field.`,
        );
      }
      data[variable.name] = variable.type === 'array' ? [] : '';
    } else {
      data[variable.name] = converted(template, variable, value);
    }
  }
  return data;
}

/** `value` in the variable's type; a form and a terminal only know text. */
function converted(template: Template, variable: TemplateVariable, value: unknown): unknown {
  const wrong = (expected: string): WhetstoneError =>
    new WhetstoneError(
      'template-schema',
      `"${variable.name}" of the template "${template.id}" has to be ${expected}.`,
      'Correct the value, then try again.',
    );
  if (variable.options.length > 0 && !variable.options.includes(textOf(value))) {
    throw wrong(`one of ${variable.options.join(', ')}`);
  }
  switch (variable.type) {
    case 'number':
    case 'integer': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isFinite(number)) throw wrong('a number');
      if (variable.type === 'integer' && !Number.isInteger(number)) throw wrong('a whole number');
      return number;
    }
    case 'boolean':
      if (!['true', 'false'].includes(textOf(value))) throw wrong('true or false');
      return textOf(value) === 'true';
    case 'array':
      if (Array.isArray(value)) return value;
      if (typeof value !== 'string') throw wrong('a list');
      return value
        .split(/[\n,]/)
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '');
    case 'string':
      if (typeof value === 'object') throw wrong('text');
      return textOf(value);
    default:
      return value;
  }
}

/** Cuts the rendered text at the marks of `{{role}}`; text before the first mark is the user's. Runs of blank lines become one. */
function messagesOf(text: string): TemplateMessage[] {
  const [first = '', ...rest] = text.split(roleMark);
  const parts = [
    { role: 'user', content: first },
    ...rest.map((part) => {
      const end = part.indexOf(roleEnd);
      return { role: part.slice(0, end), content: part.slice(end + roleEnd.length) };
    }),
  ];
  return parts
    .map(({ role, content }) => ({
      role,
      content: content.replaceAll(/(?:[ \t]*\r?\n){3,}/g, '\n\n').trim(),
    }))
    .filter((message) => message.content !== '');
}

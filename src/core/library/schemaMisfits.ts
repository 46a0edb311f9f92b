/** One place where a value does not fit its schema. */
export interface Misfit {
  /** Where in the value, `items[2].name`; '' for the value itself. */
  readonly path: string;
  /** What is expected there, for people and models: `has to be a whole number`. */
  readonly message: string;
}

/** More than these tell nobody more. */
const mostMisfits = 20;
/** Values nested deeper are no answer to anything. */
const deepest = 64;

type Schema = Readonly<Record<string, unknown>>;

/**
 * Where a value does not fit a JSON Schema, in order; empty when it fits. Knows what Picoschema expands to and the usual rest of draft 2020-12: type, enum,
 * const, properties, required, additionalProperties, items, prefixItems, anyOf, oneOf, allOf, not, and the bounds of numbers, texts and lists. `$ref`, `pattern` and
 * `format` are not looked at: patterns of a cloned repository may take for ever.
 */
export function misfitsOf(value: unknown, schema: unknown): readonly Misfit[] {
  const found: Misfit[] = [];
  look(value, schema, '', found, 0);
  return found.slice(0, mostMisfits);
}

/** The misfits as one sentence. */
export function misfitsInWords(misfits: readonly Misfit[]): string {
  return `${misfits
    .slice(0, 5)
    .map(({ message, path }) => `${path === '' ? 'the value' : path} ${message}`)
    .join('; ')}.`;
}

function look(value: unknown, schema: unknown, path: string, found: Misfit[], depth: number): void {
  if (schema === true || found.length >= mostMisfits) return;
  const say = (message: string): void => {
    found.push({ path, message });
  };
  if (schema === false) return say('is not expected');
  if (!isRecord(schema)) return;
  if (depth > deepest) return say('is nested too deep');
  const types = [schema['type']].flat().filter((type) => typeof type === 'string');
  if (types.length > 0 && !types.some((type) => isOfType(value, type)))
    return say(`has to be ${types.map((type) => typeWords[type] ?? type).join(' or ')}`);
  const choices = schema['enum'];
  if (Array.isArray(choices) && !choices.some((choice) => isEqual(choice, value)))
    return say(`has to be one of ${choices.slice(0, 20).map(shown).join(', ')}`);
  if (Object.hasOwn(schema, 'const') && !isEqual(schema['const'], value))
    return say(`has to be ${shown(schema['const'])}`);
  if (typeof value === 'number') lookAtNumber(value, schema, say);
  if (typeof value === 'string') lookAtLength(Array.from(value).length, schema, 'Length', 'characters', say);
  if (Array.isArray(value)) lookAtList(value, schema, path, found, depth);
  else if (isRecord(value)) lookAtObject(value, schema, path, found, depth);
  lookAtCombinations(value, schema, path, found, depth);
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'null':
      return value === null;
    default:
      return true;
  }
}

function lookAtNumber(value: number, schema: Schema, say: (message: string) => void): void {
  const bounds: readonly [string, string, (bound: number) => boolean][] = [
    ['minimum', 'at least', (bound) => value >= bound],
    ['maximum', 'at most', (bound) => value <= bound],
    ['exclusiveMinimum', 'more than', (bound) => value > bound],
    ['exclusiveMaximum', 'less than', (bound) => value < bound],
  ];
  for (const [keyword, words, holds] of bounds) {
    const bound = schema[keyword];
    if (typeof bound === 'number' && !holds(bound)) say(`has to be ${words} ${bound}`);
  }
}

function lookAtLength(
  length: number,
  schema: Schema,
  keyword: 'Length' | 'Items',
  unit: string,
  say: (message: string) => void,
): void {
  const least = schema[`min${keyword}`];
  const most = schema[`max${keyword}`];
  if (typeof least === 'number' && length < least) say(`has to have at least ${least} ${unit}`);
  if (typeof most === 'number' && length > most) say(`has to have at most ${most} ${unit}`);
}

function lookAtList(
  value: readonly unknown[],
  schema: Schema,
  path: string,
  found: Misfit[],
  depth: number,
): void {
  lookAtLength(value.length, schema, 'Items', 'entries', (message) => found.push({ path, message }));
  const first = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  value.forEach((entry, index) => {
    const expected: unknown = index < first.length ? first[index] : schema['items'];
    if (expected !== undefined) look(entry, expected, `${path}[${index}]`, found, depth + 1);
  });
}

function lookAtObject(
  value: Readonly<Record<string, unknown>>,
  schema: Schema,
  path: string,
  found: Misfit[],
  depth: number,
): void {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const under = (name: string): string => (path === '' ? name : `${path}.${name}`);
  for (const name of required) {
    if (typeof name === 'string' && !Object.hasOwn(value, name))
      found.push({ path: under(name), message: 'is missing' });
  }
  for (const [name, entry] of Object.entries(value)) {
    const expected = Object.hasOwn(properties, name) ? properties[name] : schema['additionalProperties'];
    if (expected !== undefined) look(entry, expected, under(name), found, depth + 1);
  }
}

function lookAtCombinations(
  value: unknown,
  schema: Schema,
  path: string,
  found: Misfit[],
  depth: number,
): void {
  const fits = (choice: unknown): boolean => {
    const inside: Misfit[] = [];
    look(value, choice, path, inside, depth + 1);
    return inside.length === 0;
  };
  for (const part of listOf(schema['allOf'])) look(value, part, path, found, depth + 1);
  const any = listOf(schema['anyOf']);
  if (any.length > 0 && !any.some(fits)) found.push({ path, message: 'fits none of the allowed forms' });
  const one = listOf(schema['oneOf']);
  if (one.length > 0 && one.filter(fits).length !== 1)
    found.push({ path, message: 'has to fit exactly one of the allowed forms' });
  if (isRecord(schema['not']) && fits(schema['not']))
    found.push({ path, message: 'has a form that is not allowed' });
}

/** Equal as JSON; objects whatever the order of their names. */
function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) || Array.isArray(right))
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((entry, index) => isEqual(entry, right[index]))
    );
  if (!isRecord(left) || !isRecord(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isEqual(left[name], right[name]))
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

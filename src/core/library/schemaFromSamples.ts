import { mentionsIn } from './mentions.ts';

/** Picoschema as it stands in a front matter: types by name, `?` behind the name of what may be left out. */
export type Picoschema = { readonly [name: string]: string | Picoschema };

type Values = Readonly<Record<string, unknown>>;

/** Objects in samples are looked into so deep; below that they are any objects. */
const deepest = 6;

/** Names that can stand in Picoschema without meaning something else. */
const plainName = /^[A-Za-z_][\w-]*$/;

/**
 * The input schema of a template that has none: its variables from the syntax tree, in the order of their first use, their types from sample values. A
 * variable is optional when a sample leaves it out, or when the template itself asks whether it is there (`{{#if x}}`, `{{default x …}}`); a list when it is
 * looped over. Without samples everything else is text.
 *
 * @param body Handlebars source
 * @param samples values by variable, any number of them
 * @param descriptions what is known about variables, by name
 */
export async function schemaFromSamples(
  body: string,
  samples: readonly Values[],
  descriptions: Readonly<Record<string, string>> = {},
): Promise<Picoschema> {
  const { variables } = await mentionsIn(body);
  const looped = namesIn(body, /\{\{#each\s+([A-Za-z_]\w*)/g);
  const tested = namesIn(body, /\{\{(?:#if|#unless|default)\s+([A-Za-z_]\w*)|\(default\s+([A-Za-z_]\w*)/g);
  const names = [...new Set(variables.map(({ name }) => name))].filter((name) => plainName.test(name));
  return Object.fromEntries(
    names.map((name) => {
      const values = samples.map((sample) => (Object.hasOwn(sample, name) ? sample[name] : undefined));
      const given = values.filter(isGiven);
      const optional = tested.has(name) || values.some((value) => !isGiven(value));
      const isList = given.length === 0 ? looped.has(name) : given.every(Array.isArray);
      return entryOf(name, given, { optional, isList, description: descriptions[name] ?? '', depth: 0 });
    }),
  );
}

interface Entry {
  readonly optional: boolean;
  readonly isList: boolean;
  readonly description: string;
  readonly depth: number;
}

function entryOf(
  name: string,
  values: readonly unknown[],
  { depth, description, isList, optional }: Entry,
): [string, string | Picoschema] {
  const key = `${name}${optional ? '?' : ''}`;
  const words = description.replaceAll(/\s+/g, ' ').trim();
  const comma = words === '' ? '' : `, ${words.replaceAll(/[()]/g, '')}`;
  if (isList) {
    const entries = values.flat().filter(isGiven);
    const inner = isRecords(entries) ? objectOf(entries, depth + 1) : null;
    return [`${key}(array${comma})`, inner ?? scalarOf(entries)];
  }
  const inner = isRecords(values) ? objectOf(values, depth + 1) : null;
  return inner === null
    ? [key, `${scalarOf(values)}${words === '' ? '' : `, ${words}`}`]
    : [`${key}(object${comma})`, inner];
}

/** The schema of objects; null when they cannot be written in Picoschema or lie too deep. */
function objectOf(objects: readonly Values[], depth: number): Picoschema | null {
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  if (depth > deepest || names.length === 0 || !names.every((name) => plainName.test(name))) return null;
  return Object.fromEntries(
    names.map((name) => {
      const values = objects.map((object) => (Object.hasOwn(object, name) ? object[name] : undefined));
      const given = values.filter(isGiven);
      return entryOf(name, given, {
        optional: values.some((value) => !isGiven(value)),
        isList: given.length > 0 && given.every(Array.isArray),
        description: '',
        depth,
      });
    }),
  );
}

function scalarOf(values: readonly unknown[]): string {
  const types = new Set(values.map((value) => (Number.isInteger(value) ? 'integer' : typeof value)));
  if (types.size === 0) return 'string';
  if ([...types].every((type) => type === 'integer' || type === 'number'))
    return types.has('number') ? 'number' : 'integer';
  const [only] = types;
  return types.size === 1 && (only === 'string' || only === 'boolean') ? only : 'any';
}

/** Empty text and null are what forms and exports write for nothing. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isRecords(values: readonly unknown[]): values is readonly Values[] {
  return (
    values.length > 0 &&
    values.every((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  );
}

function namesIn(body: string, pattern: RegExp): ReadonlySet<string> {
  return new Set([...body.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? ''));
}

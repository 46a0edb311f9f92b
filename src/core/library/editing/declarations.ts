import type { Span } from '../../span.ts';
import type { FrontMatterEntry, FrontMatterIndex } from './frontMatterIndex.ts';

/** Where the front matter names a variable. */
export type DeclarationPlace = 'schema' | 'required' | 'default' | 'sample' | 'limit';

/** A name of a variable in the front matter. */
export interface Declaration {
  readonly name: string;
  /** The name alone, without `?` and `(array, …)`. */
  readonly span: Span;
  /** Its whole entry, from the key to the end of the value. */
  readonly entry: Span;
  readonly place: DeclarationPlace;
  /** What the schema says; '' elsewhere and where it says nothing. */
  readonly type: string;
  readonly description: string;
  readonly isOptional: boolean;
  /** The value as written, for `default` and `sample`; null when it is a list or a mapping. */
  readonly value: string | null;
}

const places: readonly (readonly [path: readonly string[], place: DeclarationPlace])[] = [
  [['input', 'schema', 'properties'], 'schema'],
  [['input', 'schema', 'required'], 'required'],
  [['input', 'schema'], 'schema'],
  [['input', 'default'], 'default'],
  [['metadata', 'sample'], 'sample'],
  [['metadata', 'limits'], 'limit'],
];

/**
 * Every place in the front matter that names a variable: the schema (Picoschema or JSON Schema,
 * https://google.github.io/dotprompt/reference/picoschema/), defaults, samples and limits.
 */
export function declarationsIn(frontMatter: FrontMatterIndex): readonly Declaration[] {
  const scalars = new Map(frontMatter.entries.map(({ path, scalar }) => [path.join('/'), scalar ?? '']));
  const isJsonSchema = scalars.has('input/schema/properties') || scalars.has('input/schema/$ref');
  const required = new Set(
    frontMatter.entries
      .filter(({ path }) => path.length === 4 && path.join('/').startsWith('input/schema/required/'))
      .map(({ scalar }) => scalar),
  );
  const declarations: Declaration[] = [];
  for (const entry of frontMatter.entries) {
    const parent = entry.path.slice(0, -1).join('/');
    const place = places.find(([path]) => path.join('/') === parent)?.[1];
    if (place === undefined) continue;
    if (isJsonSchema && parent === 'input/schema') continue;
    const key = place === 'required' ? (entry.scalar ?? '') : (entry.path.at(-1) ?? '');
    const read =
      place !== 'schema'
        ? { ...plain, name: key }
        : isJsonSchema
          ? fromJsonSchema(key, entry, scalars, required)
          : fromPicoschema(key, entry);
    // `(*)` stands for all other keys.
    if (read.name === '' || read.name === '(*)') continue;
    declarations.push({
      ...read,
      place,
      span: { start: entry.keySpan.start, end: entry.keySpan.start + read.name.length },
      entry: { start: entry.keySpan.start, end: Math.max(entry.keySpan.end, entry.valueSpan.end) },
      value: place === 'default' || place === 'sample' ? entry.scalar : null,
    });
  }
  return declarations;
}

type Read = Pick<Declaration, 'name' | 'type' | 'description' | 'isOptional'>;
const plain: Read = { name: '', type: '', description: '', isOptional: false };

/** `name?(array, What it is): string` and `name: string, What it is`. */
function fromPicoschema(key: string, { scalar }: FrontMatterEntry): Read {
  const bracket = key.indexOf('(');
  const bare = (bracket === -1 ? key : key.slice(0, bracket)).trim();
  const name = bare.endsWith('?') ? bare.slice(0, -1) : bare;
  const isOptional = bare.endsWith('?');
  if (bracket > 0) {
    const [kind, description] = cut(key.slice(bracket + 1).replace(/\)\s*$/, ''));
    const items = scalar === null ? '' : cut(scalar)[0];
    return {
      name,
      isOptional,
      type: kind === 'array' && items !== '' ? `array of ${items}` : kind,
      description,
    };
  }
  const [type, description] = cut(scalar ?? '');
  return {
    name: bracket === 0 ? '(*)' : name,
    isOptional,
    type: scalar === null ? 'object' : type,
    description,
  };
}

function fromJsonSchema(
  name: string,
  { path }: FrontMatterEntry,
  scalars: ReadonlyMap<string, string>,
  required: ReadonlySet<string | null>,
): Read {
  const field = (key: string): string => scalars.get([...path, key].join('/')) ?? '';
  return { name, type: field('type'), description: field('description'), isOptional: !required.has(name) };
}

function cut(text: string): [before: string, after: string] {
  const comma = text.indexOf(',');
  return comma === -1 ? [text.trim(), ''] : [text.slice(0, comma).trim(), text.slice(comma + 1).trim()];
}

import type { Template, TemplateVariable } from '../template.ts';
import type { TemplateIndex } from './templateIndex.ts';

/** Objects in a schema are followed this deep. */
const deepest = 4;

/**
 * A value for every variable, so that a template can be shown before anybody filled it in: its sample, else its default, else one made up by
 * its type. Where the author gave samples, optional variables without one stay empty. `index` tells lists in templates without a schema.
 */
export function sampleValues(template: Template, index: TemplateIndex): Readonly<Record<string, unknown>> {
  const hasSamples = Object.keys(template.sample).length > 0;
  const lists = loopedOver(index);
  const properties = record(template.inputSchema?.['properties']);
  const values: Record<string, unknown> = {};
  for (const variable of template.variables) {
    const { name, required } = variable;
    const known = Object.hasOwn(template.sample, name) ? template.sample[name] : variable.default;
    if (known !== undefined && known !== null) values[name] = known;
    else if (required || !hasSamples) values[name] = madeUp(variable, record(properties[name]), lists);
  }
  return values;
}

function madeUp(
  { name, options, type }: TemplateVariable,
  schema: Readonly<Record<string, unknown>>,
  lists: ReadonlySet<string>,
): unknown {
  if (options.length > 0) return options[0];
  if (type === 'any' && lists.has(name)) return [`‹${name} 1›`, `‹${name} 2›`];
  return ofSchema({ ...schema, type: type === 'any' ? undefined : type }, name, 0);
}

/** A value that fits a JSON Schema. Texts are the name in angle quotes. */
function ofSchema(schema: Readonly<Record<string, unknown>>, name: string, depth: number): unknown {
  const type = [schema['type']].flat().find((entry) => entry !== 'null');
  const [option]: readonly unknown[] = Array.isArray(schema['enum']) ? schema['enum'] : [];
  if (option !== undefined) return option;
  switch (type) {
    case 'number':
    case 'integer':
      return 3;
    case 'boolean':
      return true;
    case 'array': {
      const items = record(schema['items']);
      if (depth >= deepest) return [];
      return [1, 2].map((number) => ofSchema(items, `${name} ${number}`, depth + 1));
    }
    case 'object': {
      const properties = Object.entries(record(schema['properties'])).slice(0, 50);
      if (depth >= deepest) return {};
      return Object.fromEntries(
        properties.map(([key, value]) => [key, ofSchema(record(value), key, depth + 1)]),
      );
    }
    default:
      return `‹${name}›`;
  }
}

/** The variables that `each` goes through. */
function loopedOver({ tags, uses }: TemplateIndex): ReadonlySet<string> {
  const places = new Map(uses.map(({ name, span }) => [span.start, name]));
  return new Set(
    tags.flatMap(({ kind, parts }) => {
      const [helper, list] = parts;
      if (kind !== 'block' || helper?.text !== 'each' || list?.type !== 'path') return [];
      return places.get(list.segments[0]?.span.start ?? -1) ?? [];
    }),
  );
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

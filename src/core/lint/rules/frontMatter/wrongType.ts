import { fileKinds, type LintRule } from '../../rule.ts';
import { keysOf, type ValueType } from './keys.ts';

const wanted: Readonly<Record<ValueType, string>> = {
  string: 'text',
  boolean: 'true or false',
  list: 'a list',
  object: 'a mapping of keys to values',
  'string or list': 'text or a list',
  any: 'a value',
};

/** A value of a type that its key does not take. */
export const wrongType: LintRule = {
  id: 'wrong-type',
  group: 'front matter',
  kinds: fileKinds,
  severity: 'warning',
  checkedByEditor: true,
  why: 'A value of the wrong type is dropped without a word.',
  *check({ document: { frontMatter, kind, text } }) {
    const known = keysOf(kind);
    if (known === null || frontMatter === null || frontMatter.data === null) return;
    for (const { key, keySpan, valueSpan } of frontMatter.entries) {
      const type = Object.hasOwn(known, key) ? known[key] : undefined;
      if (type === undefined || fits(frontMatter.data[key], type)) continue;
      const written = text.slice(valueSpan.start, valueSpan.end);
      const empty = valueSpan.end <= valueSpan.start;
      const value = frontMatter.data[key];
      const texts =
        type === 'string' &&
        Array.isArray(value) &&
        value.length > 0 &&
        value.every((one) => typeof one === 'string')
          ? value.join(',')
          : null;
      const plain = /^[^\n"'[\]{}]{1,200}$/.test(written) && type === 'string';
      const bool = type === 'boolean' && /^(["'])(true|false)\1$/i.exec(written);
      yield {
        ...(empty ? keySpan : valueSpan),
        message: empty
          ? `"${key}" has no value. Give it ${wanted[type]}, or take it out.`
          : `"${key}" must be ${wanted[type]}. Write it so.`,
        ...(texts !== null &&
          /^\[.*\]$/.test(written) &&
          !texts.includes("'") && {
            fix: { title: 'Write it as text', edits: [{ ...valueSpan, text: `'${texts}'` }] },
          }),
        ...(plain && {
          fix: { title: 'Put it in quotes', edits: [{ ...valueSpan, text: `'${written.trim()}'` }] },
        }),
        ...(bool && {
          fix: {
            title: 'Take the quotes off',
            edits: [{ ...valueSpan, text: (bool[2] ?? '').toLowerCase() }],
          },
        }),
      };
    }
  },
};

function fits(value: unknown, type: ValueType): boolean {
  switch (type) {
    case 'any':
      return value !== null && value !== undefined;
    case 'string':
      return typeof value === 'string' && value.trim() !== '';
    case 'boolean':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'string or list':
      return (
        typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
      );
  }
}

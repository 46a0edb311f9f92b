import type { FieldTexts, PlaygroundVariable } from './playgroundView.ts';
import type { TemplateVariable } from './template.ts';

/** Why a text does not fit its field; the interface says it in the user's language. */
export type FieldProblem = 'needed' | 'notNumber' | 'notWhole' | 'notOption' | 'notJson';

/** What tells how a text is read. */
export type Field = Pick<PlaygroundVariable, 'type' | 'required' | 'options'>;

/** What is wrong with a field's text; null when nothing is. An optional field may be empty. */
export function fieldProblem({ options, required, type }: Field, text: string): FieldProblem | null {
  if (text.trim() === '') return required ? 'needed' : null;
  if (options.length > 0) return options.includes(text) ? null : 'notOption';
  switch (type) {
    case 'number':
      return Number.isFinite(Number(text)) ? null : 'notNumber';
    case 'integer':
      if (!Number.isFinite(Number(text))) return 'notNumber';
      return Number.isInteger(Number(text)) ? null : 'notWhole';
    case 'boolean':
      return text === 'true' || text === 'false' ? null : 'notOption';
    case 'object':
      return parsedObject(text) === null ? 'notJson' : null;
    default:
      return null;
  }
}

/** The values that the texts of a form stand for: numbers, lists and objects as such. Empty texts, and those of no variable, are left out. */
export function valuesOf(
  variables: readonly (Field & { readonly name: string })[],
  texts: FieldTexts,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const variable of variables) {
    const text = Object.hasOwn(texts, variable.name) ? (texts[variable.name] ?? '') : '';
    if (text.trim() === '') continue;
    values[variable.name] = valueOf(variable, text);
  }
  return values;
}

function valueOf(field: Field, text: string): unknown {
  if (fieldProblem(field, text) !== null) return text;
  switch (field.type) {
    case 'number':
    case 'integer':
      return Number(text);
    case 'boolean':
      return text === 'true';
    case 'array':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    case 'object':
      return parsedObject(text);
    default:
      return text;
  }
}

/** A value as it stands in a field: a list has one entry a line, an object is JSON. */
export function fieldText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((entry) => plain(entry)).join('\n');
  return plain(value, 2);
}

/** The fields for a template's variables. */
export function fieldsOf(variables: readonly TemplateVariable[]): PlaygroundVariable[] {
  return variables.map((variable) => ({
    name: variable.name,
    type: variable.type,
    description: variable.description,
    required: variable.required,
    options: [...variable.options],
    initial: fieldText(variable.default),
  }));
}

/** The fields of two versions in one form: those of the first, then what only the second has. */
export function unitedFields(
  first: readonly PlaygroundVariable[],
  second: readonly PlaygroundVariable[],
): PlaygroundVariable[] {
  const names = new Set(first.map(({ name }) => name));
  return [...first, ...second.filter(({ name }) => !names.has(name))];
}

function plain(value: unknown, indent?: number): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, indent) ?? '');
}

function parsedObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null; // not JSON, as the field then says
  }
}

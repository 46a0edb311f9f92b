import { fieldProblem } from '../../core/library/formFields.ts';
import type { FieldTexts, PlaygroundVariable } from '../../core/library/playgroundView.ts';
import { element } from '../element.ts';

type Words = (key: string) => string;
type FieldElement = HTMLTextAreaElement | HTMLSelectElement;

/** The form: one labelled field a variable, with what it is for and what is wrong with it. */
export function fieldsPart(
  fields: readonly PlaygroundVariable[],
  values: FieldTexts,
  words: Words,
  typed: (values: FieldTexts) => void,
): HTMLElement {
  const made = fields.map((field) => {
    const control = controlOf(field, values, words);
    control.addEventListener('input', () => {
      const entered = readFields(fields, values);
      mark(field, entered[field.name] ?? '', words);
      typed(entered);
    });
    const id = `field-${field.name}`;
    const label = element('label', { for: id }, field.name.replaceAll('_', ' '));
    if (field.required)
      label.append(element('span', { class: 'required', 'aria-hidden': 'true' }, ` ${words('required')}`));
    const about = /[\w)]$/.test(field.description) ? `${field.description}.` : field.description;
    const hint = [about, field.type === 'array' ? words('oneALine') : '', typeHint(field, words)];
    return element(
      'div',
      { class: 'field' },
      label,
      element('p', { class: 'hint', id: `hint-${field.name}` }, hint.filter((part) => part !== '').join(' ')),
      control,
      element('p', { class: 'problem', id: `problem-${field.name}`, role: 'alert' }),
    );
  });
  return element(
    'section',
    { class: 'form', 'aria-label': words('variables') },
    element('h2', {}, words('variables')),
    ...(made.length === 0 ? [element('p', {}, words('noVariables'))] : made),
  );
}

/** What stands in the fields; what has no field on the screen keeps its value. */
export function readFields(fields: readonly PlaygroundVariable[], values: FieldTexts): FieldTexts {
  const read = { ...values };
  for (const { name } of fields) {
    const control = document.getElementById(`field-${name}`);
    if (control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement)
      read[name] = control.value;
  }
  return read;
}

/** Shows at every field what is wrong with it. */
export function markProblems(fields: readonly PlaygroundVariable[], values: FieldTexts, words: Words): void {
  for (const field of fields) mark(field, values[field.name] ?? '', words);
}

/** Name of the first field that does not fit; null when all do. A default stands in for what is left empty. */
export function firstProblem(fields: readonly PlaygroundVariable[], values: FieldTexts): string | null {
  return fields.find((field) => problemOf(field, values[field.name] ?? '') !== null)?.name ?? null;
}

function problemOf(field: PlaygroundVariable, text: string): ReturnType<typeof fieldProblem> {
  return fieldProblem(field, text.trim() === '' ? field.initial : text);
}

function mark(field: PlaygroundVariable, text: string, words: Words): void {
  const problem = problemOf(field, text);
  document.getElementById(`field-${field.name}`)?.setAttribute('aria-invalid', String(problem !== null));
  const place = document.getElementById(`problem-${field.name}`);
  const said = problem === null ? '' : words(`problem-${problem}`);
  if (place !== null && place.textContent !== said) place.textContent = said;
}

function controlOf(field: PlaygroundVariable, values: FieldTexts, words: Words): FieldElement {
  const attributes = {
    id: `field-${field.name}`,
    'aria-describedby': `hint-${field.name} problem-${field.name}`,
    'aria-required': String(field.required),
  };
  const value = values[field.name] ?? field.initial;
  const options = field.type === 'boolean' ? ['true', 'false'] : field.options;
  if (options.length > 0) {
    const select = element(
      'select',
      attributes,
      ...(field.required && value !== ''
        ? []
        : [element('option', { value: '' }, words(field.required ? 'choose' : 'leaveOut'))]),
      ...options.map((option) => element('option', { value: option }, option)),
    );
    select.value = value;
    return select;
  }
  const isLong = field.type === 'array' || field.type === 'object' || value.includes('\n');
  const area = element('textarea', {
    ...attributes,
    rows: isLong ? 3 : 1,
    spellcheck: 'false',
    placeholder: field.initial,
  });
  area.value = value;
  return area;
}

function typeHint({ options, type }: PlaygroundVariable, words: Words): string {
  if (options.length > 0) return '';
  return type === 'number' || type === 'integer' || type === 'object' ? words(`type-${type}`) : '';
}

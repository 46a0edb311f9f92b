import type { DraftPreview } from '../../core/library/editing/draftView.ts';
import { element } from '../element.ts';

export type Field = DraftPreview['fields'][number];

/** A variable's label, what it is for, and its field. `write` hears every change. */
export function fieldRow(
  field: Field,
  text: string,
  word: (key: string) => string,
  write: (name: string, text: string) => void,
): HTMLElement {
  const { description, name, type } = field;
  const input = inputFor(field, text);
  input.addEventListener('input', () => write(name, input.value));
  const hints = [description, type === 'array' ? word('oneALine') : '', typeHint(type, word)];
  const hint = hints.filter((one) => one !== '').join(' · ');
  const about = element('span', { class: 'hint', id: `about-${name}` }, hint);
  input.setAttribute('aria-describedby', `about-${name}`);
  return element(
    'div',
    { class: 'field' },
    element('label', { for: `value-${name}` }, name),
    ' ',
    about,
    input,
  );
}

function typeHint(type: string, word: (key: string) => string): string {
  return ['number', 'integer', 'object'].includes(type) ? word(`type-${type}`) : '';
}

function inputFor({ name, options, type }: Field, text: string): HTMLTextAreaElement | HTMLSelectElement {
  const choices = type === 'boolean' ? ['true', 'false'] : options;
  if (choices.length === 0) {
    const area = element('textarea', { id: `value-${name}`, name, rows: 1, spellcheck: 'false' });
    area.value = text;
    return area;
  }
  const all = choices.includes(text) ? choices : ['', ...choices];
  const select = element(
    'select',
    { id: `value-${name}`, name },
    ...all.map((choice) => element('option', { value: choice }, choice)),
  );
  select.value = text;
  return select;
}

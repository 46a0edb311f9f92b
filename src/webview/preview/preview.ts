import {
  type DraftPreview,
  type DraftState,
  type FromDraftPreview,
  toDraftPreview,
} from '../../core/library/editing/draftView.ts';
import { element } from '../element.ts';
import { host } from '../host.ts';
import { fieldRow, type Field } from './fieldRow.ts';

const root = document.querySelector('main') ?? document.body;
const heading = element('h1');
const summary = element('div', { class: 'row summary' });
const problems = element('div', { role: 'status', 'aria-live': 'polite' });
const messages = element('div', { class: 'messages' });
const fields = element('div');
const valuesTitle = element('summary');
const reset = element('button', { type: 'button', class: 'link' });
const values = element('details', { class: 'values' }, valuesTitle, fields, reset);
root.replaceChildren(heading, summary, problems, values, messages);

let words: Readonly<Record<string, string>> = {};
let state: DraftState | null = null;
let shown: DraftPreview | null = null;
/** What makes up the form that stands there: it is built anew only when that changes, so that typing into it is not disturbed. */
let form = '';

function word(key: string, ...inserted: readonly (string | number)[]): string {
  const text = words[key] ?? key;
  return inserted.reduce<string>((result, value, place) => result.replace(`{${place}}`, String(value)), text);
}

function post(message: FromDraftPreview): void {
  host.postMessage(message);
}

function write(name: string, text: string): void {
  if (state === null) return;
  state = { ...state, texts: { ...state.texts, [name]: text } };
  host.setState(state);
  post({ type: 'texts', uri: state.uri, texts: state.texts });
}

reset.addEventListener('click', () => {
  if (state === null) return;
  state = { ...state, texts: {} };
  host.setState(state);
  form = '';
  post({ type: 'texts', uri: state.uri, texts: {} });
  valuesTitle.focus();
});

function showSummary({ score, tokens }: DraftPreview): void {
  if (score === null) return;
  const total = element('strong', { class: 'total' }, `${score.total} ${word(score.level)}`);
  const meter = element('meter', {
    min: 0,
    max: 100,
    value: score.total,
    class: 'after',
    'aria-label': word('score'),
  });
  const parts = score.parts.map(({ name, points }) => `${word(name)} ${points}/25`).join(' · ');
  summary.replaceChildren(
    element('span', {}, `${word('score')} `, total),
    meter,
    element('span', { class: 'hint' }, word('tokens', tokens)),
    element('span', { class: 'hint' }, parts),
  );
}

function showProblems(preview: DraftPreview): void {
  const items = preview.problems.map(({ column, line, message }) => {
    if (line === null || column === null) return element('li', {}, message);
    const link = element('button', { type: 'button', class: 'link' }, word('place', line, column));
    link.addEventListener('click', () => post({ type: 'open', line, column }));
    return element('li', {}, message, ' ', link);
  });
  const list = element('ul', { class: 'problems' }, ...items);
  problems.replaceChildren(...(items.length === 0 ? [] : [element('h2', {}, word('problems')), list]));
}

/** While the template cannot be filled in, what it was before stays, paler. */
function showMessages(preview: DraftPreview): void {
  const isStale = preview.problems.length > 0;
  messages.classList.toggle('stale', isStale);
  summary.classList.toggle('stale', isStale);
  if (isStale) return;
  const parts = preview.messages.map(({ content, role, tokens }) =>
    element(
      'section',
      { class: 'message' },
      element('h3', {}, role, ' ', element('span', { class: 'hint' }, word('tokens', tokens))),
      element('pre', { tabindex: 0, role: 'group', 'aria-label': role }, content),
    ),
  );
  const nothing = element('p', { class: 'hint' }, word('nothing'));
  messages.replaceChildren(...(parts.length === 0 ? [nothing] : parts));
}

function showFields(preview: DraftPreview, kept: DraftState): void {
  const made = JSON.stringify([
    kept.uri,
    preview.fields.map(({ description, name, options, type }) => [name, type, description, options]),
  ]);
  valuesTitle.textContent = word('values');
  reset.textContent = word('reset');
  values.hidden = preview.fields.length === 0;
  if (made !== form) {
    form = made;
    fields.replaceChildren(
      ...preview.fields.map((field: Field) =>
        fieldRow(field, kept.texts[field.name] ?? field.initial, word, write),
      ),
    );
    return;
  }
  // A sample that changed in the template shows, unless somebody wrote over it.
  for (const { initial, name } of preview.fields) {
    const input = fields.querySelector<HTMLTextAreaElement | HTMLSelectElement>(
      `[name="${CSS.escape(name)}"]`,
    );
    if (input !== null && !Object.hasOwn(kept.texts, name) && input !== document.activeElement)
      input.value = initial;
  }
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = toDraftPreview.safeParse(event.data);
  if (!message.success || message.data.type !== 'show') return;
  const { preview, state: sent, title, words: given } = message.data;
  words = given;
  const isOther = state !== null && state.uri !== sent.uri;
  if (isOther) messages.replaceChildren();
  // What is being typed here is newer than what the editor last heard.
  state = state === null || isOther ? sent : state;
  shown = preview;
  host.setState(state);
  heading.textContent = word('title', title);
  showSummary(shown);
  showProblems(shown);
  showMessages(shown);
  showFields(shown, state);
});

post({ type: 'ready' });

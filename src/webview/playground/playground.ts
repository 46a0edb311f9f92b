import {
  type FieldTexts,
  type FromPlayground,
  keptState,
  type PlaygroundPreview,
  type PlaygroundState,
  playgroundStateSchema,
  type PlaygroundView,
  toPlayground,
} from '../../core/library/playgroundView.ts';
import { element } from '../element.ts';
import { host } from '../host.ts';
import { answerPart, columnPart, previewPart } from './columns.ts';
import { fieldsPart, firstProblem, markProblems, readFields } from './fields.ts';
import { keepingFocus } from './focus.ts';
import { headPart } from './head.ts';

const root = document.querySelector('main') ?? document.body;
const columns = element('div', { class: 'columns' });
const status = element('p', { class: 'status', role: 'status', 'aria-live': 'polite' });
let texts: Readonly<Record<string, string>> = {};
let view: PlaygroundView | null = null;
let state: PlaygroundState | null = null;
let previews: (PlaygroundPreview | null)[] = [];

function post(message: FromPlayground): void {
  host.postMessage(message);
}

function words(key: string): string {
  return texts[key] ?? key;
}

function keep(changed: PlaygroundState): void {
  state = changed;
  host.setState(keptState(changed));
}

function typed(values: FieldTexts): void {
  if (state === null) return;
  keep({ ...state, values });
  post({ type: 'values', values });
}

function isRunning(): boolean {
  return state?.columns.some(({ answer }) => answer?.status === 'running') ?? false;
}

function run(): void {
  const fields = view?.template?.variables;
  if (fields === undefined || state === null || isRunning()) return;
  const values = readFields(fields, state.values);
  keep({ ...state, values });
  markProblems(fields, values, words);
  const problem = firstProblem(fields, values);
  if (problem === null) {
    post({ type: 'run', values });
    return;
  }
  document.getElementById(`field-${problem}`)?.focus();
  status.textContent = words('correctFields');
}

function render(): void {
  if (view === null || state === null) return;
  const shown = state;
  const { template } = view;
  const actions = { words, post, run, running: isRunning(), comparing: shown.columns.length > 1 };
  keepingFocus(() => {
    root.replaceChildren(
      element('h1', {}, words('title')),
      ...headPart(view as PlaygroundView, shown, {
        ...actions,
        loadSample: (values) => {
          if (state === null) return;
          keep({ ...state, values });
          post({ type: 'values', values });
          render();
        },
        fields: () => (template === null ? shown.values : readFields(template.variables, shown.values)),
      }),
      ...(template === null
        ? []
        : [
            element(
              'div',
              { class: shown.columns.length > 1 ? 'playground comparing' : 'playground' },
              fieldsPart(template.variables, shown.values, words, typed),
              columns,
            ),
          ]),
      status,
    );
  });
  renderColumns();
}

function renderColumns(): void {
  if (view === null || state === null) return;
  const { template, models } = view;
  const shown = state;
  keepingFocus(() => {
    columns.replaceChildren(
      ...shown.columns.map((column, index) =>
        columnPart(
          column,
          { index, count: shown.columns.length, versions: template?.versions ?? [], models },
          previews[index] ?? null,
          { words, post },
        ),
      ),
    );
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>('button.run'))
    button.disabled = isRunning();
  for (const button of document.querySelectorAll<HTMLButtonElement>('button.cancel'))
    button.disabled = !isRunning();
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const parsed = toPlayground.safeParse(event.data);
  if (!parsed.success) return;
  const message = parsed.data;
  switch (message.type) {
    case 'show':
      texts = message.texts;
      view = message.view;
      previews = message.previews;
      keep(message.state);
      render();
      break;
    case 'update':
      view = message.view;
      if (state !== null) keep({ ...state, columns: message.columns });
      render();
      break;
    case 'preview': {
      previews[message.index] = message.preview;
      const place = document.getElementById(`preview-${message.index}`);
      if (place === null) renderColumns();
      else
        keepingFocus(() => place.replaceWith(previewPart(message.index, message.preview, { words, post })));
      break;
    }
    case 'answer':
      showAnswer(message.index, message.answer);
      break;
  }
});

/** A piece of an answer changes only its own place; its end changes the buttons too, and is said aloud. */
function showAnswer(index: number, answer: NonNullable<PlaygroundState['columns'][number]['answer']>): void {
  const before = state?.columns[index];
  if (state === null || before === undefined) return;
  const changed = state.columns.map((column, at) => (at === index ? { ...column, answer } : column));
  if (answer.status === 'running') state = { ...state, columns: changed };
  else keep({ ...state, columns: changed });
  const text = document.getElementById(`answer-text-${index}`);
  if (answer.status === 'running' && before.answer?.status === 'running' && text !== null) {
    const atEnd = text.scrollHeight - text.scrollTop - text.clientHeight < 40;
    text.textContent = answer.text;
    if (atEnd) text.scrollTop = text.scrollHeight;
    return;
  }
  const place = document.getElementById(`answer-${index}`);
  if (place !== null) keepingFocus(() => place.replaceWith(answerPart(index, answer, { words, post })));
  if (answer.status === 'running' && index === 0)
    document.getElementById('answer-0')?.scrollIntoView({ block: 'nearest' });
  for (const button of document.querySelectorAll<HTMLButtonElement>('button.run'))
    button.disabled = isRunning();
  for (const button of document.querySelectorAll<HTMLButtonElement>('button.cancel'))
    button.disabled = !isRunning();
  if (before.answer?.status !== answer.status) status.textContent = words(`status-${answer.status}`);
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  } else if (event.key === 'Escape' && isRunning()) {
    event.preventDefault();
    post({ type: 'cancel' });
  }
});

const kept = playgroundStateSchema.safeParse(host.getState());
if (kept.success) state = kept.data;
post({ type: 'ready' });

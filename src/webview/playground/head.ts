import type {
  FieldTexts,
  FromPlayground,
  PlaygroundState,
  PlaygroundView,
} from '../../core/library/playgroundView.ts';
import { element } from '../element.ts';
import { dollars, filled } from './wording.ts';

/** What the head of the page may ask for. */
export interface HeadActions {
  readonly running: boolean;
  readonly comparing: boolean;
  readonly words: (key: string) => string;
  readonly post: (message: FromPlayground) => void;
  readonly run: () => void;
  readonly loadSample: (values: FieldTexts) => void;
  readonly fields: () => FieldTexts;
}

/** Which template, what is known of it, and the buttons for all of it. */
export function headPart(view: PlaygroundView, state: PlaygroundState, actions: HeadActions): HTMLElement[] {
  const { words, post } = actions;
  const choose = element(
    'select',
    { id: 'template' },
    ...(view.template === null ? [element('option', { value: '' }, words('chooseTemplate'))] : []),
    ...grouped(view.templates),
  );
  choose.value = state.id ?? '';
  choose.addEventListener('change', () => post({ type: 'chooseTemplate', id: choose.value }));
  const row = element(
    'div',
    { class: 'row' },
    element('label', { for: 'template' }, words('template')),
    choose,
    ...(view.template === null
      ? []
      : [
          button('open-template', words('openTemplate'), () =>
            post({ type: 'openTemplate', line: null, column: null }),
          ),
          button('show-runs', words('showRuns'), () => post({ type: 'showRuns' })),
        ]),
  );
  return view.template === null
    ? [row]
    : [row, ...aboutPart(view.template, words), buttonsPart(view, actions)];
}

function aboutPart(
  template: NonNullable<PlaygroundView['template']>,
  words: (key: string) => string,
): HTMLElement[] {
  const { description, figures } = template;
  const about = description === '' ? [] : [element('p', { class: 'hint' }, description)];
  if (figures === null || figures.runs === 0) return about;
  const parts = [
    filled(words('runs'), figures.runs),
    figures.success === null ? '' : filled(words('success'), Math.round(figures.success * 100)),
    figures.meanCostUsd === null ? '' : filled(words('meanCost'), dollars(figures.meanCostUsd)),
  ];
  return [...about, element('p', { class: 'figures' }, parts.filter((part) => part !== '').join(' · '))];
}

function buttonsPart({ template }: PlaygroundView, actions: HeadActions): HTMLElement {
  const { words, post, run, running, comparing } = actions;
  const samples = template?.samples ?? [];
  const choose = element(
    'select',
    { id: 'samples' },
    element('option', { value: '' }, words('loadSample')),
    ...samples.map(({ name }, index) => element('option', { value: index }, name)),
  );
  choose.setAttribute('aria-label', words('loadSample'));
  choose.addEventListener('change', () => {
    const sample = samples[Number(choose.value)];
    if (choose.value !== '' && sample !== undefined) actions.loadSample(sample.values);
  });
  const start = button('run', words('run'), run, 'primary run');
  start.title = words('runKeys');
  start.setAttribute('aria-keyshortcuts', 'Control+Enter');
  start.disabled = running;
  const stop = button('cancel', words('cancel'), () => post({ type: 'cancel' }), 'secondary cancel');
  stop.title = words('cancelKeys');
  stop.setAttribute('aria-keyshortcuts', 'Escape');
  stop.disabled = !running;
  const compare = button('compare', words('compare'), () => post({ type: 'compare', on: !comparing }));
  compare.setAttribute('aria-pressed', String(comparing));
  return element(
    'div',
    { class: 'row' },
    start,
    stop,
    compare,
    ...(samples.length === 0 ? [] : [choose]),
    button('save-sample', words('saveSample'), () => post({ type: 'saveSample', values: actions.fields() })),
  );
}

function grouped(templates: PlaygroundView['templates']): HTMLElement[] {
  const categories = Map.groupBy(templates, ({ category }) => category);
  return [...categories].map(([category, members]) =>
    element(
      'optgroup',
      { label: category },
      ...members.map(({ id, name }) => element('option', { value: id }, name)),
    ),
  );
}

function button(id: string, label: string, press: () => void, look = 'secondary'): HTMLButtonElement {
  const made = element('button', { type: 'button', id, class: look }, label);
  made.addEventListener('click', press);
  return made;
}

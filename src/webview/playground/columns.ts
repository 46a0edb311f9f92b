import type {
  FromPlayground,
  PlaygroundAnswer,
  PlaygroundColumn,
  PlaygroundPreview,
  PlaygroundView,
} from '../../core/library/playgroundView.ts';
import { element } from '../element.ts';
import { dollars, duration, filled } from './wording.ts';

/** What a column may ask for. */
export interface ColumnActions {
  readonly words: (key: string) => string;
  readonly post: (message: FromPlayground) => void;
}

/** Where a column stands, and what it can be set to. */
export interface ColumnPlace {
  readonly index: number;
  readonly count: number;
  readonly versions: NonNullable<PlaygroundView['template']>['versions'];
  readonly models: PlaygroundView['models'];
}

/** The value of the entry that asks for a model that is not listed. */
const other = 'other…';

/** One version and model: its prompt and its answer. */
export function columnPart(
  column: PlaygroundColumn,
  place: ColumnPlace,
  preview: PlaygroundPreview | null,
  actions: ColumnActions,
): HTMLElement {
  const { words } = actions;
  const { index, count } = place;
  const name = count > 1 ? filled(words('side'), index + 1) : words('prompt');
  return element(
    'section',
    { class: 'column', 'aria-label': name },
    element('h2', {}, name),
    choices(column, place, actions),
    previewPart(index, preview, actions),
    answerPart(index, column.answer, actions),
  );
}

function choices(
  column: PlaygroundColumn,
  { index, models, versions }: ColumnPlace,
  { words, post }: ColumnActions,
): HTMLElement {
  const version = element(
    'select',
    { id: `version-${index}` },
    element('option', { value: '' }, words('asItStands')),
    ...versions.map(({ label, number }) => element('option', { value: number }, label)),
  );
  version.value = column.version === null ? '' : String(column.version);
  const known = models.some(({ id }) => id === column.model);
  const model = element(
    'select',
    { id: `model-${index}` },
    ...models.map(({ id, label }) => element('option', { value: id }, label)),
    ...(known ? [] : [element('option', { value: column.model }, column.model)]),
    element('option', { value: other }, words('otherModel')),
  );
  model.value = column.model;
  const change = (): void => {
    if (model.value === other) {
      model.value = column.model;
      post({ type: 'otherModel', index });
      return;
    }
    const chosen = version.value === '' ? null : Number(version.value);
    post({ type: 'column', index, version: chosen, model: model.value });
  };
  version.addEventListener('change', change);
  model.addEventListener('change', change);
  return element(
    'div',
    { class: 'row' },
    element('label', { for: `version-${index}` }, words('version')),
    version,
    element('label', { for: `model-${index}` }, words('model')),
    model,
  );
}

/** The prompt as it will be sent, by role, with what it takes; or why it cannot be filled in. */
export function previewPart(
  index: number,
  preview: PlaygroundPreview | null,
  { words, post }: ColumnActions,
): HTMLElement {
  const part = element('div', { id: `preview-${index}`, class: 'preview' });
  if (preview === null) {
    part.append(element('p', { class: 'hint' }, words('filling')));
    return part;
  }
  if (preview.problems.length > 0) {
    const items = preview.problems.map(({ column, line, message }) => {
      if (line === null || column === null) return element('li', {}, message);
      const go = element(
        'button',
        { type: 'button', class: 'link' },
        filled(words('lineColumn'), line, column),
      );
      go.addEventListener('click', () => post({ type: 'openTemplate', line, column }));
      return element('li', {}, go, ` ${message}`);
    });
    part.append(element('ul', { class: 'problems', role: 'alert' }, ...items));
    return part;
  }
  const takes = [
    ...(preview.model === null ? [] : [preview.model]),
    filled(words(preview.exact ? 'tokens' : 'aboutTokens'), preview.tokens),
    preview.askUsd === null || preview.mostUsd === null
      ? words('noPrice')
      : preview.mostUsd === 0
        ? words('free')
        : filled(words('cost'), dollars(preview.askUsd), dollars(preview.mostUsd)),
  ];
  part.append(
    element('p', { class: 'takes' }, takes.join(' · ')),
    ...preview.messages.map(({ content, role }) =>
      element(
        'div',
        { class: 'message' },
        element('h3', {}, words(`role-${role}`)),
        element('pre', { tabindex: 0, 'aria-label': words(`role-${role}`) }, content),
      ),
    ),
  );
  return part;
}

/** The answer as far as it is there, what it took, and what can be done with it. */
export function answerPart(
  index: number,
  answer: PlaygroundAnswer | null,
  { words, post }: ColumnActions,
): HTMLElement {
  const part = element('div', { id: `answer-${index}`, class: 'answer' });
  if (answer === null) return part;
  const label = words('answer');
  part.append(
    element(
      'h3',
      {},
      label,
      element('span', { class: answer.status }, ` ${words(`status-${answer.status}`)}`),
    ),
    element('pre', { id: `answer-text-${index}`, tabindex: 0, 'aria-label': label }, answer.text),
  );
  if (answer.status === 'running') {
    part.setAttribute('aria-busy', 'true');
    return part;
  }
  if (answer.remarks.length > 0) {
    const items = answer.remarks.map((remark) => element('li', {}, remark));
    part.append(element('ul', { class: answer.status === 'failed' ? 'problems' : 'remarks' }, ...items));
  }
  const figures = [
    answer.model,
    answer.inputTokens === null || answer.outputTokens === null
      ? ''
      : filled(words('usedTokens'), answer.inputTokens, answer.outputTokens),
    answer.costUsd === null ? words('unknownCost') : dollars(answer.costUsd),
    duration(answer.latencyMs),
  ];
  part.append(element('p', { class: 'takes' }, figures.filter((figure) => figure !== '').join(' · ')));
  part.append(answerButtons(index, answer, { words, post }));
  return part;
}

function answerButtons(index: number, answer: PlaygroundAnswer, { words, post }: ColumnActions): HTMLElement {
  const row = element('div', { class: 'row' });
  if (answer.text !== '') {
    const copy = element(
      'button',
      { type: 'button', id: `copy-${index}`, class: 'secondary' },
      words('copy'),
    );
    copy.addEventListener('click', () => post({ type: 'copy', index }));
    row.append(copy);
  }
  if (answer.executionId === null || answer.status !== 'done') return row;
  for (const rating of ['up', 'down'] as const) {
    const isSet = answer.rating === rating;
    const thumb = element(
      'button',
      { type: 'button', id: `${rating}-${index}`, class: 'thumb', 'aria-pressed': String(isSet) },
      `${rating === 'up' ? '▲' : '▼'} ${words(rating)}`,
    );
    thumb.setAttribute('aria-label', words(rating === 'up' ? 'thumbUp' : 'thumbDown'));
    thumb.title = words(rating === 'up' ? 'thumbUp' : 'thumbDown');
    thumb.addEventListener('click', () => post({ type: 'rate', index, rating: isSet ? null : rating }));
    row.append(thumb);
  }
  return row;
}

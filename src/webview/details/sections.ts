import type { DetailsEntries, DetailsView } from '../../core/enhance/detailsView.ts';
import { element } from '../element.ts';

/** Looks up a text of the interface; they come from the extension, in the user's language. */
type Words = (key: string) => string;

/** What the sections may ask of the panel. */
export interface SectionActions {
  readonly words: Words;
  /** Keeps what the user entered. */
  change(entries: DetailsEntries): void;
  regenerate(): void;
  showWarning(index: number): void;
  openFile(path: string): void;
}

/** The totals and the four parts before and after, as a table whose bars repeat the numbers. */
export function scoreSection(view: DetailsView, words: Words): HTMLElement {
  const { before, after, levelBefore, levelAfter } = view.totals;
  const rows = view.parts.map((part) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, words(part.name)),
      element('td', { class: 'number' }, String(part.before)),
      element('td', {}, bar(part.before, part.most, 'before')),
      element('td', { class: 'number' }, String(part.after)),
      element('td', {}, bar(part.after, part.most, 'after')),
    ),
  );
  return element(
    'section',
    {},
    element('h2', {}, words('score')),
    element('p', { class: 'totals' }, `${before} ${words(levelBefore)} → ${after} ${words(levelAfter)}`),
    element(
      'table',
      { class: 'parts' },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'col' }, words('part')),
          element('th', { scope: 'col', colspan: 2 }, words('before')),
          element('th', { scope: 'col', colspan: 2 }, words('after')),
        ),
      ),
      element('tbody', {}, ...rows),
    ),
  );
}

/** What earned, what cost, and what following a suggestion would add, each with its points; null when nothing is known. */
export function reasonsSection(view: DetailsView, words: Words): HTMLElement | null {
  const groups = [
    [words('earnedPoints'), view.earned],
    [words('costPoints'), view.cost],
    [words('wouldAdd'), view.suggestions],
  ] as const;
  const lists = groups.flatMap(([title, entries]) =>
    entries.length === 0
      ? []
      : [
          element('h3', {}, title),
          element(
            'ul',
            {},
            ...entries.map(({ label, points }) =>
              element('li', {}, `${points > 0 ? '+' : '−'}${Math.abs(points)} ${label}`),
            ),
          ),
        ],
  );
  return lists.length === 0 ? null : element('section', {}, element('h2', {}, words('why')), ...lists);
}

/** What a model thinks of the original, each part with the words it quotes and why; null when none was asked. */
export function assessmentSection(view: DetailsView, words: Words): HTMLElement | null {
  if (view.assessment.length === 0) return null;
  const rows = view.assessment.map(({ most, name, quote, reason, score }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, words(name)),
      element('td', { class: 'number' }, `${score}/${most}`),
      element('td', {}, ...(quote === '' ? [] : [element('q', {}, quote), ' ']), reason),
    ),
  );
  return element(
    'section',
    { class: 'assessment' },
    element('h2', {}, words('modelAssessment')),
    element('table', {}, element('tbody', {}, ...rows)),
  );
}

function bar(value: number, most: number, name: string): HTMLElement {
  // The number stands beside it: a screen reader need not read the bar.
  return element('meter', { min: 0, max: most, value, class: name, 'aria-hidden': 'true' });
}

/** A heading and its entries; null when there is nothing to list. */
export function listSection(title: string, entries: readonly string[]): HTMLElement | null {
  if (entries.length === 0) return null;
  const [only] = entries;
  const content =
    entries.length === 1 && only !== undefined
      ? element('p', {}, only)
      : element('ul', {}, ...entries.map((entry) => element('li', {}, entry)));
  return element('section', {}, element('h2', {}, title), content);
}

/** What the verification found, each with a way to its place. */
export function warningsSection(view: DetailsView, actions: SectionActions): HTMLElement | null {
  if (view.warnings.length === 0) return null;
  const items = view.warnings.map((warning, index) => {
    const show = element('button', { type: 'button', class: 'link' }, actions.words('showInDiff'));
    show.addEventListener('click', () => actions.showWarning(index));
    return element('li', {}, `${warning.message} `, show);
  });
  return element(
    'section',
    { class: 'warnings', role: 'status' },
    element('h2', {}, actions.words('warnings')),
    element('ul', {}, ...items),
  );
}

/** Open questions, to be answered in place. */
export function questionsSection(
  view: DetailsView,
  entries: DetailsEntries,
  actions: SectionActions,
): HTMLElement | null {
  if (view.openQuestions.length === 0) return null;
  const fields = view.openQuestions.map((question, index) => {
    const id = `question-${index}`;
    const input = element('textarea', { id, rows: 2, placeholder: actions.words('answerHere') });
    input.value = entries.answers[question] ?? '';
    input.addEventListener('input', () => actions.change(entered(view, entries)));
    return element('div', { class: 'question' }, element('label', { for: id }, question), input);
  });
  return element(
    'section',
    {},
    element('h2', {}, actions.words('openQuestions')),
    ...fields,
    regenerateButton(actions, 'regenerateWithAnswers'),
  );
}

/** The files that were used, each with its reason; unchecking one leaves it out of the next attempt. */
export function contextSection(
  view: DetailsView,
  entries: DetailsEntries,
  actions: SectionActions,
): HTMLElement | null {
  if (view.files.length === 0 && view.commits.length === 0) return null;
  const rows = view.files.map((file, index) => {
    const id = `file-${index}`;
    const box = element('input', { type: 'checkbox', id, 'data-path': file.path, class: 'context-file' });
    box.checked = !entries.withoutFiles.includes(file.path);
    box.addEventListener('change', () => actions.change(entered(view, entries)));
    const open = element('button', { type: 'button', class: 'link' }, file.path);
    open.addEventListener('click', () => actions.openFile(file.path));
    return element('li', {}, box, ' ', open, element('label', { for: id }, ` ${file.why}`));
  });
  const commits = view.commits.map((commit) => element('li', {}, element('code', {}, commit.slice(0, 10))));
  return element(
    'section',
    {},
    element('h2', {}, `${actions.words('contextUsed')} (${view.contextTokens} ${actions.words('tokens')})`),
    element('ul', { class: 'files' }, ...rows),
    ...(commits.length === 0
      ? []
      : [element('h3', {}, actions.words('commits')), element('ul', {}, ...commits)]),
    ...(rows.length === 0 ? [] : [regenerateButton(actions, 'regenerateWithFiles')]),
  );
}

/** Who answered, how long it took and what it cost. */
export function numbersSection(view: DetailsView, words: Words): HTMLElement {
  const { facts } = view;
  const cost =
    facts.costUsd === null ? words('unknown') : `$${facts.costUsd.toFixed(facts.costUsd === 0 ? 2 : 6)}`;
  const rows: readonly (readonly [string, string])[] = [
    [
      words('provider'),
      facts.fallbackFrom === null
        ? facts.provider
        : `${facts.provider} (${words('insteadOf')} ${facts.fallbackFrom})`,
    ],
    [words('model'), facts.cached ? `${facts.model} (${words('cached')})` : facts.model],
    [words('style'), words(facts.style)],
    [words('tokens'), `${facts.inputTokens} → ${facts.outputTokens}`],
    [words('cost'), cost],
    [words('time'), `${Math.round(facts.latencyMs)} ms`],
  ];
  return element(
    'section',
    {},
    element('h2', {}, words('numbers')),
    element(
      'dl',
      {},
      ...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
    ),
  );
}

function regenerateButton(actions: SectionActions, label: string): HTMLElement {
  const button = element('button', { type: 'button', class: 'primary' }, actions.words(label));
  button.addEventListener('click', () => actions.regenerate());
  return button;
}

/** What stands in the fields now; the answers to questions that are not shown are kept. */
function entered(view: DetailsView, entries: DetailsEntries): DetailsEntries {
  const answers = { ...entries.answers };
  for (const [index, question] of view.openQuestions.entries()) {
    const field = document.querySelector<HTMLTextAreaElement>(`#question-${index}`);
    if (field) answers[question] = field.value;
  }
  const boxes = document.querySelectorAll<HTMLInputElement>('input.context-file');
  const withoutFiles = [...boxes].filter((box) => !box.checked).map((box) => box.dataset['path'] ?? '');
  return { answers, withoutFiles };
}

import {
  type FromReport,
  type ReportColumn,
  reportColumns,
  type ReportState,
  sortedRows,
  toReport,
} from '../../core/lint/reportView.ts';
import { element } from '../element.ts';
import { host } from '../host.ts';

const root = document.querySelector('main') ?? document.body;
let shown: ReportState | null = null;
let column: ReportColumn = 'score';
let descending = false;

function post(message: FromReport): void {
  host.postMessage(message);
}

function headingCell(name: ReportColumn, words: (key: string) => string): HTMLElement {
  const isSorted = name === column;
  const mark = isSorted ? (descending ? ' ▼' : ' ▲') : '';
  const button = element('button', { type: 'button', class: 'sort' }, words(name) + mark);
  button.addEventListener('click', () => {
    descending = isSorted ? !descending : name !== 'path' && name !== 'kind' && name !== 'score';
    column = name;
    render();
    document.querySelector<HTMLElement>(`th[data-column="${name}"] button`)?.focus();
  });
  return element(
    'th',
    {
      scope: 'col',
      'data-column': name,
      'aria-sort': isSorted ? (descending ? 'descending' : 'ascending') : 'none',
    },
    button,
  );
}

function render(): void {
  if (shown === null) return;
  const { rows, texts } = shown;
  const words = (key: string): string => texts[key] ?? key;
  const title = element('h1', {}, words('title'));
  if (rows.length === 0) {
    root.replaceChildren(title, element('p', {}, words('none')));
    return;
  }
  const head = element('tr', {}, ...reportColumns.map((name) => headingCell(name, words)));
  const body = sortedRows(rows, column, descending).map((row) => {
    const link = element('a', { href: '#' }, row.path);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      post({ type: 'open', uri: row.uri });
    });
    const cells = reportColumns.map((name) => {
      if (name === 'path') return element('td', {}, link);
      return element('td', name === 'kind' ? {} : { class: 'number' }, String(row[name]));
    });
    return element('tr', {}, ...cells);
  });
  root.replaceChildren(
    title,
    element('table', { class: 'report' }, element('thead', {}, head), element('tbody', {}, ...body)),
  );
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = toReport.safeParse(event.data);
  if (!message.success) return;
  shown = message.data.state;
  render();
});

post({ type: 'ready' });

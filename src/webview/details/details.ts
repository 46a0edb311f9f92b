import {
  detailsStateSchema,
  toDetailsPanel,
  type DetailsEntries,
  type DetailsView,
  type FromDetailsPanel,
} from '../../core/enhance/detailsView.ts';
import { element } from '../element.ts';
import { host } from '../host.ts';
import {
  assessmentSection,
  contextSection,
  listSection,
  numbersSection,
  questionsSection,
  reasonsSection,
  scoreSection,
  warningsSection,
} from './sections.ts';

const root = document.querySelector('main') ?? document.body;
let texts: Readonly<Record<string, string>> = {};
let shown: { view: DetailsView; entries: DetailsEntries } | null = null;

function post(message: FromDetailsPanel): void {
  host.postMessage(message);
}

function remember(entries: DetailsEntries): void {
  if (!shown) return;
  shown = { ...shown, entries };
  host.setState(shown);
}

function render(): void {
  if (!shown) return;
  const { view, entries } = shown;
  const words = (key: string): string => texts[key] ?? key;
  const actions = {
    words,
    change: remember,
    regenerate: () => {
      if (shown) post({ type: 'regenerate', enhancementId: view.enhancementId, entries: shown.entries });
    },
    showWarning: (index: number) => post({ type: 'showWarning', enhancementId: view.enhancementId, index }),
    openFile: (path: string) => post({ type: 'openFile', path }),
  };
  const sections = [
    scoreSection(view, words),
    reasonsSection(view, words),
    assessmentSection(view, words),
    warningsSection(view, actions),
    questionsSection(view, entries, actions),
    contextSection(view, entries, actions),
    listSection(words('goal'), view.goal === '' ? [] : [view.goal]),
    listSection(words('requirements'), view.requirements),
    listSection(words('successCriteria'), view.successCriteria),
    listSection(words('contextNotes'), view.contextNotes === '' ? [] : [view.contextNotes]),
    listSection(words('techniques'), view.techniques.map(words)),
    numbersSection(view, words),
  ];
  root.replaceChildren(element('h1', {}, words('title')), ...sections.filter((section) => section !== null));
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = toDetailsPanel.safeParse(event.data);
  if (!message.success) return;
  if (message.data.type === 'busy') {
    root.toggleAttribute('inert', message.data.busy);
    root.setAttribute('aria-busy', String(message.data.busy));
    return;
  }
  texts = message.data.texts;
  shown = { view: message.data.view, entries: message.data.entries };
  host.setState(shown);
  render();
});

const kept = detailsStateSchema.safeParse(host.getState());
if (kept.success) shown = kept.data;
post({ type: 'ready' });

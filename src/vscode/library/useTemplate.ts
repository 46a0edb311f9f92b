import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { RepositoryContext } from '../../core/context/context.ts';
import { WhetstoneError } from '../../core/errors.ts';
import type { TemplateExecution } from '../../core/library/execution.ts';
import type { FoundTemplate } from '../../core/library/foundTemplate.ts';
import type { RenderedTemplate } from '../../core/library/template.ts';
import { parseArgument } from '../commandArgument.ts';
import { openNewPrompt } from '../newPrompt.ts';
import type { LibraryMemory } from './libraryMemory.ts';
import { TemplateNode } from './libraryNodes.ts';
import { offersFrom } from './offers.ts';
import { pickTemplate } from './pickTemplate.ts';
import { suggestionsFrom } from './suggestions.ts';
import { askForValues } from './templateForm.ts';
import type { TemplateLibrary } from './templateLibrary.ts';

const destinations = ['open', 'insert', 'copy', 'enhance', 'run'] as const;

type Destination = (typeof destinations)[number];

const useArgument = z.object({
  id: z.optional(z.string()),
  variables: z.optional(z.record(z.string(), z.unknown())),
  then: z.optional(z.enum(destinations)),
  /** Ask for the values that are not given, as the interface does. */
  ask: z.optional(z.boolean()),
});

const renderArgument = z.object({
  id: z.string(),
  variables: z.optional(z.record(z.string(), z.unknown())),
});

export interface UseTemplateDependencies {
  readonly library: TemplateLibrary;
  /** What the open folder says, for values to offer; null when there is none or it may not be read. */
  readonly repository: (prompt?: string) => Promise<RepositoryContext | null>;
  readonly memory: LibraryMemory;
  /** Whether a text holds what must not be kept anywhere. */
  readonly isSecret: (text: string) => Promise<boolean>;
}

/** What came of using a template. */
export interface UsedTemplate extends RenderedTemplate {
  readonly id: string;
  /** Where the text went. */
  readonly destination: Destination;
  /** What came of running it; only with the destination `run`. */
  readonly execution?: TemplateExecution;
}

/**
 * `whetstone.useTemplate({id, variables?, then, ask?})`: fills in a template and puts the text where it is wanted. From the interface, or with `ask`, it asks
 * for what is missing: the template, its values, the destination. Returns undefined when the user left.
 */
export async function useTemplate(
  { library, repository, memory, isSecret }: UseTemplateDependencies,
  argument: unknown,
): Promise<UsedTemplate | undefined> {
  const node = argument instanceof TemplateNode ? argument : null;
  const given = parseArgument(useArgument, node === null ? argument : { id: node.entry.id });
  const byProgram = given.id !== undefined && node === null && given.ask !== true;
  const { signal } = new AbortController();
  const entry = await findEntry(await library.list(signal), given.id, memory);
  if (entry === undefined) return undefined;
  const editor = vscode.window.activeTextEditor;
  const seen = remembered(repository);
  const values = byProgram
    ? (given.variables ?? {})
    : await askForValues(
        entry,
        given.variables ?? {},
        suggestionsFrom(editor, seen, memory.valuesOf(entry.id)),
        offersFrom(editor, seen),
      );
  if (values === undefined) return undefined;
  const rendered = await library.render(entry.id, values, signal);
  const destination = given.then ?? (byProgram ? 'open' : await pickDestination(editor));
  if (destination === undefined) return undefined;
  const keep = (): void =>
    void afterUse(library, entry, async () => {
      if (!byProgram) await memory.remember(entry.id, values, isSecret);
    });
  if (destination === 'run') {
    const wish = { id: entry.id, variables: values, attended: !byProgram };
    const execution = await vscode.commands.executeCommand<TemplateExecution | undefined>(
      'whetstone.runTemplate',
      wish,
    );
    keep();
    return execution === undefined ? undefined : { ...rendered, id: entry.id, destination, execution };
  }
  await deliver(rendered.text, destination, editor);
  keep();
  return { ...rendered, id: entry.id, destination };
}

/** What is kept of a use; the prompt is where it belongs by now. */
async function afterUse(
  library: TemplateLibrary,
  entry: FoundTemplate,
  remember: () => Promise<void>,
): Promise<void> {
  await library.history.countUse(entry);
  library.refresh();
  await remember();
}

/** `whetstone.renderTemplate({id, variables})`: the text, without putting it anywhere. */
export async function renderTemplate(library: TemplateLibrary, argument: unknown): Promise<RenderedTemplate> {
  const { id, variables } = parseArgument(renderArgument, argument);
  return library.render(id, variables ?? {}, new AbortController().signal);
}

async function findEntry(
  entries: readonly FoundTemplate[],
  id: string | undefined,
  memory: LibraryMemory,
): Promise<FoundTemplate | undefined> {
  if (id === undefined) return pickTemplate(entries, memory);
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry !== undefined) return entry;
  throw new WhetstoneError(
    'template-not-found',
    vscode.l10n.t('There is no template "{0}".', id),
    vscode.l10n.t('The Library view lists the templates there are.'),
  );
}

async function pickDestination(editor: vscode.TextEditor | undefined): Promise<Destination | undefined> {
  const items: (vscode.QuickPickItem & { destination: Destination })[] = [
    { label: `$(new-file) ${vscode.l10n.t('Open as a new prompt')}`, destination: 'open' },
    { label: `$(sparkle) ${vscode.l10n.t('Enhance it right away')}`, destination: 'enhance' },
    { label: `$(run) ${vscode.l10n.t('Run it with a model')}`, destination: 'run' },
    ...(editor === undefined
      ? []
      : [{ label: `$(insert) ${vscode.l10n.t('Insert at the cursor')}`, destination: 'insert' as const }]),
    { label: `$(copy) ${vscode.l10n.t('Copy it')}`, destination: 'copy' },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Use Template'),
    placeHolder: vscode.l10n.t('Where should the prompt go?'),
  });
  return picked?.destination;
}

async function deliver(
  text: string,
  destination: Exclude<Destination, 'run'>,
  editor: vscode.TextEditor | undefined,
): Promise<void> {
  switch (destination) {
    case 'open':
      await openNewPrompt(text);
      return;
    case 'copy':
      await vscode.env.clipboard.writeText(text);
      vscode.window.setStatusBarMessage(vscode.l10n.t('The prompt is on the clipboard.'), 5000);
      return;
    case 'enhance':
      await vscode.commands.executeCommand('whetstone.enhancePrompt', { text });
      return;
    case 'insert':
      await insert(text, editor);
  }
}

async function insert(text: string, editor: vscode.TextEditor | undefined): Promise<void> {
  const inserted = await editor?.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, text);
  });
  if (inserted === true) return;
  throw new WhetstoneError(
    'usage',
    vscode.l10n.t('There is no editor that the prompt can be inserted into.'),
    vscode.l10n.t('Open a file that you may edit, or choose to open the prompt as a new one.'),
  );
}

/** Asks once for each prompt and remembers the answer; a failure counts as nothing known, since the values are only offers. */
function remembered(
  repository: (prompt?: string) => Promise<RepositoryContext | null>,
): (prompt?: string) => Promise<RepositoryContext | null> {
  const answers = new Map<string, Promise<RepositoryContext | null>>();
  return (prompt = '') => {
    const answer = answers.get(prompt) ?? repository(prompt === '' ? undefined : prompt).catch(() => null);
    answers.set(prompt, answer);
    return answer;
  };
}

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../../core/errors.ts';
import { editFrontMatter, withCategory } from '../../core/library/editFrontMatter.ts';
import type { FoundTemplate } from '../../core/library/foundTemplate.ts';
import { beginning, templateText } from '../../core/library/newTemplate.ts';
import { schemaFromSamples } from '../../core/library/schemaFromSamples.ts';
import { idOf } from '../../core/library/templateName.ts';
import { isPlainObject } from '../commands.ts';
import { parseArgument } from '../commandArgument.ts';
import type { TemplateLibrary } from './templateLibrary.ts';
import { targetOf, targetsOf } from './templateTargets.ts';
import { versionUri } from './versionDocuments.ts';
import { refuseBuiltIn } from './versions.ts';
import { writeVersion } from './writeVersion.ts';
import { refuseUnsaved, writeTemplate } from './writeTemplate.ts';

const scopes = z.enum(['user', 'workspace']);
type OwnScope = z.infer<typeof scopes>;

const newArgument = z.looseObject({
  name: z.optional(z.string()),
  scope: z.optional(scopes),
  text: z.optional(z.string()),
  description: z.optional(z.string()),
  category: z.optional(z.string()),
  tags: z.optional(z.array(z.string())),
  open: z.optional(z.boolean()),
});

/** A template file that was made. */
export interface MadeTemplate {
  readonly id: string;
  readonly scope: OwnScope;
  readonly path: string;
}

/**
 * `whetstone.newTemplate({name?, scope?, text?, description?, category?, tags?, open?})`: a template of one's own, empty or of a text (a `.prompt` file's or a
 * body's), opened to be written. Throws `conflict` when there is one of that name.
 */
export async function newTemplate(
  library: TemplateLibrary,
  argument: unknown,
): Promise<MadeTemplate | undefined> {
  const given = parseArgument(newArgument, isPlainObject(argument) ? argument : {});
  const title = vscode.l10n.t('New Template');
  const name = given.name ?? (await askName(library, title, ''));
  if (name === undefined) return undefined;
  const scope = given.scope ?? (given.name === undefined ? await askScope(library, title) : 'user');
  if (scope === undefined) return undefined;
  const body = given.text ?? beginning;
  const text = body.startsWith('---\n')
    ? editFrontMatter(body, ['name'], name)
    : templateText({
        name,
        description: given.description ?? '',
        category: given.category ?? 'Other',
        tags: given.tags ?? [],
        body,
        schema: await schemaFromSamples(body, []),
      });
  const made = await make(library, idOf(name), scope, text, '');
  if (given.open !== false) await vscode.window.showTextDocument(vscode.Uri.file(made.path));
  return made;
}

/** `whetstone.editTemplate({id})`: opens a template's file. A built-in one is read-only; from the interface a copy of one's own is offered. */
export async function editTemplate(
  library: TemplateLibrary,
  argument: unknown,
): Promise<{ readonly id: string; readonly path: string; readonly scope: string } | undefined> {
  const target = await targetOf(library, argument, vscode.l10n.t('Edit Template'));
  if (target === undefined) return undefined;
  const { id, path, scope } = target;
  if (scope !== 'builtin') {
    await vscode.window.showTextDocument(vscode.Uri.file(path));
    return { id, path, scope };
  }
  if (!isPlainObject(argument)) {
    const instead = vscode.l10n.t('Make my own version of it');
    const beside = vscode.l10n.t('Make a copy beside it');
    const picked = await vscode.window.showQuickPick(
      [
        {
          label: instead,
          detail: vscode.l10n.t('It is used instead of the built-in one until you delete it.'),
        },
        { label: beside, detail: vscode.l10n.t('It gets a name of its own.') },
        { label: vscode.l10n.t('Only look at it') },
      ],
      { title: target.name, placeHolder: vscode.l10n.t('Built-in templates cannot be changed.') },
    );
    if (picked === undefined) return undefined;
    if (picked.label === instead) return open(await copyOf(library, target, id, 'user', null));
    if (picked.label === beside) return duplicateTemplate(library, { id });
  }
  await vscode.window.showTextDocument(versionUri(target, null), { preview: true });
  return { id, path, scope };
}

const duplicateArgument = z.looseObject({
  id: z.string(),
  name: z.optional(z.string()),
  scope: z.optional(scopes),
  open: z.optional(z.boolean()),
});

/** `whetstone.duplicateTemplate({id, name?, scope?, open?})`: a copy under another name, by default "… (copy)" among one's own. */
export async function duplicateTemplate(
  library: TemplateLibrary,
  argument: unknown,
): Promise<MadeTemplate | undefined> {
  const byProgram = isPlainObject(argument);
  const given = byProgram ? parseArgument(duplicateArgument, argument) : null;
  const title = vscode.l10n.t('Duplicate Template');
  const target = await targetOf(library, argument, title);
  if (target === undefined) return undefined;
  const proposed = await freeName(library, target.name);
  const name = byProgram ? (given?.name ?? proposed) : await askName(library, title, proposed);
  if (name === undefined) return undefined;
  const scope =
    given?.scope ??
    (byProgram ? (target.scope === 'workspace' ? 'workspace' : 'user') : await askScope(library, title));
  if (scope === undefined) return undefined;
  const made = await copyOf(library, target, idOf(name), scope, name);
  return given?.open === false ? made : open(made);
}

/** What became of deleting templates. */
export interface DeletedTemplates {
  readonly ids: readonly string[];
}

/**
 * `whetstone.deleteTemplate({id | ids})`: deletes files; their versions stay, so that each can be brought back. From the interface it asks for several and
 * offers to undo. Throws `usage` for built-in ones and `storage` when the last state could not be kept: then nothing is deleted.
 */
export async function deleteTemplates(
  library: TemplateLibrary,
  argument: unknown,
  selected: unknown,
): Promise<DeletedTemplates | undefined> {
  const targets = await targetsOf(library, argument, selected, vscode.l10n.t('Delete Template'));
  if (targets === undefined) return undefined;
  for (const target of targets) refuseBuiltIn(target);
  if (targets.length > 1 && !isPlainObject(argument)) {
    const remove = vscode.l10n.t('Delete {0} Templates', targets.length);
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Delete {0} templates? Their versions are kept.', targets.length),
      { modal: true },
      remove,
    );
    if (answer !== remove) return undefined;
  }
  const deleted: { readonly target: FoundTemplate; readonly text: string }[] = [];
  for (const target of targets) {
    await refuseUnsaved(target.path);
    const text = await readFile(target.path, 'utf8');
    await library.history.record(target, text, target.path);
    await rm(target.path);
    await library.history.amend(target, { deletedAt: Date.now() });
    deleted.push({ target, text });
  }
  library.refresh();
  const message =
    deleted.length === 1
      ? vscode.l10n.t('Deleted: {0}', deleted[0]?.target.name ?? '')
      : vscode.l10n.t('Deleted {0} templates.', deleted.length);
  void offerUndo(message, async () => {
    for (const { target, text } of deleted) {
      await writeTemplate(target.path, text, true);
      await library.history.amend(target, { deletedAt: null });
    }
    library.refresh();
  });
  return { ids: targets.map(({ id }) => id) };
}

const moveArgument = z.looseObject({ category: z.optional(z.string()) });

/** `whetstone.moveTemplate({id | ids, category})`: writes the category into the front matter and nothing else. */
export async function moveTemplates(
  library: TemplateLibrary,
  argument: unknown,
  selected: unknown,
): Promise<{ readonly ids: readonly string[]; readonly category: string } | undefined> {
  const title = vscode.l10n.t('Move to Category');
  const targets = await targetsOf(library, argument, selected, title);
  if (targets === undefined) return undefined;
  const given = isPlainObject(argument) ? parseArgument(moveArgument, argument).category : undefined;
  const category = given ?? (await askCategory(library, title));
  if (category === undefined || category.trim() === '') return undefined;
  await moveInto(library, targets, category.trim());
  return { ids: targets.map(({ id }) => id), category: category.trim() };
}

/** Throws `usage` for built-in templates, `template-schema` for broken front matter and `conflict` for unsaved changes; then nothing is moved. */
export async function moveInto(
  library: TemplateLibrary,
  targets: readonly FoundTemplate[],
  category: string,
): Promise<void> {
  const changes = await Promise.all(
    targets.map(async (target) => {
      refuseBuiltIn(target);
      await refuseUnsaved(target.path);
      return { target, text: withCategory(await readFile(target.path, 'utf8'), category) };
    }),
  );
  for (const { target, text } of changes) {
    await writeVersion(library, target, text, { note: vscode.l10n.t('Moved to {0}', category) });
  }
  library.refresh();
}

/** Writes a new template file with its first version. Throws `conflict`, also for an id that differs by case alone. */
export async function make(
  library: TemplateLibrary,
  id: string,
  scope: OwnScope,
  text: string,
  note: string,
): Promise<MadeTemplate> {
  const folder = scope === 'user' ? library.userFolder : library.workspaceFolder();
  if (folder === undefined)
    throw new WhetstoneError(
      'usage',
      vscode.l10n.t('No folder is open that templates could be shared in.'),
      vscode.l10n.t('Open a folder on your disk and trust it.'),
    );
  const templates = await library.list(new AbortController().signal);
  const rival = templates.find((each) => each.scope === scope && each.id.toLowerCase() === id.toLowerCase());
  const path = rival?.path ?? join(folder.fsPath, `${id}.prompt`);
  if (note !== '') library.history.announce(path, { note });
  try {
    await writeTemplate(path, text, true);
  } catch (error) {
    library.history.withdraw(path);
    throw error;
  }
  await library.list(new AbortController().signal);
  library.refresh();
  return { id, scope, path };
}

async function copyOf(
  library: TemplateLibrary,
  target: FoundTemplate,
  id: string,
  scope: OwnScope,
  name: string | null,
): Promise<MadeTemplate> {
  const source = await readFile(target.path, 'utf8');
  const text = name === null ? source : editFrontMatter(source, ['name'], name);
  return make(library, id, scope, text, vscode.l10n.t('Copy of {0}', target.id));
}

async function open(made: MadeTemplate): Promise<MadeTemplate> {
  await vscode.window.showTextDocument(vscode.Uri.file(made.path));
  return made;
}

async function freeName(library: TemplateLibrary, name: string): Promise<string> {
  const ids = new Set((await library.list(new AbortController().signal)).map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const proposed =
      number === 1 ? vscode.l10n.t('{0} (copy)', name) : vscode.l10n.t('{0} (copy {1})', name, number);
    if (!ids.has(idOf(proposed)) || number > 1000) return proposed;
  }
}

async function askName(library: TemplateLibrary, title: string, value: string): Promise<string | undefined> {
  const ids = new Set(
    (await library.list(new AbortController().signal))
      .filter(({ scope }) => scope !== 'builtin')
      .map(({ id }) => id),
  );
  const name = await vscode.window.showInputBox({
    title,
    value,
    prompt: vscode.l10n.t('A short name, such as "Bug Fix"'),
    validateInput: (text) => {
      if (text.trim() === '') return vscode.l10n.t('This is needed.');
      return ids.has(idOf(text))
        ? vscode.l10n.t('There is a template "{0}" already.', idOf(text))
        : undefined;
    },
  });
  return name?.trim();
}

async function askScope(library: TemplateLibrary, title: string): Promise<OwnScope | undefined> {
  if (library.workspaceFolder() === undefined) return 'user';
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: `$(account) ${vscode.l10n.t('Mine')}`,
        detail: vscode.l10n.t('In every folder that I open'),
        scope: 'user' as const,
      },
      {
        label: `$(organization) ${vscode.l10n.t('Of the workspace')}`,
        detail: vscode.l10n.t('In .whetstone/templates, shared with everybody who has the repository'),
        scope: 'workspace' as const,
      },
    ],
    { title, placeHolder: vscode.l10n.t('Where should it live?') },
  );
  return picked?.scope;
}

async function askCategory(library: TemplateLibrary, title: string): Promise<string | undefined> {
  const templates = await library.list(new AbortController().signal);
  const another = vscode.l10n.t('Another…');
  const names = [...new Set(templates.map(({ category }) => category))];
  const picked = await vscode.window.showQuickPick([...names, another], { title });
  return picked === another ? vscode.window.showInputBox({ title }) : picked;
}

async function offerUndo(message: string, undo: () => Promise<void>): Promise<void> {
  const word = vscode.l10n.t('Undo');
  if ((await vscode.window.showInformationMessage(message, word)) === word) await undo();
}

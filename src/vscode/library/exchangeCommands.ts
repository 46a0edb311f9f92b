import { access, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../../core/errors.ts';
import type { ExchangeFormat } from '../../core/library/exchange/importTemplate.ts';
import { isPlainObject } from '../commands.ts';
import { parseArgument, uriArgument } from '../commandArgument.ts';
import { localized } from '../localized.ts';
import { make } from './fileCommands.ts';
import type { TemplateLibrary } from './templateLibrary.ts';
import { targetsOf } from './templateTargets.ts';
import { writeVersion } from './writeVersion.ts';

const formats = ['prompt', 'prompt.md', 'skill', 'claude'] as const;

const exportArgument = z.looseObject({
  format: z.optional(z.enum(formats)),
  uri: z.optional(uriArgument),
  overwrite: z.optional(z.boolean()),
});

/** A file that was written, and what of the template it does not hold. */
export interface WrittenExport {
  readonly id: string;
  readonly path: string;
  readonly lost: readonly string[];
}

/**
 * `whetstone.exportTemplate({id | ids, format, uri, overwrite?})`: writes templates for this or another tool into a folder or a .zip, and says what could not be
 * carried over. Throws `conflict` before anything is written when a file is there already.
 */
export async function exportTemplates(
  library: TemplateLibrary,
  argument: unknown,
  selected: unknown,
): Promise<readonly WrittenExport[] | undefined> {
  const title = vscode.l10n.t('Export Templates');
  const targets = await targetsOf(library, argument, selected, title);
  if (targets === undefined) return undefined;
  const given = isPlainObject(argument) ? parseArgument(exportArgument, argument) : {};
  const format = given.format ?? (await askFormat(title));
  if (format === undefined) return undefined;
  const { signal } = new AbortController();
  const files = await library.export(
    targets.map(({ id }) => id),
    format,
    signal,
  );
  const place = given.uri ?? (await askPlace(title));
  if (place === undefined) return undefined;
  if (place.path.toLowerCase().endsWith('.zip')) {
    const { strToU8, zipSync } = await import('fflate');
    const bytes = zipSync(Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)])));
    if (isPlainObject(argument)) await refuseTaken([place], given.overwrite === true);
    await vscode.workspace.fs.writeFile(place, bytes);
  } else {
    const uris = files.map(({ path }) => vscode.Uri.joinPath(place, path));
    await refuseTaken(uris, given.overwrite === true);
    for (const [index, { text }] of files.entries())
      await vscode.workspace.fs.writeFile(uris[index] ?? place, new TextEncoder().encode(text));
  }
  const written = files.map(({ id, path, lost }) => ({ id, path, lost }));
  if (!isPlainObject(argument)) sayLost(vscode.l10n.t('Exported {0} templates.', written.length), written);
  return written;
}

const importArgument = z.looseObject({
  uris: z.optional(z.array(uriArgument)),
  scope: z.optional(z.enum(['user', 'workspace'])),
  overwrite: z.optional(z.boolean()),
});

/** A file that was read, and what became of it. */
export interface ImportedFile {
  readonly from: string;
  readonly id: string;
  readonly format: ExchangeFormat;
  readonly status: 'imported' | 'replaced' | 'exists';
  readonly path: string | null;
  readonly lost: readonly string[];
}

/**
 * `whetstone.importTemplates({uris, scope?, overwrite?})`: makes templates of files, folders and zips: `.prompt`, `.prompt.md`, `SKILL.md` and Claude commands. What is there
 * already stays unless it may be replaced; replacing makes a new version.
 */
export async function importTemplates(
  library: TemplateLibrary,
  argument: unknown,
): Promise<readonly ImportedFile[] | undefined> {
  const byProgram = isPlainObject(argument);
  const given = byProgram ? parseArgument(importArgument, argument) : {};
  const { signal } = new AbortController();
  const uris = given.uris ?? (argument instanceof vscode.Uri ? [argument] : await askSources());
  if (uris === undefined) return undefined;
  const found = (await Promise.all(uris.map((uri) => library.import(uri.fsPath, signal)))).flat();
  if (found.length === 0)
    throw new WhetstoneError(
      'input-unreadable',
      vscode.l10n.t('There are no prompt files in it.'),
      vscode.l10n.t('Files end in .prompt or .prompt.md, are named SKILL.md, or lie in .claude/commands.'),
    );
  const scope = given.scope ?? 'user';
  const there = new Map(
    (await library.list(signal)).filter((each) => each.scope === scope).map((each) => [each.id, each]),
  );
  const rivals = found.filter(({ id }) => there.has(id));
  const overwrite =
    given.overwrite ?? (byProgram || rivals.length === 0 ? false : await askReplace(rivals.length));
  if (overwrite === undefined) return undefined;
  const results: ImportedFile[] = [];
  const made = new Set<string>();
  for (const { from, format, id, lost, text } of found) {
    const common = { from, id, format, lost };
    const rival = there.get(id);
    const note = vscode.l10n.t('Imported from {0}', basename(from));
    if (made.has(id) || (rival !== undefined && !overwrite)) {
      results.push({ ...common, status: 'exists', path: null });
    } else if (rival !== undefined) {
      await writeVersion(library, rival, text, { note });
      results.push({ ...common, status: 'replaced', path: rival.path });
    } else {
      const { path } = await make(library, id, scope, text, note);
      results.push({ ...common, status: 'imported', path });
    }
    made.add(id);
  }
  library.refresh();
  if (!byProgram) {
    const skipped = results.filter(({ status }) => status === 'exists').length;
    const words = vscode.l10n.t('Imported {0} templates.', results.length - skipped);
    const rest = skipped === 0 ? '' : ` ${vscode.l10n.t('{0} were there already.', skipped)}`;
    sayLost(words + rest, results);
  }
  return results;
}

const convertArgument = z.looseObject({
  uri: z.optional(uriArgument),
  folder: z.optional(uriArgument),
  write: z.optional(z.boolean()),
});

/** A skill that was made of a prompt file, or would be. */
export interface MadeSkill {
  readonly name: string;
  /** Of its SKILL.md. */
  readonly path: string;
  readonly text: string;
  /** Local files that it names. */
  readonly files: readonly string[];
  readonly lost: readonly string[];
  readonly written: boolean;
}

/**
 * `whetstone.convertToSkill({uri?, folder?, write?})`: makes a skill of a `.prompt.md` file, in a folder of its own in `folder` (default `.github/skills`). From the interface
 * the diff is shown before anything is written; a program writes with `write: true`.
 */
export async function convertToSkill(
  library: TemplateLibrary,
  argument: unknown,
): Promise<MadeSkill | undefined> {
  const byProgram = isPlainObject(argument);
  const given = byProgram ? parseArgument(convertArgument, argument) : {};
  const uri =
    given.uri ?? (argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri);
  if (uri?.scheme !== 'file' || !uri.path.toLowerCase().endsWith('.prompt.md'))
    throw new WhetstoneError(
      'usage',
      vscode.l10n.t('Only a .prompt.md file can become a skill.'),
      vscode.l10n.t('Open one, or export a template as a skill.'),
    );
  const document = await vscode.workspace.openTextDocument(uri);
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
  const skills = given.folder ?? vscode.Uri.joinPath(root, '.github', 'skills');
  const { signal } = new AbortController();
  const skill = await library.convert(
    { file: uri.fsPath, text: document.getText(), skills: skills.fsPath },
    signal,
  );
  const path = join(skills.fsPath, skill.name, 'SKILL.md');
  const made = { ...skill, path };
  const isThere = await exists(path);
  if (byProgram ? given.write !== true : !(await confirmSkill(uri, made, isThere)))
    return { ...made, written: false };
  if (byProgram && isThere)
    throw new WhetstoneError(
      'conflict',
      vscode.l10n.t('There is a skill "{0}" already.', skill.name),
      vscode.l10n.t('Choose another folder, or rename the prompt file.'),
    );
  await vscode.workspace.fs.writeFile(vscode.Uri.file(path), new TextEncoder().encode(skill.text));
  if (!byProgram) {
    await vscode.window.showTextDocument(vscode.Uri.file(path));
    sayLost(vscode.l10n.t('Made the skill {0}.', skill.name), [{ id: skill.name, lost: skill.lost }]);
  }
  return { ...made, written: true };
}

/** Shows what would be written, and asks. The right side is what the skill says, the left what is there now: the prompt file, or the skill to replace. */
async function confirmSkill(
  uri: vscode.Uri,
  { files, name, path, text }: Omit<MadeSkill, 'written'>,
  isThere: boolean,
): Promise<boolean> {
  const { shownUri } = await import('./versionDocuments.ts');
  const left = isThere ? shownUri(`${name}/SKILL.md`, await readFile(path, 'utf8')) : uri;
  const right = shownUri(`${name}-new/SKILL.md`, text);
  const title = vscode.l10n.t('{0} as the skill {1}', basename(uri.path), name);
  await vscode.commands.executeCommand('vscode.diff', left, right, title);
  const where = vscode.workspace.asRelativePath(path);
  const yes = {
    label: `$(check) ${isThere ? vscode.l10n.t('Replace {0}', where) : vscode.l10n.t('Write {0}', where)}`,
    detail:
      files.length === 0
        ? vscode.l10n.t('The prompt file stays as it is.')
        : vscode.l10n.t('It names files that stay where they are: {0}', files.join(', ')),
  };
  const no = { label: `$(close) ${vscode.l10n.t('Write nothing')}` };
  const picked = await vscode.window.showQuickPick([yes, no], {
    title: vscode.l10n.t('Convert to Skill'),
    ignoreFocusOut: true,
  });
  return picked === yes;
}

async function askFormat(title: string): Promise<ExchangeFormat | undefined> {
  const items: (vscode.QuickPickItem & { readonly format: ExchangeFormat })[] = [
    { label: vscode.l10n.t('Whetstone template'), description: '.prompt', format: 'prompt' },
    { label: vscode.l10n.t('Prompt file of VS Code'), description: '.prompt.md', format: 'prompt.md' },
    { label: vscode.l10n.t('Agent skill'), description: 'SKILL.md', format: 'skill' },
    { label: vscode.l10n.t('Claude command'), description: '.claude/commands', format: 'claude' },
  ];
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.format;
}

async function askPlace(title: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.l10n.t('Into a folder');
  const archive = vscode.l10n.t('Into a .zip file');
  const picked = await vscode.window.showQuickPick([folder, archive], { title });
  if (picked === undefined) return undefined;
  if (picked === archive)
    return vscode.window.showSaveDialog({
      title,
      filters: { Zip: ['zip'] },
      saveLabel: vscode.l10n.t('Export'),
    });
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title,
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t('Export'),
    })) ?? [];
  return chosen;
}

async function askSources(): Promise<readonly vscode.Uri[] | undefined> {
  const title = vscode.l10n.t('Import Templates');
  const files = vscode.l10n.t('Files or a .zip');
  const folder = vscode.l10n.t('A folder with all in it');
  const picked = await vscode.window.showQuickPick([files, folder], { title });
  if (picked === undefined) return undefined;
  return vscode.window.showOpenDialog({
    title,
    canSelectFiles: picked === files,
    canSelectFolders: picked === folder,
    canSelectMany: picked === files,
    openLabel: vscode.l10n.t('Import'),
  });
}

/** True to replace, false to leave them, undefined to import nothing. */
async function askReplace(count: number): Promise<boolean | undefined> {
  const replace = vscode.l10n.t('Replace them (as new versions)');
  const keep = vscode.l10n.t('Keep mine, import the rest');
  const picked = await vscode.window.showQuickPick([replace, keep], {
    title: vscode.l10n.t('Import Templates'),
    placeHolder: vscode.l10n.t('{0} templates of the same name are there already.', count),
  });
  return picked === undefined ? undefined : picked === replace;
}

/** One message; what was lost is one click away. */
function sayLost(
  message: string,
  files: readonly { readonly id: string; readonly lost: readonly string[] }[],
): void {
  const lossy = files.filter(({ lost }) => lost.length > 0);
  if (lossy.length === 0) {
    void vscode.window.showInformationMessage(message);
    return;
  }
  const show = vscode.l10n.t('Show What Was Lost');
  const some = vscode.l10n.t('Not everything could be carried over.');
  void vscode.window.showInformationMessage(`${message} ${some}`, show).then(async (picked) => {
    if (picked !== show) return;
    const content = lossy
      .map(({ id, lost }) => `## ${id}\n\n${lost.map((line) => `- ${localized(line)}`).join('\n')}\n`)
      .join('\n');
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: 'markdown', content }),
    );
  });
}

async function refuseTaken(uris: readonly vscode.Uri[], overwrite: boolean): Promise<void> {
  if (overwrite) return;
  for (const uri of uris)
    if (await exists(uri.fsPath))
      throw new WhetstoneError(
        'conflict',
        vscode.l10n.t('{0} is there already.', uri.fsPath),
        vscode.l10n.t('Choose another place.'),
      );
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

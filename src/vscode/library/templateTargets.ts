import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../../core/errors.ts';
import type { FoundTemplate } from '../../core/library/foundTemplate.ts';
import { parseArgument } from '../commandArgument.ts';
import { TemplateNode } from './libraryNodes.ts';
import type { TemplateLibrary } from './templateLibrary.ts';

const targetArgument = z.looseObject({
  id: z.optional(z.string()),
  ids: z.optional(z.array(z.string())),
});

/**
 * The templates that a command is about: the rows selected in the view, `{id}` or `{ids}` of a program, the template in front, or one that the user picks;
 * undefined when the user left. Throws `template-not-found`.
 */
export async function targetsOf(
  library: TemplateLibrary,
  argument: unknown,
  selected: unknown,
  title: string,
): Promise<readonly FoundTemplate[] | undefined> {
  if (argument instanceof TemplateNode) {
    const nodes = Array.isArray(selected) ? selected.filter((node) => node instanceof TemplateNode) : [];
    return (nodes.length > 0 ? nodes : [argument]).map(({ entry }) => entry);
  }
  const { id, ids } = parseArgument(targetArgument, argument instanceof vscode.Uri ? {} : argument);
  const wanted = ids ?? (id === undefined ? [] : [id]);
  const templates = await library.list(new AbortController().signal);
  if (wanted.length > 0)
    return wanted.map((each) => templates.find((template) => template.id === each) ?? missing(each));
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const open = templates.find(({ path }) => uri?.scheme === 'file' && path === uri.fsPath);
  if (open !== undefined) return [open];
  const picked = await vscode.window.showQuickPick(
    templates.map((template) => ({
      label: template.name,
      description: template.category,
      detail: template.description,
      template,
    })),
    { title, matchOnDescription: true, matchOnDetail: true },
  );
  return picked === undefined ? undefined : [picked.template];
}

/** As `targetsOf`, for a command about one template. */
export async function targetOf(
  library: TemplateLibrary,
  argument: unknown,
  title: string,
): Promise<FoundTemplate | undefined> {
  return (await targetsOf(library, argument, undefined, title))?.[0];
}

function missing(id: string): never {
  throw new WhetstoneError(
    'template-not-found',
    vscode.l10n.t('There is no template "{0}".', id),
    vscode.l10n.t('The Library view lists the templates there are.'),
  );
}
